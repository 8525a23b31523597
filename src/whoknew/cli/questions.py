"""``whoknew knew``, ``told``, ``deceived``, ``in-the-dark``: one shape, four questions of who knew what."""

from collections.abc import Sequence

import typer
from rich.console import Console

from whoknew import reasoning
from whoknew.cli.asking import ABOUT, AGENT, AT, FILES, JSON, POLICY, PUBLISHED, RULES, Asked, ask
from whoknew.cli.matching import single
from whoknew.cli.proof import line, show_all, show_deception, show_knowledge
from whoknew.model import Deception, KnowledgeFinding
from whoknew.reasoning import World
from whoknew.reasoning.words import called, label, quote, sentence


def register(app: typer.Typer) -> None:
    @app.command()
    def knew(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        at: str | None = AT,
        policy: str = POLICY,
        rules: bool = RULES,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Who knew or believed what, with the sentences and sources that say so."""
        return ask(Asked(files, agent, about, at, policy, rules, published, as_json), reasoning.knew, _show_minds)

    @app.command()
    def told(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        at: str | None = AT,
        policy: str = POLICY,
        rules: bool = RULES,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Each telling: to whom, what, by whom, and whether the account has it otherwise."""
        return ask(Asked(files, agent, about, at, policy, rules, published, as_json), reasoning.told, _show_tellings)

    @app.command()
    def deceived(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        at: str | None = AT,
        policy: str = POLICY,
        rules: bool = RULES,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Tellings against belief, and what a source calls misleading; inferred and stated kept apart."""
        return ask(
            Asked(files, agent, about, at, policy, rules, published, as_json), reasoning.deceived, _show_deceptions
        )

    @app.command("in-the-dark")
    def in_the_dark(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        at: str | None = AT,
        place: str | None = typer.Option(None, "--place", help="Only those who are recorded at this place."),
        policy: str = POLICY,
        rules: bool = RULES,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Who did not know: said so, kept from it, told otherwise; and of whom the account says nothing."""

        def there(
            world: World, who: str | None, what: str | None, moment: reasoning.At, policy: str
        ) -> Sequence[KnowledgeFinding]:
            where = place and single(reasoning.find_places(world, place), place, "place", world)
            now = reasoning.in_the_dark(world, who, what, moment, policy, where or None)
            return now if at else (*now, *reasoning.once_in_the_dark(world, who, what, policy, where or None))

        return ask(Asked(files, agent, about, at, policy, rules, published, as_json), there, _show_dark)


def _show_minds(world: World, found: Sequence[KnowledgeFinding], console: Console) -> None:
    if not found:
        line(console, "Nothing is recorded of what anybody knew, believed or was told.")
    show_all(world, found, console)


def _show_tellings(world: World, found: Sequence[KnowledgeFinding], console: Console) -> None:
    if not found:
        line(console, "No telling of this is recorded. That is not to say that there was none.")
    show_all(world, found, console)


def _show_deceptions(world: World, found: Sequence[Deception], console: Console) -> None:
    if not found:
        line(console, "None found: no telling here goes against what its teller is recorded as believing.")
    for number, finding in enumerate(found):
        if number:
            console.print()
        show_deception(world, finding, console)


def _show_dark(world: World, found: Sequence[KnowledgeFinding], console: Console) -> None:
    recorded = [finding for finding in found if finding.value in reasoning.DARK]
    open_ = [finding for finding in found if finding.value not in (*reasoning.DARK, "not_recorded")]
    earlier = [finding for finding in recorded if finding.to_moment is not None]
    now = [finding for finding in recorded if finding.to_moment is None]
    if not recorded:
        line(console, "Nobody is recorded as not knowing, as kept from it or as told otherwise.")
    elif not now:
        line(console, "Nobody is so recorded at the moment that was asked for.")
    show_all(world, now, console)
    if earlier:
        console.print()
        line(console, "Earlier, and no longer at the end:", 0, "bold")
    for finding in earlier:
        console.print()
        show_knowledge(world, finding, console)
        line(console, f"until: {label(world, str(finding.to_moment))}", 4, "dim")
    if open_:
        console.print()
        line(console, "Of whom it is open whether they knew of it by then:", 0, "bold")
        console.print()
        show_all(world, open_, console)
    silent: dict[str, list[str]] = {}
    for finding in found:
        if finding.value == "not_recorded":
            silent.setdefault(finding.proposition, []).append(called(world, finding.agent))
    for statement, names in silent.items():
        console.print()
        line(console, f"Not recorded, of {quote(world, statement)}:", 0, "bold")
        line(console, sentence(", ".join(names)), 2)
        line(console, "The account says nothing of whether they knew. Silence is not ignorance.", 2, "dim")
