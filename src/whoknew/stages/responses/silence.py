"""Who is accused, and whether an answer on that very matter is on record: answered by a statement, or not recorded.

An answer is a denial, a comment, an admission or a report that he would not or could not give one, by the accused or by
those who speak for him. That he is quoted on something else is no answer: those words are kept beside the silence.
"""

import msgspec

from whoknew.model import Analysis, Claim, Response, Source, Span
from whoknew.model.wording import Wording
from whoknew.stages.responses.matter import Matter, common
from whoknew.stages.responses.parties import other_names, plain, same_party, speaks_for
from whoknew.stages.responses.rules import answering

BEFORE, AFTER = 40, 200  # claims around an accusation in which an answer to it is looked for
SHOWN = 3  # other words of the accused that are kept beside a silence


class Party(msgspec.Struct, frozen=True):
    """Somebody accused: entity id or words, name, the ids of sources that are he or speak for him, words of his names."""

    who: str
    name: str
    voices: frozenset[str]
    words: frozenset[str]


def heard_of(
    analysis: Analysis, words: Wording, found: list[Response], *, origin: str
) -> tuple[list[Response], list[Response]]:
    """Answers that are plain statements, and silences; ``found`` are the answers read from set phrases and denials."""
    matter, voices = Matter(analysis, words), Voices(analysis)
    answered: dict[tuple[str, Span], list[str]] = {}
    silent: dict[str, list[Claim]] = {}
    parties: dict[str, Party] = {}
    pleas = list(answering(analysis, words))
    members = {entity.id: entity.members for entity in analysis.entities if entity.members}
    for at, claim in enumerate(analysis.claims):
        for who in _accused(claim, members):
            party = parties.get(who) or parties.setdefault(who, voices.party(who))
            if party.voices & set(claim.chain[-1]) or _covered(matter, words, party, claim, found):
                continue  # he says it of himself, or the phrases say how he was heard
            span = _stated(analysis, matter, party, claim, at) or _pleaded(matter, words, party, claim, pleas)
            if span is not None:
                answered.setdefault((who, span), []).append(claim.id)
            else:
                silent.setdefault(who, []).append(claim)
    spoken = [
        Response(id="", who=who, result="answered", span=span, about=tuple(about), origin=origin)
        for (who, span), about in answered.items()
    ]
    quiet = [_silence(analysis, parties[who], claims, origin) for who, claims in silent.items()]
    return spoken, quiet


def _accused(claim: Claim, members: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Whom an allegation is against, each named member of an accused group for himself."""
    if claim.kind != "allegation" or not claim.spans:
        return ()
    return tuple(dict.fromkeys(one for who in claim.against for one in members.get(who, ()) or (who,)))


def _silence(analysis: Analysis, party: Party, claims: list[Claim], origin: str) -> Response:
    at = claims[0].spans[0][0]
    said = [
        c.spans[0]
        for c in analysis.claims
        if c.spans and _speaks(party, c) and not any(_overlap(c, held) for held in claims)
    ]
    elsewhere = tuple(sorted(said, key=lambda span: abs(span[0] - at))[:SHOWN])
    about = tuple(claim.id for claim in claims)
    return Response(
        id="",
        who=party.who,
        result="not_recorded",
        span=max(claims[0].spans, key=lambda span: span[1] - span[0]),
        about=about,
        elsewhere=elsewhere,
        origin=origin,
    )


def _speaks(party: Party, claim: Claim) -> bool:
    return any(party.voices & set(step) for step in claim.chain[1:])


def _stated(analysis: Analysis, matter: Matter, party: Party, charge: Claim, at: int) -> Span | None:
    """The first statement of the accused, or of those who speak for him, that is on this matter."""
    for said in analysis.claims[max(0, at - BEFORE) : at + AFTER]:
        apart = said is not charge and said.spans and not _overlap(said, charge)
        if apart and _speaks(party, said) and matter.answers(charge, said, party.words):
            return said.spans[0]
    return None


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def _covered(matter: Matter, words: Wording, party: Party, charge: Claim, found: list[Response]) -> bool:
    """Whether a set phrase or a denial is the accused's, and not on another matter that it names."""
    for one in found:
        if one.span is None or not (one.who == party.who or _is(party, words.text[slice(*one.span)], one.who)):
            continue
        if one.result == "answered":
            if charge.id in one.about:
                return True
            continue
        topic = _topic(matter, words, one.span, party)
        held = matter.bag(words.ranges(charge.spans), party.words)
        if not topic or common(topic, held) or matter.turns_back(words.text[slice(*one.span)].lower(), 0):
            return True
    return False


def _topic(matter: Matter, words: Wording, span: Span, party: Party) -> frozenset[str]:
    """The words after "comment on", "questions about": what it was that he would not speak of."""
    first, end = words.range_of(span)
    stop = next((k for k in range(end, len(words)) if words.lower[k] in (".", ";", ",")), end)
    for i in range(first, min(stop, end + 12)):
        if words.lower[i] in ("on", "about", "regarding", "concerning"):
            return matter.bag([(i + 1, stop)], party.words)
    return frozenset()


def _is(party: Party, text: str, who: str) -> bool:
    """Whether the words that report an answer begin with the accused, or with one who speaks for him."""
    return same_party(party.name, who) or _voice_in(party.name, text.lower())


def _pleaded(
    matter: Matter, words: Wording, party: Party, charge: Claim, pleas: list[tuple[int, str, Span]]
) -> Span | None:
    """What the account itself says he did about it: pleaded guilty, apologised, denied all wrongdoing."""
    here = matter.home(charge)
    held = matter.bag(words.ranges(charge.spans), party.words)
    for sentence, who, span in pleas:
        near = 0 <= sentence - here <= AFTER and matter.turns_back(words.text[slice(*span)].lower(), sentence - here)
        alike = common(held, matter.bag([words.range_of(span)], party.words)) > 0
        if (near or alike) and (same_party(party.name, who) or _voice_in(party.name, who.lower())):
            return span
        if near and 0 <= sentence - here <= 1 and who.lower() in ("he", "she", "they", "it"):
            return span
    return None


class Voices:
    """The sources by the words of their names, so that few are compared with each of the accused."""

    def __init__(self, analysis: Analysis) -> None:
        self._entities = {entity.id: entity for entity in analysis.entities}
        self._offices: dict[str, set[str]] = {}
        self._listed: dict[str, tuple[Source, list[str], list[str]]] = {}
        self._at: dict[str, set[str]] = {}
        for entity in analysis.entities:
            for office in entity.roles:
                if office.of:
                    self._offices.setdefault(office.of, set()).add(entity.id)
        for source in analysis.sources:
            if source.kind == "self" or source.publisher:
                continue
            names = [self._name(source.entity or "", source.descriptor)]
            names += [self._name(source.organisation, source.organisation)] if source.organisation else []
            texts = [analysis.text_of(mention).lower() for mention in source.mentions[:4]]
            self._listed[source.id] = (source, names, texts)
            for word in {w for one in (*names, *texts) for w in plain(one).split()} | {source.entity or ""}:
                self._at.setdefault(word, set()).add(source.id)

    def _name(self, ident: str, other: str) -> str:
        entity = self._entities.get(ident)
        return entity.name if entity is not None else other

    def party(self, who: str) -> Party:
        """The accused with whoever speaks for him: his lawyer, his office, the body that he holds an office in."""
        entity, name = self._entities.get(who), self._name(who, who)
        held = self._offices.get(who, set()) | ({o.of for o in entity.roles if o.of} if entity is not None else set())
        words = {w for one in other_names(name) for w in one.split()} | {who, *held}
        near = {ident for word in words for ident in self._at.get(word, ())}
        voices = {i for i in near if self._speaks(self._listed[i], who, name) or self._listed[i][0].entity in held}
        called = {name, *(entity.aliases if entity is not None else ())}
        return Party(
            who, name, frozenset(voices), frozenset(w for one in called for w in one.lower().replace("’", "'").split())
        )

    def _speaks(self, listed: tuple[Source, list[str], list[str]], who: str, name: str) -> bool:
        source, names, texts = listed
        if source.entity == who or any(same_party(name, one) for one in names):
            return True
        return any(_voice_in(name, text) for text in texts)


def _voice_in(name: str, text: str) -> bool:
    """Whether words name one who speaks for somebody: "a lawyer for Boom"."""
    last = name.lower().split()[-1].rstrip("s'’.") if name else ""
    return len(last) > 2 and last in text and any(word in text for word in speaks_for())
