"""One file per head. Each has ``loss(vectors, batch)`` and ``exported()``, which names its word-level outputs.

A head works in two steps, so that the run time stays cheap: projections of single words, which go into the
exported graph, and the scoring of pairs of words, which ``whoknew.encoder`` does in numpy for the few pairs
that matter.
"""
