"""Names → records: the longest declared name that starts at a token, and what is near when there is none.

One table per kind of thing (actors and places, sources, statements, facts). A name is found by its words, whatever
their case; a label in brackets, ``[e3]``, always means the record with that id.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from whoknew.scenario.lines import Token


class Names:
    """Declared names of one kind of thing, looked up by the words at a position; linear in the words read."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._ids: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._longest: dict[str, int] = {}
        self._known: set[str] = set()
        self._shown: dict[str, str] = {}

    def add(self, identifier: str, forms: Iterable[str]) -> None:
        """Declare a record under its id and every form of its name."""
        self._known.add(identifier)
        for form in (identifier, *forms):
            key = tuple(form.casefold().split())
            if not key:
                continue
            holders = self._ids.get(key, ())
            if identifier not in holders:
                self._ids[key] = (*holders, identifier)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))
            self._shown.setdefault(" ".join(key), form)

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._known

    def exact(self, form: str) -> tuple[str, ...]:
        """Ids that a form may mean: none, one, or several where it is ambiguous."""
        return self._ids.get(tuple(form.casefold().split()), ())

    def at(self, tokens: Sequence[Token], start: int) -> tuple[tuple[str, ...], int]:
        """``(ids, end)`` of the longest name that starts at a token; no ids where none does."""
        if start >= len(tokens):
            return (), start
        first = tokens[start]
        if first.kind == "label":
            return ((first.text,), start + 1) if first.text in self._known else ((), start)
        if first.kind == "string":
            ids = self.exact(first.text)
            return (ids, start + 1) if ids else ((), start)
        if first.kind != "word":
            return (), start
        longest = min(self._longest.get(first.folded, 0), len(tokens) - start)
        words: list[str] = []
        best: tuple[tuple[str, ...], int] = ((), start)
        for offset in range(longest):
            token = tokens[start + offset]
            if token.kind != "word":
                break
            words.append(token.folded)
            found = self._ids.get(tuple(words))
            if found:
                best = (found, start + offset + 1)
        return best

    def near(self, form: str, limit: int = 3) -> tuple[str, ...]:
        """Declared forms that look like this one, best first."""
        return nearest(form, self._shown.values(), limit)

    def forms(self) -> tuple[str, ...]:
        """Every declared form, in the order of declaration."""
        return tuple(self._shown.values())


def nearest(form: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The forms that look most like one: by shared words first, then by letters. At most 2,000 are compared."""
    wanted = form.casefold()
    words = {word for word in wanted.replace("-", " ").split() if len(word) > 2}
    pool = list(dict.fromkeys(known))[:2000]
    sharing = sorted(
        (item for item in pool if words & set(item.casefold().replace("-", " ").split())),
        key=lambda item: (-len(words & set(item.casefold().replace("-", " ").split())), len(item)),
    )
    folded = {item.casefold(): item for item in reversed(pool)}
    alike = [folded[match] for match in get_close_matches(wanted[:80], list(folded), n=limit, cutoff=0.6)]
    return tuple(dict.fromkeys([*sharing[:limit], *alike]))[:limit]


def did_you_mean(form: str, known: Iterable[str]) -> str:
    """``"Did you mean “Maher al-Assad”?"``, or nothing where nothing is near."""
    found = nearest(form, known)
    if not found:
        return ""
    return "Did you mean " + " or ".join(f"“{item}”" for item in found) + "?"
