"""The labels that the weights know, in the order of their outputs; stored beside the weights."""

import msgspec

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Inventories of every head."""

    upos: tuple[str, ...]
    deprels: tuple[str, ...]
    scripts: tuple[str, ...]  # lemma edit scripts
    roles: tuple[str, ...]  # "O", "B-ARG0", "I-ARG0", …
    rolesets: tuple[str, ...]
    senses: dict[str, tuple[str, ...]]  # lemma → rolesets seen with it, the most frequent first
    spans: tuple[str, ...]  # "mention:person", …, "chain:any", "name:PER", …
    times: tuple[str, ...]  # "O", "B-DATE", "I-DATE", …
    lemmas: tuple[str, ...] = ()  # lemmas that training has seen for an inflected form, lower case
