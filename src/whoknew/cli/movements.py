"""The table of movements: who went from where to where, how, when, and whether it came about."""

from rich.console import Console

from whoknew import reasoning
from whoknew.cli.proof import cite, line, sources
from whoknew.cli.scale import bounds_in_words
from whoknew.model import Movement
from whoknew.reasoning import World

HAPPENED = {
    "done": "went",
    "attempted": "tried to go",
    "planned": "was to go",
    "refused": "refused to go",
    "falsely_stated": "was said, falsely, to go",
}


def show_movements(world: World, console: Console) -> None:
    """Legs in the order of the text, journeys that raise a question after them."""
    legs = [record for key in world.items if isinstance(record := world.records[key], Movement)]
    computed = {entry.item: entry.bounds for entry in reasoning.timeline(world)}
    if not legs:
        line(console, "The account tells of nobody who went anywhere.")
    for leg in legs:
        who = world.name_of(leg.mover.entity) if leg.mover.entity else leg.mover.descriptor or "somebody"
        way = [("from", leg.origin_place), *(("through", place) for place in leg.via), ("to", leg.destination)]
        route = " ".join(f"{word} {world.name_of(place)}" for word, place in way if place)
        means = f" by {leg.means}" if leg.means else ""
        line(
            console,
            f"{who} {HAPPENED[leg.happened]} {route or '(where is not said)'}{means}; {bounds_in_words(computed.get(leg.id, leg.time.bounds))}",
        )
        line(console, f"{cite(world, leg.id) or ''} — {sources(world, leg.id)}", 4, "dim")
    for journey in reasoning.journeys(world):
        if journey.question:
            line(console, f"A question: {journey.question}")
