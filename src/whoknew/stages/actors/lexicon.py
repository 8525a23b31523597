"""The word lists of this stage, and the forms made from them."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def plural(noun: str) -> str:
    """The regular plural of an English noun.

    >>> plural("ally"), plural("witness"), plural("gunman"), plural("front-runner")
    ('allies', 'witnesses', 'gunmen', 'front-runners')
    """
    if noun.endswith("man") and noun not in ("human", "german", "roman"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists as sets of lower-case words. ``persons`` maps every form of a noun for people to its singular."""

    function: frozenset[str]
    calendar: frozenset[str]
    particles: frozenset[str]
    verbs: frozenset[str]
    between: frozenset[str]
    modifiers: frozenset[str]
    coordinated: frozenset[str]
    nationalities: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    leading: frozenset[str]
    surnames: frozenset[str]
    learned: frozenset[str]
    calling: frozenset[str]
    seated: frozenset[str]
    statements: frozenset[str]
    departments: frozenset[str]
    dedicated: frozenset[str]
    months: frozenset[str]
    closings: frozenset[str]
    partisans: frozenset[str]
    title_male: frozenset[str]
    title_female: frozenset[str]
    full: dict[str, str]
    persons: dict[str, str]
    plurals: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    kin: frozenset[str]
    ties: frozenset[str]
    adjectival: frozenset[str]
    unnamed: frozenset[str]
    reciprocal: dict[str, frozenset[str]]
    groups: frozenset[str]
    organisations: dict[str, str]
    organisation_names: frozenset[str]
    organisations_known: frozenset[str]
    parties: frozenset[str]
    facilities: dict[str, str]
    pronouns: dict[str, frozenset[str]]
    numbers: dict[str, int]
    count: dict[str, frozenset[str]]
    agentive: frozenset[str]
    modals: frozenset[str]
    bare: frozenset[str]
    generic_groups: frozenset[str]
    generic_places: dict[str, str]
    pairs: frozenset[str]
    given_male: frozenset[str]
    given_female: frozenset[str]

    def given(self, word: str) -> bool:
        """Whether a word is a given name."""
        low = word.casefold()
        return low in self.given_male or low in self.given_female

    def gender(self, word: str) -> str:
        """ "m" or "f" of a given name, "" where it may be either or is not known."""
        low = word.casefold()
        male, female = low in self.given_male, low in self.given_female
        return "" if male == female else "m" if male else "f"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of ``lexicon.toml`` and ``given_names.toml``."""
    table = _table()
    given = tomllib.loads((HERE / "given_names.toml").read_text(encoding="utf-8"))
    persons: dict[str, str] = {}
    plurals: set[str] = set()
    for noun in [
        *table["persons"]["nouns"].split(),
        *table["persons"]["kin"].split(),
        *table["persons"]["ties"].split(),
    ]:
        persons[noun] = noun
        persons.setdefault(plural(noun), noun)
        plurals.add(plural(noun))
    for form, noun in table["persons"]["irregular"].items():
        persons[form] = noun
        plurals.add(form)
    organisations = {n: n for n in table["organisations"]["nouns"].split()}
    organisations |= {plural(n): n for n in organisations}
    facilities = {n: n for n in table["facilities"]["nouns"].split()}
    facilities |= {plural(n): n for n in facilities}
    plurals |= {plural(n) for n in [*table["organisations"]["nouns"].split(), *table["facilities"]["nouns"].split()]}
    titles = _words(table["titles"]["plain"]) | _words(table["titles"]["office"])
    titles |= {plural(title) for title in _words(table["titles"]["office"]) if len(title) > 3} | _words(
        table["titles"]["many"]
    )
    return Lexicon(
        function=_words(table["function"]["words"]),
        calendar=_words(table["function"]["calendar"]),
        particles=_words(table["function"]["particles"]),
        verbs=_words(table["function"]["verbs"]),
        between=_words(table["function"]["between"]),
        modifiers=_words(table["function"]["modifiers"]),
        coordinated=_words(table["function"]["coordinated"]),
        nationalities=_words(table["function"]["nationalities"]),
        titles=titles,
        leading=_words(table["titles"]["leading"]),
        surnames=_words(table["titles"]["surnames"]),
        learned=_words(table["titles"]["learned"]),
        calling=_words(table["titles"]["calling"]),
        partisans=_words(table["organisations"]["partisans"]),
        months=_words(table["function"]["months"]),
        dedicated=_words(table["organisations"]["dedicated"]),
        departments=_words(table["organisations"]["departments"]),
        statements=_words(table["pronouns"]["statements"]),
        closings=_words(table["pronouns"]["closings"]),
        seated=_words(table["organisations"]["seated"]),
        offices=_words(table["titles"]["office"]),
        title_male=_words(table["titles"]["male"]) | _words(table["persons"]["male"]),
        title_female=_words(table["titles"]["female"]) | _words(table["persons"]["female"]),
        full=dict(table["titles"]["full"]),
        persons=persons,
        plurals=frozenset(plurals),
        male=_words(table["persons"]["male"]),
        female=_words(table["persons"]["female"]),
        kin=_words(table["persons"]["kin"]),
        ties=_words(table["persons"]["ties"]),
        adjectival=_words(table["persons"]["adjectival"]),
        unnamed=_words(table["persons"]["unnamed"]),
        reciprocal={noun: _words(back) for noun, back in table["persons"]["reciprocal"].items()},
        groups=_words(table["groups"]["nouns"]),
        organisations=organisations,
        organisation_names=_words(table["organisations"]["names"]),
        organisations_known=_words(table["organisations"]["known"]),
        parties=_words(table["organisations"]["parties"]),
        facilities=facilities,
        pronouns={k: _words(v) for k, v in table["pronouns"].items()},
        numbers=dict(table["numbers"]["words"]),
        count={k: _words(table["numbers"][k]) for k in ("approximate", "more", "fewer", "vague")},
        agentive=_words(table["metonymy"]["verbs"]),
        modals=_words(table["metonymy"]["modals"]),
        bare=_words(table["metonymy"]["bare"]),
        generic_groups=_words(table["generic"]["group"]),
        generic_places=dict(table["generic"]["place"]),
        pairs=_words(table["generic"]["pair"]),
        given_male=_words(given["male"]),
        given_female=_words(given["female"]),
    )


@cache
def grammar(name: str) -> frozenset[str]:
    """A list of small words of the table ``grammar``. Raises ``KeyError`` for one that is not there."""
    return _words(_table()["grammar"][name])
