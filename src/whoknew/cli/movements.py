"""The table of movements: who, from where, to where, how, when, and whether it came about; the sentences below it."""

from rich.console import Console
from rich.table import Table

from whoknew import reasoning
from whoknew.cli.proof import cite, line, sources_in_words
from whoknew.cli.scale import bounds_in_words
from whoknew.model import Bounds, Journey, Movement
from whoknew.reasoning import World

HAPPENED = {
    "done": "made",
    "attempted": "tried",
    "planned": "planned",
    "refused": "refused to go",
    "falsely_stated": "said; the account has it otherwise",
}
COLUMNS = ("journey", "who", "from", "to", "by", "when", "came about", "sentence")


def show_movements(world: World, console: Console, among: frozenset[str] | None = None) -> None:
    """Legs in the order of the text with the number of their journey; then their sentences, and what raises a question."""
    pairs = [(key, record) for key in world.items if isinstance(record := world.records[key], Movement)]
    keys = [key for key, _ in pairs if among is None or key in among]
    legs = [record for key, record in pairs if among is None or key in among]
    if not legs:
        said = "The account tells of nobody who went anywhere." if not pairs else "No journey is told of this."
        line(console, said)
        return
    found = reasoning.journeys(world)
    numbers = _numbers(world, found)
    computed = {entry.item: entry.bounds for entry in reasoning.timeline(world)}
    table = Table(*COLUMNS, box=None, pad_edge=False, header_style="dim")
    cited: dict[str, str] = {}
    for key, leg in zip(keys, legs, strict=True):
        said = cite(world, key) or ""
        number, _, _ = said.partition(" “")
        cited.setdefault(said, sources_in_words(world, key))
        bounds: Bounds = computed.get(key, leg.time.bounds)
        hedge = ", hedged" if leg.hedged else ""
        table.add_row(
            numbers.get(key, ""),
            world.name_of(leg.mover.entity) if leg.mover.entity else leg.mover.descriptor or "somebody",
            world.name_of(leg.origin_place) if leg.origin_place else "",
            " – ".join(world.name_of(place) for place in (*leg.via, leg.destination) if place),
            leg.means or "",
            "told again" if leg.same_as else bounds_in_words(bounds),
            HAPPENED[leg.happened] + hedge,
            number,
        )
    with console.capture() as drawn:
        console.print(table)
    for row in drawn.get().splitlines():
        console.print(row.rstrip(), markup=False, highlight=False, soft_wrap=True)
    line(console, "")
    for said, by in cited.items():
        if said:
            line(console, f"{said} — {by}", 0, "dim")
    for journey in found:
        if journey.question and (among is None or not among.isdisjoint(journey.legs)):
            line(console, f"A question: {journey.note.rstrip('.')} – {journey.question}")


def _numbers(world: World, found: tuple[Journey, ...]) -> dict[str, str]:
    """Journeys numbered in the order of the text; a leg told again has the number of the one that it tells."""
    order = list(world.items)
    starts = sorted(found, key=lambda journey: min(order.index(leg) for leg in journey.legs))
    numbers = {leg: str(n) for n, journey in enumerate(starts, 1) for leg in journey.legs}
    for key in order:
        record = world.records[key]
        if isinstance(record, Movement) and record.same_as is not None:
            home = world.home[key]
            numbers[key] = numbers.get(f"{home + 1}:{record.same_as}", numbers.get(record.same_as, ""))
    return numbers
