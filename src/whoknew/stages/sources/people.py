"""Names and entities behind the phrases: whose mention a phrase is, what "who" stands for, roles, descriptors."""

import msgspec

from whoknew.model import Analysis, Basis, Entity, Span
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.sources.capitals import Range, capital, opening_noun
from whoknew.stages.sources.elliptic import CROWDS, GROUPS, elliptic
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.phrase import Phrase
from whoknew.stages.sources.resolve import Cluster

VAGUE = frozenset("organisation organization group company country state city county district team body".split())
HONORIFICS = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame"])


class People:
    """Named entities by token, entity mentions by place, and the last names of people named in full."""

    def __init__(self, analysis: Analysis, words: Wording, lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.names: dict[int, tuple[Range, str]] = {}
        if analysis.signals is not None:
            for name in analysis.signals.names:
                for i in range(name.first, min(name.end, len(words))):
                    self.names[i] = ((name.first, name.end), name.type)
        for entity in analysis.entities:
            if entity.named and entity.type in ("person", "organisation"):
                self._add(entity)
        self._mentions = Mentions(analysis, words)
        self.persons = self._last_names(analysis)
        self.bodies = self._first_names_of_bodies()

    def _add(self, entity: Entity) -> None:
        """A named entity's name mentions, where the reader marked no name."""
        last = entity.name.split()[-1].lower() if entity.name else ""
        for span in entity.mentions:
            first, end = self.words.range_of(span)
            plain = (
                first < end and capital(self.words, first) and self.words.lower[end - 1] == last and end - first <= 6
            )
            common = end - first == 1 and opening_noun(self.words, self.lexicon, first)
            if plain and not common and not any(i in self.names for i in range(first, end)):
                self.names.update(dict.fromkeys(range(first, end), ((first, end), entity.type)))

    def _last_names(self, analysis: Analysis) -> frozenset[str]:
        found = {
            self.words.lower[r[1] - 1]
            for r, kind in self.names.values()
            if kind == "person" and r[1] <= len(self.words)
        }
        for entity in analysis.entities:
            if entity.type == "person" and entity.named and entity.name:
                found.add(entity.name.lower().split()[-1])
        if not analysis.entities:
            found |= self._long_names()
        titles = self.lexicon.words["titles"]
        for i, low in enumerate(self.words.lower[:-2]):
            if low in titles and low.endswith(".") and capital(self.words, i + 1):
                found.add(self.words.lower[i + 1])
        return frozenset(found)

    def _first_names_of_bodies(self) -> frozenset[str]:
        """First words of names that end as a body's does ("Corvane Holdings"): the short form is that body too."""
        words, lexicon = self.words, self.lexicon
        found = {
            words.lower[i - 1]
            for i in range(1, len(words))
            if words.lower[i] in lexicon.body_endings
            and capital(words, i)
            and capital(words, i - 1)
            and words.lower[i - 1] not in lexicon.words["titles"]
            and words.lower[i - 1] not in lexicon.words["determiners"]
        }
        full = {words.lower[r[1] - 1] for r, kind in self.names.values() if kind == "person" and r[1] - r[0] > 1}
        full |= {words.lower[i + 1] for i in range(len(words) - 1) if words.lower[i] in lexicon.words["titles"]}
        return frozenset(found - full)

    def _long_names(self) -> set[str]:
        """Last words of runs of two or three capitals that are no body's, place's or outlet's name."""
        words, lexicon = self.words, self.lexicon
        other = (
            lexicon.body_endings
            | lexicon.outlet_endings
            | lexicon.places
            | lexicon.nationalities
            | lexicon.organisation
        )
        found: set[str] = set()
        i = 0
        while i < len(words):
            j = i
            while j < len(words) and (
                capital(words, j) or (j > i and words.lower[j] in ("-", "al") and j + 1 < len(words))
            ):
                j += 1
            if 2 <= j - i <= 5 and not set(words.lower[i:j]) & other and words.forms[j - 1].isalpha():
                found.add(words.lower[j - 1])
            i = max(j, i + 1)
        return found

    def entity(self, phrase: Phrase) -> Entity | None:
        """The entity whose mention covers the phrase's head and fits its core best."""
        return self._mentions.entity(*phrase.core, head=phrase.head)

    def body(self, organisation: Range) -> str | None:
        """A body by its entity where the account names it, else in its words; "the group" alone says nothing."""
        entity = self._mentions.entity(*organisation)
        bearer = entity is not None and self.lexicon.singular(entity.name.lower().split()[-1]) in self.lexicon.person
        if entity is not None and entity.named and entity.type == "organisation" and not bearer:
            return entity.id
        first, end = organisation
        vague = end - first == 1 and self.words.lower[first] in VAGUE
        return None if vague else self.words.words(first, end)

    def subject_before(self, i: int, block_start: int) -> Range | None:
        """Without coreference: the person's name that opens the nearest sentence before ``i`` in its paragraph."""
        words = self.words
        for number in range(words.sentence[i] - 1, max(-1, words.sentence[i] - 4), -1):
            first = words.sentences[number].first
            if first < block_start:
                return None
            stop = first
            while stop < words.sentences[number].end and (
                capital(words, stop) or (stop > first and words.lower[stop] in self.lexicon.words["particles"])
            ):
                stop += 1
            if stop > first and words.lower[stop - 1] in self.persons:
                return first, stop
        return None

    def _subject_above(self, first: int) -> Range | None:
        """ "Ruiz said that Kern was right when he warned …": the subject of the clause that the pronoun's hangs on."""
        words = self.words
        verb = words.heads[first] if words.parsed and words.deprels[first] == "nsubj" else -1
        above = words.heads[verb] if verb >= 0 and words.deprels[verb] == "advcl" else -1
        if above < 0 or not {"when", "while", "as"} & {words.lower[c] for c in words.children[verb]}:
            return None
        if words.deprels[above] not in ("ccomp", "parataxis"):  # the parse hangs the clause on the saying itself
            said = [c for c in words.children[above] if words.deprels[c] == "ccomp" and above < c < first]
            if not said:
                return None
            above = said[-1]
        for child in words.children[above]:
            if words.deprels[child] == "nsubj" and words.upos[child] == "PROPN" and child < first:
                named = self.names.get(child)
                return named[0] if named is not None and named[1] == "person" else None
        return None

    def _body_before(self, first: int) -> Range | None:
        """The body named just before ", which": "members of the Harbour Board, which …"."""
        words, lexicon = self.words, self.lexicon
        stop = first - 1
        if stop < 1 or words.lower[stop] != ",":
            return None
        start = stop - 1
        if words.lower[start] not in lexicon.organisation | lexicon.body_endings:
            return None
        while start > 0 and capital(words, start - 1):
            start -= 1
        if start > 0 and words.lower[start - 1] in lexicon.words["determiners"]:
            start -= 1
        return start, stop

    def antecedent(self, whole: Range) -> Range:
        """What a relative pronoun stands for: the phrase left of it; any other range as it is."""
        first, end = whole
        words = self.words
        if end - first == 1 and words.lower[first] in ("he", "she"):
            return self._subject_above(first) or whole
        if end - first != 1 or words.lower[first] not in self.lexicon.words["relative"]:
            return whole
        if words.parsed:
            verb = words.heads[first]
            noun = words.heads[verb] if verb >= 0 else -1
            body = self._body_before(first) if words.lower[first] == "which" else None
            if body is not None and 0 <= noun < body[0] and lexicon_person(self.lexicon, words, noun):
                return body
            if 0 <= noun < first:
                tokens = [k for k in words.subtree(noun) if k < first]
                low = next((k for k in range(noun, -1, -1) if k not in set(tokens)), -1) + 1
                return (low, noun + 1)
        stop = first
        while stop > 0 and words.lower[stop - 1] == ",":
            stop -= 1
        start = stop
        while start > 0 and stop - start < 6 and words.lower[start - 1][0].isalnum():
            start -= 1
            if words.lower[start] in self.lexicon.words["determiners"]:
                break
            if capital(words, start) and not (start > 0 and capital(words, start - 1)):
                break
        return (start, stop) if start < stop else whole


def lexicon_person(lexicon: Lexicon, words: Wording, noun: int) -> bool:
    """Whether a noun is for people, which "which" is not."""
    return lexicon.singular(words.lower[noun]) in lexicon.person | lexicon.generic


def own_voice(words: Wording, phrase: Phrase, own: frozenset[str]) -> bool:
    """Whether the account speaks of itself: its publisher's name, "we" outside quotation marks, "this report"."""
    if phrase.pronoun in ("we", "i", "us"):
        return words.quoted[phrase.head] < 0
    core = words.lower[slice(*phrase.core)]
    if core[:1] == ["this"] and phrase.noun in ("report", "article", "newspaper", "reporter", "account", "paper"):
        return True
    name = " ".join(w for w in core if w not in ("the", "'s"))
    return bool(name) and name in own


def narrator(analysis: Analysis) -> str | None:
    """The entity that says "I" outside quotation marks, in a statement in the first person."""
    text = analysis.account.text
    quoted = [quotation.span for quotation in analysis.quotations]
    for entity in analysis.entities:
        for start, stop in entity.mentions:
            if text[start:stop] == "I" and not any(a <= start < b for a, b in quoted):
                return entity.id
    return None


def descriptor(words: Wording, lexicon: Lexicon, cluster: Cluster) -> str:
    """A name without titles, in its fullest form; else the phrase without determiner and number, as the text has it."""
    named = [phrase for phrase in cluster.phrases if phrase.name is not None]
    known = cluster.entity
    if cluster.kind in ("named_person", "organisation", "media") and known is not None and known.named and known.name:
        last = {words.lower[(phrase.name or phrase.core)[1] - 1].rstrip(".") for phrase in named}
        if not named or known.name.lower().split()[-1].rstrip(".") in last:
            return known.name
    if named and not cluster.unnamed:
        longest = max(named, key=lambda phrase: (phrase.name or (0, 0))[1] - (phrase.name or (0, 0))[0])
        return words.words(*(longest.name or longest.core))
    phrase = cluster.first
    if phrase.borrowed is not None:
        return _singular(words, lexicon, phrase, phrase.borrowed, phrase.borrowed + 1)
    if phrase.noun in ("percent", "%") and phrase.whole[1] - phrase.whole[0] < 9:
        return words.words(*phrase.whole)
    bare = elliptic(words, lexicon, phrase)
    first, end = phrase.whole if bare or (cluster.unnamed and _telling(words, phrase)) else phrase.core
    drop = (
        lexicon.words["determiners"]
        | set(lexicon.numbers)
        | set(lexicon.vague)
        | (lexicon.words["partitives"] - {"members", "member", "first", "last"})
        | LEADING
    )
    if bare:
        drop -= GROUPS | CROWDS | {"several", "others"}
    while first < end - 1 and (words.lower[first] in drop or words.lower[first].isdigit()):
        first += 1
    if bare and (not words.lower[first][0].isalnum() or words.lower[first] in drop | {"who", "whom"}):
        return "person" if phrase.count.high == 1 else "people"
    return _singular(words, lexicon, phrase, first, end)


def trade(words: Wording, lexicon: Lexicon, cluster: Cluster) -> str | None:
    """What an unnamed source is, without body and nation: "former employee" of "a former employee of Delmar"."""
    phrase = cluster.first
    if phrase.borrowed is not None:
        return _singular(words, lexicon, phrase, phrase.borrowed, phrase.borrowed + 1)
    if elliptic(words, lexicon, phrase) or phrase.noun not in lexicon.person | lexicon.generic:
        return None
    body = phrase.organisation or (0, 0)
    drop = lexicon.words["determiners"] | set(lexicon.numbers) | set(lexicon.vague) | LEADING
    kept = [
        k
        for k in range(phrase.core[0], phrase.head + 1)
        if not body[0] <= k < body[1] and words.lower[k] not in lexicon.nationalities
    ]
    taken = [n for n, k in enumerate(kept[:-1]) if words.lower[k] == "of"]
    if taken:
        kept = kept[taken[-1] + 1 :]  # "the younger of the two brothers"
    while len(kept) > 1 and (words.lower[kept[0]] in drop or words.lower[kept[0]].isdigit()):
        kept = kept[1:]
    said = joined(words, kept[:-1])
    return f"{said} " * bool(said) + _singular(words, lexicon, phrase, kept[-1], kept[-1] + 1)


LEADING = frozenset(
    "of than more fewer less at least most over nearly almost about around roughly close up to no 's ' , half none".split()
)


def _singular(words: Wording, lexicon: Lexicon, phrase: Phrase, first: int, end: int) -> str:
    """The words of a range; "drivers" is a driver where the phrase is one of them."""
    last = words.lower[end - 1]
    one = phrase.count.low == phrase.count.high == 1
    if one and lexicon.is_plural(last) and (phrase.borrowed is not None or phrase.head == end - 1):
        noun = lexicon.singular(last)
        start = words.words(first, end - 1)
        return f"{start} {noun}" if start else noun
    return words.words(first, end)


def _telling(words: Wording, phrase: Phrase) -> bool:
    """Whether the words after the head say who it is rather than what it did ("familiar with the talks")."""
    if phrase.post is None or phrase.post[1] - phrase.post[0] > 9:
        return False
    return words.lower[phrase.post[0]] in ("familiar", "briefed", "close", "with", "of", "for", "from", "in")


def attributes(
    who: People, cluster: Cluster, entity: Entity | None, by_id: dict[str, Entity]
) -> tuple[str | None, str | None, str | None]:
    """Role, organisation and nationality as the source's own phrases state them, else its entity's first office.

    A person, a place or a party that only an adjective names ("the Republican nominee") is no organisation.
    """
    words, lexicon = who.words, who.lexicon
    role = organisation = nationality = None
    people = cluster.kind in ("named_person", "anonymous_person", "unnamed_group")
    for phrase in cluster.phrases:
        if role is None and phrase.role is not None and people:
            role = _office(words, lexicon, phrase)
        if organisation is None and phrase.organisation is not None and people:
            organisation = who.body(phrase.organisation)
        nationality = nationality or (phrase.nationality if people else None)
    if entity is not None and not cluster.unnamed and entity.roles and cluster.kind == "named_person":
        first = entity.roles[0]
        role = role or first.title
        organisation = organisation or _of(words, lexicon, first.of, by_id.get(first.of or ""), first.span)
    return role, organisation, nationality


def _of(words: Wording, lexicon: Lexicon, of: str | None, entity: Entity | None, span: Span | None) -> str | None:
    """The body of an office, where it is one and the office's own words name it."""
    if of is None or span is None:
        return None
    if entity is not None:
        inside = any(span[0] <= a and b <= span[1] and not _adjective(words.text[a:b]) for a, b in entity.mentions)
        vague = entity.name.lower().removeprefix("the ") in VAGUE
        return of if entity.type == "organisation" and (inside or not entity.named) and not vague else None
    last = of.lower().split()[-1]
    body = last in lexicon.body_endings | lexicon.organisation | lexicon.outlet_endings or of.isupper()
    return of if body and of.lower() in words.text[slice(*span)].lower() else None


def _adjective(name: str) -> bool:
    """Whether a party is only hinted at by an adjective ("the Republican nominee")."""
    return name.lower() in ADJECTIVES


ADJECTIVES = frozenset({"republican", "democrat", "democratic", "conservative", "liberal", "labour", "labor"})


def _office(words: Wording, lexicon: Lexicon, phrase: Phrase) -> str | None:
    """The role in a phrase without the body: "senior adviser" of "senior adviser to the Committee"; no initials."""
    first, end = phrase.role or (0, 0)
    body = phrase.organisation or (0, 0)
    kept = [k for k in range(first, end) if not body[0] <= k < body[1]]
    if body[1] and body[1] >= end:  # "senior adviser to the centrist | Committee"
        adjectives = words.parsed and len(kept) > 2 and words.upos[kept[-1]] == "ADJ"
        kept = kept[:-1] if adjectives else kept
    joins = lexicon.words["links"] | lexicon.words["determiners"]
    while kept and (
        words.lower[kept[-1]] in joins or not words.lower[kept[-1]][0].isalnum() or words.lower[kept[-1]] == "'s"
    ):
        kept.pop()
    while kept and (words.lower[kept[0]] in lexicon.words["determiners"] or words.lower[kept[0]] in ("'s", ",", "-")):
        kept = kept[1:]
    if not kept or words.lower[kept[0]] in HONORIFICS:
        return None
    known = lexicon.person | lexicon.words["titles"] | lexicon.generic
    told = any(lexicon.singular(words.lower[k]) in known or words.lower[k].rstrip(".") in known for k in kept)
    plain = any(len(words.lower[k]) > 3 and words.forms[k][:1].islower() for k in kept)
    return joined(words, kept) if told or plain else None


def joined(words: Wording, kept: list[int]) -> str:
    """Tokens as text, with a space where they do not touch."""
    said = ""
    for n, k in enumerate(kept):
        apart = n and (k - 1 != kept[n - 1] or words.spans[k - 1][1] < words.spans[k][0])
        said += (" " if apart else "") + words.forms[k]
    return said


def member_of(analysis: Analysis, words: Wording, cluster: Cluster, basis: Basis) -> str | None:
    """The group in the story that an unnamed participant was one of ("a commander who was there")."""
    if not cluster.unnamed or cluster.first.plural:
        return None
    own = words.span(*cluster.first.whole)
    groups_of = cluster.entity.member_of if cluster.entity is not None else ()
    by_id = {entity.id: entity for entity in analysis.entities}
    for ident in groups_of:
        if (
            ident in by_id
            and not _shortlist(by_id[ident], by_id)
            and not any(a < own[1] and own[0] < b for a, b in by_id[ident].mentions)
        ):
            return ident
    if basis.kind != "participant":
        return None
    here = words.spans[cluster.first.head][0]
    groups = [
        (start, entity)
        for entity in analysis.entities
        if entity.type == "group"
        and entity.count is not None
        and entity.count.low > 2
        and not _shortlist(entity, by_id)
        for start, _ in entity.mentions
        if 0 < here - start < 600
    ]
    return max(groups, key=lambda pair: pair[0])[1].id if groups else None


def _shortlist(group: Entity, by_id: dict[str, Entity]) -> bool:
    """Whether a group names some who are in it: to say that an unnamed source is one of them would be a shortlist."""
    return group.named or any(by_id[member].named for member in group.members if member in by_id)


class Total(msgspec.Struct, frozen=True):
    """A number of interviewed people that the account states, and where."""

    low: int
    high: int | None
    span: Span
