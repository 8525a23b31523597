"""The word lists of this stage, and the forms made from them."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``lexicon.toml`` as sets; ``roles``, ``kin`` and ``ties`` map every form to its singular."""

    roles: dict[str, str]
    kin: dict[str, str]
    ties: dict[str, str]
    short: dict[str, str]
    parties: dict[str, str]
    party_letters: dict[str, str]
    states: dict[str, str]
    verbs: dict[str, str]
    infinitives: dict[str, str]
    agents: dict[str, str]
    between: dict[str, str]
    countries: dict[str, str]
    words: dict[str, frozenset[str]]

    def head(self, low: str) -> str:
        """The singular of a word for a role, a relative or a tie; "" for other words."""
        bare = low.rstrip(".")
        return self.short.get(bare) or self.kin.get(low) or self.ties.get(low) or self.roles.get(low) or ""

    def __getattr__(self, name: str) -> frozenset[str]:
        """A plain list of the table ``modifiers`` or ``grammar`` by its name. Raises ``AttributeError`` for others."""
        try:
            return self.words[name]
        except KeyError:
            raise AttributeError(name) from None


def _forms(nouns: str, irregular: dict[str, str]) -> dict[str, str]:
    forms = {}
    for noun in nouns.split():
        forms[noun] = noun
        many = (
            noun[:-1] + "ies"
            if noun.endswith("y") and noun[-2] not in "aeiou"
            else noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
        )
        forms.setdefault(many, noun)
    forms |= {form: noun for form, noun in irregular.items() if noun in forms}
    return forms


def _inverted(table: dict[str, str]) -> dict[str, str]:
    return {form: title for title, forms in table.items() for form in forms.split()}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists."""
    table = tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))
    nouns = table["nouns"]
    plain = {
        name: frozenset(words.split())
        for part in ("modifiers", "grammar")
        for name, words in table[part].items()
        if isinstance(words, str)
    }
    return Lexicon(
        roles=_forms(nouns["roles"], nouns["irregular"]),
        kin=_forms(nouns["kin"], nouns["irregular"]),
        ties=_forms(nouns["ties"], nouns["irregular"]),
        short=dict(nouns["short"]),
        parties=dict(table["parties"]["of"]),
        party_letters=dict(table["parties"]["letters"]),
        states=dict(table["states"]),
        verbs=_inverted(table["verbs"]),
        infinitives=_inverted(table["infinitives"]),
        agents=_inverted(table["agents"]),
        between=_inverted(table["between"]),
        countries=dict(table["countries"]["of"]),
        words={"weak": frozenset(nouns["weak"].split()), **plain},
    )
