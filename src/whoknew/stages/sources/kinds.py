"""Kind of a source: named person, anonymous person, unnamed group, organisation, document, media.

An unnamed plural is a group in general unless the account keeps somebody's confidence: a number, a note that names were
withheld, "familiar with", "briefed on", or a word such as "sources" that means as much.
"""

import re

from whoknew.model import Entity
from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import capital, opening_noun
from whoknew.stages.sources.counts import share
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.outlets import alone, ends_as_outlet
from whoknew.stages.sources.phrase import Phrase

ENDINGS_OF_PEOPLE = ("er", "or", "ist", "man", "woman", "ian", "ee", "ant", "person", "mate", "folk")
COLLECTIVES = frozenset({"family", "staff", "crew", "crowd", "audience", "public", "team"})
ACCOUNTS = frozenset({"account", "accounts", "testimony", "testimonies", "reports", "report", "words"})
UNNAMED = frozenset({"anonymous_person", "unnamed_group"})


def kind(
    words: Wording,
    lexicon: Lexicon,
    phrase: Phrase,
    entity: Entity | None,
    persons: frozenset[str],
    *,
    kept: bool,
    bodies: frozenset[str] = frozenset(),
) -> str | None:
    """``None`` where nothing says that the phrase is somebody or something that speaks.

    ``persons`` are last names of people whom the text names in full; ``kept`` says that it withholds names;
    ``bodies`` are first words of names that end as a body's does."""
    if outlet(words, lexicon, phrase):
        return "media"
    if phrase.noun[:-1] in lexicon.nationalities and phrase.noun.endswith("s") and phrase.head == phrase.core[1] - 1:
        return "unnamed_group"  # "many Mexicans"
    crowd = phrase.plural and phrase.noun in lexicon.person | lexicon.generic
    if crowd and (phrase.name is None or phrase.name[1] - phrase.name[0] == 1):
        return _by_noun(words, lexicon, phrase, kept=kept)
    if phrase.name is not None and phrase.name[1] - phrase.name[0] == 1 and words.lower[phrase.name[0]] in bodies:
        return "organisation"
    if phrase.name is not None and _brand(words, phrase):
        return "organisation"
    if phrase.name is not None and phrase.person:
        return "named_person"
    if phrase.noun in lexicon.words["never"]:
        return None
    if entity is not None and opening_noun(words, lexicon, phrase.head):
        entity = None
    if phrase.name is None and _public_office(words, lexicon, phrase):
        return "named_person"  # "the mayor of Vesper": whoever holds it is no secret
    if phrase.noun == "seller" and "best" in words.lower[phrase.core[0] : phrase.head]:
        return "document"
    by_noun = _by_noun(words, lexicon, phrase, kept=kept)
    if phrase.name is None:
        return by_noun or _by_entity(words, lexicon, phrase, entity)
    if by_noun in ("organisation", "document") and not capital(words, phrase.head):
        return by_noun
    last = words.lower[phrase.name[1] - 1]
    if entity is not None and entity.named and entity.type in ("person", "organisation", "place", "facility"):
        return "named_person" if entity.type == "person" else "organisation"
    if last in persons:
        return "named_person"
    if phrase.noun in lexicon.offices and phrase.determiner == "the":
        return "anonymous_person"  # the resolver knows whom the account means, or drops it
    if _is_body(words, lexicon, phrase):
        return "organisation"
    return "named_person"


def _by_entity(words: Wording, lexicon: Lexicon, phrase: Phrase, entity: Entity | None) -> str | None:
    if entity is None:
        if (
            phrase.noun in lexicon.words["no_people"]
            or not phrase.noun.endswith(ENDINGS_OF_PEOPLE)
            or not (phrase.determiner or phrase.plural or phrase.counted)
        ):
            return None
        return "unnamed_group" if phrase.plural else "anonymous_person"
    if entity.type == "organisation":
        return "organisation"
    if entity.type in ("person", "group"):
        if (
            phrase.counted
            and (phrase.plural or entity.type == "group")
            and confided(words, lexicon, phrase, kept=False)
        ):
            return "anonymous_person"  # "two fishermen"
        return "unnamed_group" if phrase.plural or entity.type == "group" else "anonymous_person"
    return None


def outlet(words: Wording, lexicon: Lexicon, phrase: Phrase) -> bool:
    """Whether the phrase names or means a news outlet, programme or what it published."""
    first, end = phrase.core
    while first < end - 1 and words.lower[first] in lexicon.words["determiners"]:
        first += 1
    name = " ".join(w for w in words.lower[first:end] if w not in ("'s", '"', "''", "'"))
    if capital(words, phrase.head) and phrase.pronoun is None:
        if phrase.determiner == "the" and f"the {name}" in lexicon.outlets:
            return True
        if name in lexicon.outlets and name not in lexicon.platforms:
            return True
        spoken = [w for w in words.lower[first:end] if w[0].isalnum()]
        if phrase.determiner == "the" and alone(words, lexicon, first, end):
            return True
        long = phrase.head > first and (not phrase.person or (spoken[-1:] and spoken[-1] in lexicon.outlet_words))
        return bool(long) and ends_as_outlet(lexicon, spoken)
    if phrase.noun in lexicon.media and phrase.noun not in lexicon.person:
        return True
    news = {"news", "newspaper", "press", "media", "recent", "published"}
    return phrase.noun == "report" and phrase.plural and bool(news & set(words.lower[first : phrase.head]))


def _public_office(words: Wording, lexicon: Lexicon, phrase: Phrase) -> bool:
    """ "The mayor of Vesper", "the minister of justice": one holder, and everybody may know who."""
    of = phrase.post is not None and words.lower[phrase.post[0]] in ("of", "for")
    public = phrase.noun in lexicon.words["public"] and phrase.determiner == "the" and not phrase.plural
    plain = set(words.lower[phrase.core[0] : phrase.head]) <= {
        "the",
        "prime",
        "foreign",
        "interior",
        "defence",
        "defense",
    }
    return of and public and plain


def _from_people(words: Wording, phrase: Phrase) -> bool:
    """ "Accounts from inside the ministry", "eyewitness accounts": what people whose names are kept have told."""
    lead = words.lower[phrase.core[0] : phrase.head]
    after = words.lower[phrase.post[0] : phrase.post[0] + 2] if phrase.post is not None else []
    inside = after[:1] in (["inside"], ["within"]) or after in (["from", "inside"], ["from", "within"])
    return inside or bool({"witness", "eyewitness", "witnesses", "eyewitnesses", "survivor", "survivors"} & set(lead))


def _by_noun(words: Wording, lexicon: Lexicon, phrase: Phrase, *, kept: bool) -> str | None:
    noun = phrase.noun
    if noun in lexicon.shares and phrase.post is not None and words.lower[phrase.post[0]] == "of":
        return "unnamed_group"
    if noun in ("percent", "%") and any(w.isdigit() or w in lexicon.numbers for w in words.lower[slice(*phrase.core)]):
        return "unnamed_group"  # "73 percent said": a share of those who were asked
    if noun == "team" and phrase.head > phrase.core[0] and capital(words, phrase.head - 1):
        return "organisation"  # "the Boom team", as "the Boom campaign"
    if words.lower[phrase.head] in COLLECTIVES and not phrase.counted:
        return "unnamed_group"
    if noun in ACCOUNTS and _from_people(words, phrase):
        return "anonymous_person"
    if phrase.determiner in ("my", "our") and not phrase.plural and noun in lexicon.person:
        return "named_person"  # the narrator's own: whom he means is no secret
    if noun in lexicon.person or noun in lexicon.generic:
        if not phrase.plural and not (phrase.counted and phrase.count.low > 1):
            return (
                "unnamed_group" if noun in ("others", "many", "some", "most", "few", "people") else "anonymous_person"
            )
        return "anonymous_person" if confided(words, lexicon, phrase, kept=kept) else "unnamed_group"
    if noun in lexicon.document:
        return "document"
    if noun in lexicon.organisation:
        return "organisation" if not phrase.plural else "unnamed_group"
    if phrase.plural and not capital(words, phrase.head):
        return "anonymous_person" if confided(words, lexicon, phrase, kept=kept) else "unnamed_group"
    return None


def confided(words: Wording, lexicon: Lexicon, phrase: Phrase, *, kept: bool) -> bool:
    """Whether an unnamed plural's names are kept rather than beside the point."""
    if share(lexicon, words.lower[slice(*phrase.core)]):
        return False
    if phrase.noun in lexicon.confiding or (
        phrase.counted and not set(words.lower[slice(*phrase.core)]) & lexicon.words["uncounted"]
    ):
        return True
    if phrase.post is not None and words.lower[phrase.post[0]] in ("reached", "interviewed", "contacted"):
        return True
    text = words.text[words.spans[phrase.whole[0]][0] : words.spans[phrase.whole[1] - 1][1]].lower()
    patterns: list[re.Pattern[str]] = [*lexicon.notes]
    for name in ("participant", "witness", "told"):
        patterns.extend(lexicon.basis[name])
    if any(pattern.search(text) for pattern in patterns):
        return True
    return kept and phrase.noun in lexicon.person and phrase.noun not in lexicon.generic


BRAND = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O')[A-Z][a-z]+[A-Z][a-z]+")


def _brand(words: Wording, phrase: Phrase) -> bool:
    """A name of one word with a capital inside, and no title before it ("FactBoard"): a firm's or a site's, no person's."""
    first, end = phrase.name or (0, 0)
    return end - first == 1 and phrase.core[0] == first and BRAND.fullmatch(words.forms[first]) is not None


def _is_body(words: Wording, lexicon: Lexicon, phrase: Phrase) -> bool:
    if phrase.name is None:
        return False
    first, end = phrase.name
    last = words.lower[end - 1]
    if last in lexicon.body_endings or last in lexicon.organisation:
        return True
    if words.lower[first] in lexicon.places and end - first <= 2:
        return True
    form = words.forms[end - 1]
    if end - first == 1 and len(form) > 1 and form.isupper():
        return True
    return "of" in words.lower[first:end] or (
        phrase.determiner in ("the", "The") and end - first >= 2 and not phrase.person
    )
