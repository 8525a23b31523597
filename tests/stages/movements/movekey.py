"""The development key of movements: reads ``key.toml``, compares, and says what differs."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from whoknew.model import Analysis
from whoknew_eval.analysed import needed, stages
from whoknew_eval.keys.names import same_name

KEY = Path(__file__).with_name("key.toml")


@dataclass(frozen=True, slots=True)
class Leg:
    """One movement as the key writes it; "" where the text gives none."""

    mover: str
    origin: str
    to: str
    via: str = ""
    means: str = ""
    status: str = "done"

    def __str__(self) -> str:
        more = [f"via {self.via}" if self.via else "", f"by {self.means}" if self.means else "", self.status]
        return f"{self.mover}: {self.origin} > {self.to}; {'; '.join(m for m in more if m)}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the text's movements are, and how many of the key's and of the found ones agree, wholly and loosely."""

    text: str
    wanted: tuple[Leg, ...]
    found: tuple[Leg, ...]
    matched: int
    full: int
    stays: tuple[int, int, int] = (0, 0, 0)
    stays_found: tuple[str, ...] = ()
    stays_wanted: tuple[str, ...] = ()


def parse(line: str) -> Leg:
    """A line of the key.

    >>> parse("Ada Hill: Bonn > Ulm; by car; planned")
    Leg(mover='Ada Hill', origin='Bonn', to='Ulm', via='', means='car', status='planned')
    """
    head, *rest = (part.strip() for part in line.split(";"))
    mover, _, way = head.partition(":")
    origin, _, to = way.partition(">")
    via = means = ""
    status = "done"
    for part in rest:
        word, _, value = part.partition(" ")
        if word == "via":
            via = value
        elif word == "by":
            means = value
        elif part:
            status = part
    return Leg(mover.strip(), origin.strip(), to.strip(), via, means, status)


def cases() -> list[dict[str, object]]:
    """The key as it stands."""
    listed = tomllib.loads(KEY.read_text("utf-8"))["case"]
    return list(listed)


@cache
def _stages() -> tuple[object, ...]:
    return tuple(needed(stages(), "movements"))


def analyse(text: str) -> Analysis:
    """Everything that movements hang on."""
    from whoknew import pipeline
    from whoknew.reading import read_account

    return pipeline.run(read_account(text, published="2024-12-14").account, found=_stages())  # type: ignore[arg-type]


def legs_of(analysis: Analysis) -> list[Leg]:
    """The movements of an analysis by name."""
    names = {e.id: e.name for e in analysis.entities}

    def name(ident: str | None) -> str:
        return names.get(ident, ident) or "" if ident else ""

    return [
        Leg(
            name(m.mover.entity) or m.mover.descriptor,
            name(m.origin_place),
            name(m.destination),
            ", ".join(name(v) for v in m.via),
            m.means or "",
            m.happened,
        )
        for m in analysis.movements
    ]


def stays_of(analysis: Analysis) -> list[str]:
    """Presences as the key writes them."""
    names = {e.id: e.name for e in analysis.entities}
    found = []
    for p in analysis.presences:
        who = names.get(p.who.entity, "") if p.who.entity else p.who.descriptor
        found.append(f"{who} {'@' if p.present else 'not @'} {names.get(p.where, p.where)}")
    return found


def _same(a: str, b: str) -> bool:
    plain = re.compile(r"^(?:the|a|an|his|her|their|two|one)\s+", re.I)
    a, b = plain.sub("", a), plain.sub("", b)
    return a == b or (bool(a) and bool(b) and same_name(a, b))


def agrees(key: Leg, found: Leg) -> bool:
    """Whether mover, ends, way, means and status are the same."""
    pairs = [(key.mover, found.mover), (key.origin, found.origin), (key.to, found.to), (key.via, found.via)]
    return (
        all(_same(a, b) for a, b in pairs)
        and (not key.means or _same(key.means, found.means))
        and key.status == found.status
    )


def judge(case: dict[str, object]) -> Verdict:
    """One case of the key against what is read."""
    text = str(case["text"])
    analysis = analyse(text)
    wanted = [parse(str(line)) for line in case["moves"]]  # type: ignore[attr-defined]
    found = legs_of(analysis)
    left = list(found)
    matched = full = 0
    for leg in wanted:
        exact = next((f for f in left if agrees(leg, f)), None)
        if exact is not None:
            full += 1
            left.remove(exact)
    rest = [w for w in wanted if not any(agrees(w, f) for f in found)]
    matched = full
    for leg in rest:
        same = next((f for f in left if _same(leg.mover, f.mover)), None) or (left[0] if left else None)
        if same is not None:
            matched += 1
            left.remove(same)
    stays = [str(s) for s in case.get("stays", ())]  # type: ignore[attr-defined]
    said = stays_of(analysis)
    right = sum(s in said for s in stays)
    return Verdict(
        text,
        tuple(wanted),
        tuple(found),
        matched,
        full,
        (right, len(said), len(stays)),
        tuple(said),
        tuple(stays),
    )


def f1(right: int, found: int, key: int) -> float:
    """F1 in per cent."""
    return 200 * right / (found + key) if found + key else 100.0


def main() -> None:
    """Prints what differs, then the figures."""
    verdicts = [judge(case) for case in cases()]
    for v in verdicts:
        if v.full < max(len(v.wanted), len(v.found)):
            print(v.text)
            for leg in v.wanted:
                print("   key  ", leg)
            for leg in v.found:
                print("   found", leg)
        if v.stays[0] < max(v.stays[1:]):
            print(v.text, "\n   stays key", v.stays_wanted, "found", v.stays_found)
    found = sum(len(v.found) for v in verdicts)
    key = sum(len(v.wanted) for v in verdicts)
    for part in ("matched", "full"):
        right = sum(getattr(v, part) for v in verdicts)
        print(f"{part}: {right} of {key} in the key, {found} found; F1 {f1(right, found, key):.1f}")
    print("stays", [sum(v.stays[i] for v in verdicts) for i in range(3)])


if __name__ == "__main__":
    main()
