"""What a rule of the user's adds to an account and takes from it, as records that say whose assumption they are."""

from typing import Any

from msgspec.structs import replace

from whoknew.model import Analysis, Bounds, Claim, Factuality, Order, Rule, Source, Status, When
from whoknew.reasoning.conditions import Trigger

RULE_SOURCE = "your-rule:"  # ids of what a rule adds, and of the source that it stands on, begin with it
CHANGE_SOURCE = "your-change"
LAYERS = ("acts", "events", "movements", "presences", "claims")


def add_consequence(analysis: Analysis, rule: Rule, found: Trigger) -> Analysis:
    """The analysis with what a rule adds, standing on a source of the rule's own."""
    made, name = rule.consequence, f"{RULE_SOURCE}{rule.id}"
    weak, count = found.certainty != "certain", 0
    layers: dict[str, list[Any]] = {}
    for layer in LAYERS:
        for record in getattr(made, layer):
            identifier = name + (f":{count + 1}" if count else "")
            count += 1
            time = _when(record.time, found)
            layers.setdefault(layer, []).append(_marked(layer, record, identifier, name, time, weak))
            if layer == "events":  # who says so of an event is a claim about it
                layers.setdefault("claims", []).append(_claim(identifier, name, weak))
    if not count:
        return analysis
    descriptor = f"your rule at line {rule.line}" if rule.line else f"your rule {rule.id}"
    source = Source(id=name, descriptor=descriptor, kind="document", origin="human")
    changed = replace(analysis, sources=(*analysis.sources, source))
    for layer, records in layers.items():
        changed = replace(changed, **{layer: (*getattr(changed, layer), *records)})
    return changed


def _claim(event: str, source: str, weak: bool) -> Claim:
    chain = (("self",), (source,))
    status: Status = "alleged" if weak else "asserted"
    return Claim(id=f"{event}:said", chain=chain, about=(event,), status=status, origin="human")


def _when(time: When, found: Trigger) -> When:
    """The time that the user gives, and after what the rule waits for."""
    orders = tuple(Order(relation="after", to=item) for item in found.after)
    low = max(filter(None, (time.bounds.earliest, found.not_before)), default=None)
    return replace(time, orders=(*time.orders, *orders), bounds=Bounds(earliest=low, latest=time.bounds.latest))


def _marked(layer: str, record: Any, identifier: str, source: str, time: When, weak: bool) -> Any:
    fields: dict[str, Any] = {"id": identifier, "time": time, "origin": "human"}
    if layer == "claims":
        fields["chain"] = (("self",), (source,))
        if weak:
            fields["status"] = "alleged"
    elif layer == "events":
        if weak:
            fields["factuality"] = (Factuality(holder=source, value="PS+"),)
    else:
        fields["sources"] = (source,)
        fields["hedged"] = record.hedged or weak
    return replace(record, **fields)
