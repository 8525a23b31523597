"""ToMi (dev) and Hi-ToM: every label met, or the miss listed by item with the reason why the label is held wrong.

The stories are for tests only and are not part of the project: without them these tests are skipped, and say so.
"""

import tomllib
from pathlib import Path

import pytest
from reasoning_tom import ENTER, EXIT, MOVED, NAMES, Reader, ask, hitom, tomi

from whoknew_eval import shared_path

SHARED = shared_path()
TOM = SHARED / "data" / "tom" if SHARED else None
needs_stories = pytest.mark.skipif(TOM is None or not TOM.is_dir(), reason="the belief stories are not on this machine")


def together_at_last_move(lines, names, thing):
    """Whether all of these people were in the room when the thing was last moved."""
    where, moved_in, present = {}, {}, {}
    for line in lines:
        if match := ENTER.fullmatch(line):
            for name in match[1].replace(" and ", ", ").split(", "):
                where[name] = match[2]
        elif match := EXIT.fullmatch(line):
            where.pop(match[1], None)
        elif (match := MOVED.fullmatch(line)) and match[2] == thing:
            moved_in[thing] = where.get(match[1])
            present[thing] = {name for name, room in where.items() if room == where.get(match[1])}
    return set(names) <= present.get(thing, set())


@needs_stories
@pytest.mark.slow
def test_tomi_dev():
    """First-order, memory and reality questions: all as labelled. Second-order: where the label says that one of two
    thinks the other knows of a move that not both of them saw, it is held wrong (rules 3 and 6), item by item."""
    right, asked, wrong, memo = {}, {}, [], {}
    for number, lines, question, answer in tomi(TOM / "tomi" / "dev.txt.gz"):
        if lines not in memo:
            memo.clear()
            reader = Reader().read(lines)
            memo[lines] = reader, reader.view()
        reader, view = memo[lines]
        names = [name for name in NAMES.findall(question) if name != "Where"]
        order = len(names)
        asked[order] = asked.get(order, 0) + 1
        got = ask(view, reader, question)
        right[order] = right.get(order, 0) + (got == answer)
        if got != answer:
            wrong.append((number, lines, question, answer, got, names))
    for number, lines, question, answer, got, names in wrong:
        thing = question.rstrip("?").split()[-1]
        assert len(names) == 2 and got is not None, number
        real = [
            container for (what, container), events in reader_of(lines).describing.items() if what == thing and events
        ]
        assert answer == real[-1], number  # the label says where it really is
        assert not together_at_last_move(lines, names, thing), number  # and not both of them saw it go there
    assert right[0] == asked[0] == 1998 and right[1] == asked[1] == 1998
    assert (right[2], asked[2]) == (1516, 1998), "raw score of second-order questions, as in docs/correctness.md"


def reader_of(lines):
    return Reader().read(lines)


@needs_stories
def test_hitom_to_depth_two():
    listed = tomllib.loads((Path(__file__).parent / "hitom_misses.toml").read_text())["items"]
    seen, memo, misses, asked = set(), {}, {}, 0
    for key, _, lines, question, answer, order, _ in hitom(TOM / "hitom" / "Hi-ToM_data.json.gz"):
        if order > 2 or (lines, question) in seen:
            continue
        seen.add((lines, question))
        asked += 1
        if lines not in memo:
            reader = Reader().read(lines)
            memo[lines] = reader, reader.view()
        reader, view = memo[lines]
        if ask(view, reader, question) != answer:
            misses[key] = answer
    assert asked == 360
    assert set(misses) == set(listed), set(misses) ^ set(listed)
