"""On whose word a record stands: chains of sources, from attributions, from the record itself, or from its claims."""

from whoknew.model import Act, Analysis, Attribution, Claim, Event, Movement, Presence
from whoknew.reasoning.facts import Chain

OWN_VOICE: Chain = (("self",),)
WEAK_STATUS = frozenset({"alleged", "unverified", "doubted"})
UNACCEPTED_STATUS = frozenset({"planned", "hypothetical", "refuted"})


class Chains:
    """Chains of the records of one analysis, before ids are made unique."""

    def __init__(self, analysis: Analysis) -> None:
        self.attributions = {attribution.id: attribution for attribution in analysis.attributions}
        self.covering: dict[str, list[Claim]] = {}
        for claim in analysis.claims:
            if claim.asserts:
                for record in claim.about:
                    self.covering.setdefault(record, []).append(claim)

    def of_claim(self, claim: Claim) -> Chain:
        """The claim's chain without the account's own voice, where somebody else speaks in it."""
        steps = claim.chain[1:] if len(claim.chain) > 1 and claim.chain[0] == ("self",) else claim.chain
        return tuple(steps) or OWN_VOICE

    def of_attribution(self, key: str | None) -> list[tuple[str, ...]]:
        """Steps of an attribution and those that it is nested in, outermost first."""
        steps: list[tuple[str, ...]] = []
        seen: set[str] = set()
        while key is not None and key not in seen:
            seen.add(key)
            attribution: Attribution | None = self.attributions.get(key)
            if attribution is None:
                break
            steps.append(attribution.sources)
            key = attribution.parent
        return steps[::-1]

    def of_record(self, record: Act | Event | Movement | Presence) -> tuple[Chain, ...]:
        """The alternatives on which a record stands: its own chain and those of the claims that say it too."""
        steps = self.of_attribution(record.attribution)
        sources: tuple[str, ...] = () if isinstance(record, Event) else record.sources
        if sources and (not steps or steps[-1] != sources):
            steps = [*steps[:-1], sources] if steps else [sources]
        own = [tuple(step for step in steps if step != ("self",))] if steps else []
        claims = [self.of_claim(claim) for claim in self.covering.get(record.id, ())]
        accepted = [chain for chain in (*own, *claims) if chain]
        if own:  # an attributed record is not in the account's own voice, whatever claim lies around it
            accepted = [chain for chain in accepted if chain != OWN_VOICE]
        return tuple(dict.fromkeys(accepted)) or (OWN_VOICE,)

    def standing_of(self, record: Act | Event | Movement | Presence) -> str:
        """``firm``, ``weak``, or ``out`` where every claim of it is of something planned, imagined or refuted."""
        if isinstance(record, Event):
            weak = bool(record.factuality) and not any(held.value in ("CT+", "CT-") for held in record.factuality)
        else:
            weak = record.hedged
        claims = self.covering.get(record.id, ())
        if claims and all(claim.status in UNACCEPTED_STATUS for claim in claims):
            return "out"
        if claims and all(claim.status in WEAK_STATUS | UNACCEPTED_STATUS for claim in claims):
            weak = True
        return "weak" if weak else "firm"
