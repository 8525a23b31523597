"""Stage ``movements``: who went from where to where, and who was or was not where.

Verbs of motion with the parse where there is one and word order where there is none; joined to journeys over sentences.
"""

import msgspec

from whoknew.model import Analysis, Attribution, Movement, Party, Presence, Span, Time, When
from whoknew.model.times import Bounds
from whoknew.stages.movements import journeys, presences, rules
from whoknew.stages.movements.drafts import Draft
from whoknew.stages.movements.setting import Setting

_DOUBTFUL = frozenset({"alleged", "disputed", "unverified", "doubted", "hypothetical"})


class Movements:
    """The stage: see the module's docstring."""

    name = "movements"
    version = "1"
    requires = frozenset({"tokens", "sentences", "entities"})
    uses = frozenset(
        {"places", "signals", "attributions", "sources", "times", "quotations", "entities.roles", "attributions.stance"}
    )
    provides = frozenset({"movements", "presences"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        setting = Setting(analysis)
        drafts = rules.Finder(setting).find()
        journeys.join(setting, drafts)
        drafts = [d for d in drafts if not d.asked and not d.tentative]
        journeys.retold(setting, drafts)
        ids = {id(d): f"m{n}" for n, d in enumerate(drafts, 1)}
        told = _Told(setting)
        moved = tuple(self._movement(d, setting, told, ids) for d in drafts)
        stays = presences.Finder(setting, drafts).find()
        stayed = tuple(self._presence(n, s, setting, told) for n, s in enumerate(stays, 1))
        return msgspec.structs.replace(analysis, movements=moved, presences=stayed)

    def _movement(self, draft: Draft, setting: Setting, told: "_Told", ids: dict[int, str]) -> Movement:
        span = setting.words.span(draft.first, draft.end)
        attribution = told.attribution(span)
        return Movement(
            id=ids[id(draft)],
            mover=Party(entity=draft.mover or None, descriptor=draft.vehicle),
            span=span,
            origin_place=draft.ends.origin,
            destination=draft.ends.destination,
            via=tuple(draft.ends.via),
            means=draft.ends.means,
            time=told.when(draft.first, max(draft.end, draft.ends.reach)),
            happened=draft.happened,
            journey=f"j{draft.journey}",
            same_as=ids.get(id(draft.same)) if draft.same is not None else None,
            attribution=attribution.id if attribution else None,
            sources=attribution.sources if attribution else (),
            hedged=draft.hedged or (attribution is not None and attribution.stance in _DOUBTFUL),
            origin=f"{self.name}/{self.version}",
        )

    def _presence(self, number: int, stay: presences.Stay, setting: Setting, told: "_Told") -> Presence:
        span = setting.words.span(stay.first, stay.end)
        attribution = told.attribution(span)
        who = Party(descriptor="anybody", quantity="none") if stay.nobody else Party(entity=stay.who)
        return Presence(
            id=f"pr{number}",
            who=who,
            where=stay.where,
            span=span,
            time=told.when(stay.first, stay.end),
            present=stay.present,
            attribution=attribution.id if attribution else None,
            sources=attribution.sources if attribution else (),
            hedged=attribution is not None and attribution.stance in _DOUBTFUL,
            origin=f"{self.name}/{self.version}",
        )


class _Told:
    """Who tells a stretch of the text, and when it says that happened."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting
        words = setting.words
        self.contents: dict[int, tuple[int, Attribution]] = {}
        for attribution in setting.analysis.attributions:
            for first, end in words.ranges(attribution.content_spans):
                for k in range(first, end):
                    held = self.contents.get(k)
                    if held is None or end - first < held[0]:
                        self.contents[k] = (end - first, attribution)
        self.times: dict[int, list[tuple[int, int, Time]]] = {}
        for time in setting.analysis.times:
            if time.type in ("date", "time"):
                first, end = words.range_of(time.span)
                if first < end:
                    self.times.setdefault(words.sentence[first], []).append((first, end, time))

    def attribution(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds the words."""
        held = self.contents.get(self.s.words.at(span[0]))
        return held[1] if held is not None else None

    def when(self, first: int, end: int) -> When:
        """The times of the clause, else of the sentence; what the paragraph goes on with is the stage order's to say."""
        words = self.s.words
        sentence = words.sentence[first]
        own = self.times.get(sentence, [])
        if own:
            frame = self.s.frames.get(end - 1) or self.s.frames.get(first)
            roles = [(r.first, r.end) for r in frame.roles if r.label == "ARGM-TMP"] if frame else []
            inside = [t for t in own if any(a <= t[0] and t[1] <= b for a, b in roles)]
            chosen = inside or self._nearest(own, first, end)
            return _when([t for _, _, t in chosen])
        return When()

    def _nearest(self, own: list[tuple[int, int, Time]], first: int, end: int) -> list[tuple[int, int, Time]]:
        """Times of the verb's own clause; where it has none, those before the first clause break of the sentence."""
        words = self.s.words
        breaks = ("who", "which", "that", "when", "because", "after", "before", "while", ";", "but")

        def apart(a: int, b: int) -> int:
            low, high = min(a, b), max(a, b)
            return sum(w in breaks for w in words.lower[low:high])

        scored = sorted((apart(t[0], first), abs(t[0] - first), n) for n, t in enumerate(own))
        least = scored[0][0]
        return [own[n] for crossed, distance, n in scored if crossed == least and distance <= 25][:2] or [
            own[scored[0][2]]
        ]


def _when(times: list[Time]) -> When:
    """Times as constraints: their bounds cut where they overlap, else those of the first."""
    if not times:
        return When()
    earliest = max((t.bounds.earliest for t in times if t.bounds.earliest), default=None)
    latest = min((t.bounds.latest for t in times if t.bounds.latest), default=None)
    if earliest is not None and latest is not None and earliest > latest:
        times = times[:1]
        earliest, latest = times[0].bounds.earliest, times[0].bounds.latest
    return When(
        bounds=Bounds(earliest=earliest, latest=latest),
        times=tuple(t.id for t in times),
        span=times[0].span,
    )


stage = Movements()
