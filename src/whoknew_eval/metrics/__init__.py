"""Metrics: pure functions from gold and found to counts and figures. No corpus, no I/O, no model."""
