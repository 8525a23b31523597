"""The notes in the margin: who speaks in a paragraph and how they know, what was told falsely, kept back or clashes."""

from collections import defaultdict
from html import escape

from whoknew.model import Analysis, Deception
from whoknew.report.index import Index, counted, listed
from whoknew.report.marks import words

_BASES = {"participant": "took part", "witness": "saw it", "told": "was told", "document": "read it"}


def glyph(name: str) -> str:
    """A sign of the mark grammar, drawn by a symbol that the page defines once."""
    return f'<svg class="g" viewBox="0 0 18 18" aria-hidden="true"><use href="#g-{name}"></use></svg>'


def reference(*numbers: int) -> str:
    """A link to sentences."""
    if not numbers:
        return ""
    joined = " ".join(map(str, numbers))
    return f'<a class="ref" href="#s={numbers[0]}" data-s="{joined}">{", ".join(map(str, numbers))}</a>'


def _note(sign: str, html: str) -> str:
    return f'<p><span class="sign">{sign}</span>{html}</p>'


def _crossing(section: str, label: str) -> str:
    return f'<a class="ref" href="#{section}">{escape(label)}</a>'


def _weight(deception: Deception) -> float:
    """The order of the cards in the page: certain ones first, those only possible last."""
    stated = 1.5 if deception.value == "said_to_mislead" else 0.0
    return 2.0 * (deception.certainty != "certain") + (not deception.told) + stated


class Notes:
    """Notes by sentence number; ``of`` collects those of a paragraph, each source introduced once in the whole text."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._introduced: set[str] = set()
        self._speaking: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        self._other: dict[int, list[str]] = defaultdict(list)
        analysis = index.analysis
        for attribution in analysis.attributions:
            spans = attribution.source_spans or attribution.cue_spans or attribution.content_spans
            if spans:
                self._speaking[index.number(spans[0][0])].append(attribution.sources)
        if not analysis.attributions:
            self._by_facts(analysis)
        self._kept_back(analysis)
        for rank, deception in enumerate(sorted(analysis.findings.deceptions, key=_weight), 1):
            self._told_otherwise(rank, deception)
        self._clashes(analysis)
        self._answers(analysis)
        for diagnostic in analysis.diagnostics:
            if diagnostic.span and diagnostic.severity != "info":
                number = index.number(diagnostic.span[0])
                self._other[number].append(f'<p class="doubt">{reference(number)} {words(diagnostic.message)}</p>')

    def _kept_back(self, analysis: Analysis) -> None:
        for act in analysis.acts:
            if act.type == "withhold":
                whom = listed(self._index.party(p) for p in act.others) or "somebody"
                nobody = all(p.entity is None and p.quantity in ("none", "almost_none") for p in act.others)
                verb = "Told" if act.others and nobody else "Kept from"
                said = f"<b>{verb}</b> {words(whom)}" if act.others else "<b>Kept back</b>"
                self._other[self._index.number(act.cue[0])].append(
                    _note(glyph("kept"), f"{said}{self._by(act.sources)}.")
                )

    def _by(self, sources: tuple[str, ...]) -> str:
        named = [words(self._index.name(s)) for s in sources if s != "self"]
        say = "say" if self._index.several(s for s in sources if s != "self") else "says"
        return f", {say} {listed(named)}" if named else ", in the account’s own voice"

    def _told_otherwise(self, rank: int, deception: Deception) -> None:
        numbers = self._index.numbers(deception.spans)
        if not numbers:
            return
        act = next((a for a in self._index.analysis.acts if a.id == deception.act), None)
        here = self._index.number(act.cue[0]) if act else numbers[0]
        rest = [n for n in numbers if n != here]
        if deception.value == "said_to_mislead":
            text = f"<b>Said to have been misled</b>{self._by(deception.said_by)}."
        else:
            verb = "Told falsely" if deception.certainty == "certain" else "Possibly told falsely"
            who = f"{listed(rest)} {'have' if len(rest) > 1 else 'has'}" if rest else "this account has"
            text = f"<b>{verb}</b>, as {who} it."
        self._other[here].append(_note(glyph("false"), f"{text} {_crossing('otherwise', f'7·{rank}')}"))

    def _clashes(self, analysis: Analysis) -> None:
        seen: set[tuple[str, tuple[int, ...]]] = set()
        for conflict in analysis.findings.conflicts:
            numbers = self._index.numbers(conflict.spans)
            key = (conflict.reason, tuple(numbers) if numbers else (-len(seen),))
            if key in seen:
                continue
            rank = len(seen)
            seen.add(key)
            if len(numbers) > 1:
                letter = chr(97 + rank) if rank < 26 else str(rank + 1)
                both = "both" if len(numbers) == 2 else "all"
                text = f"{listed(numbers)} cannot {both} hold. {_crossing('conflicts', f'8·{letter}')}"
                self._other[numbers[-1]].append(_note('<span class="clash">≠</span>', text))

    def _answers(self, analysis: Analysis) -> None:
        said = {
            "answered": "was asked, and answered",
            "declined": "declined to comment",
            "no_reply": "did not reply",
            "unreachable": "could not be reached",
        }
        for response in analysis.responses:
            if response.span and response.result in said:
                self._other[self._index.number(response.span[0])].append(
                    _note("—", f"<b>{words(self._index.name(response.who))}</b> {said[response.result]}.")
                )

    def _source(self, id: str) -> str:
        source = self._index.sources.get(id)
        if source is None or source.kind == "self" or source.publisher:
            return ""
        sign = f'<span class="key">{escape(self._index.key(id))}</span>'
        described = self._index.described(source)
        name = words(described[:1].upper() + described[1:])
        if id in self._introduced:
            return _note(sign, f"<b>{name}</b>, again.")
        self._introduced.add(id)
        named = "named" if source.kind in ("named_person", "organisation", "media") else "unnamed"
        parts = [counted(source) if source.kind == "document" else f"{counted(source)}, {named}".lstrip(", ")]
        if source.basis.span:
            parts.append(f"“{words(self._index.analysis.text_of(source.basis.span))}”")
        elif source.basis.kind != "unstated":
            parts.append(_BASES[source.basis.kind])
        elif source.kind != "document":
            parts.append("how they know is not said")
        told = "; ".join(parts)
        return _note(sign, f"<b>{name}.</b> {told[:1].upper()}{told[1:]}.")

    def _by_facts(self, analysis: Analysis) -> None:
        """A model written by hand has no attributions in its text: who says so is said by its facts and claims."""
        own = {source.id for source in analysis.sources if source.kind == "self"}
        said = [(act.cue, act.sources) for act in analysis.acts]
        said += [(movement.span, movement.sources) for movement in analysis.movements]
        said += [(presence.span, presence.sources) for presence in analysis.presences]
        said += [(span, claim.chain[-1]) for claim in analysis.claims if claim.chain for span in claim.spans[:1]]
        for (start, end), speakers in said:
            known = tuple(id for id in speakers if id not in own)
            if known and end > start:
                self._speaking[self._index.number(start)].append(known)

    def of(self, numbers: range, *, spoken: bool = True) -> str:
        """HTML of the notes that stand beside these sentences; ``spoken`` where the own voice is worth a note."""
        made: list[str] = []
        seen: set[str] = set()
        for number in numbers:
            for speakers in self._speaking.get(number, ()):
                for id in speakers:
                    if id not in seen:
                        seen.add(id)
                        made.append(self._source(id))
            made.extend(dict.fromkeys(self._other.get(number, ())))
        if spoken and not seen and len(numbers):
            made.insert(0, _note("—", "The account’s own voice."))
        return "".join(made)
