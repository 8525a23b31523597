"""Analyses from hand-made trees: one word a line, "form lemma UPOS head relation", heads counted from 1, 0 the root."""

import hashlib

import msgspec

from whoknew.model import Account, Analysis, Entity, Sentence, Signals, Token, Word


def analysis(tree: str, people: dict[str, list[str]] | None = None) -> Analysis:
    """``tree``: sentences parted by blank lines. ``people``: entity name → words (of the text) that mention it."""
    text = ""
    tokens: list[Token] = []
    words: list[Word] = []
    sentences: list[Sentence] = []
    for block in tree.strip().split("\n\n"):
        first = len(tokens)
        start = len(text)
        for line in block.strip().splitlines():
            form, lemma, upos, head, relation = line.split()
            if text and form not in ",.?'s" and not text.endswith(("\n", "“")):
                text += " "
            tokens.append(Token(span=(len(text), len(text) + len(form))))
            text += form
            words.append(
                Word(lemma=lemma, upos=upos, head=first + int(head) - 1 if head != "0" else -1, deprel=relation)
            )
        sentences.append(Sentence(span=(start, len(text)), first=first, end=len(tokens)))
    entities = []
    for number, (name, mentions) in enumerate((people or {}).items(), 1):
        spans = []
        for mention in mentions:
            at = -1
            while (at := text.find(mention, at + 1)) >= 0:
                if any(token.span[0] == at for token in tokens):
                    spans.append((at, at + len(mention)))
        entities.append(Entity(id=f"e{number}", name=name, type="person", mentions=tuple(spans)))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Analysis(
        account=Account(id=digest, text=text, sha256=digest),
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        entities=tuple(entities),
        signals=Signals(model="by hand", words=tuple(words)),
    )


def with_layers(found: Analysis, **layers: object) -> Analysis:
    return msgspec.structs.replace(found, **layers)
