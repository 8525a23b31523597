"""Belief-tracking stories as analyses: each line happens after the one before it; a room is a facility.

The adapter states who enters and leaves, what is moved where, and what stands open to view when somebody comes in;
who witnesses what is left to the engine.
"""

import gzip
import json
import re

from reasoning_stories import Story

from whoknew import reasoning
from whoknew.reasoning.answers import View
from whoknew.reasoning.literals import END, At

ENTER = re.compile(r"(.+) entered the (\w+)\.")
EXIT = re.compile(r"(.+) exited the (\w+)\.")
IS_IN = re.compile(r"The (\w+) is in the (\w+)\.")
MOVED = re.compile(r"(\w+) moved the (\w+) to the (\w+)\.")
CLAIMED = re.compile(r"(\w+) publicly claimed that (?:the )?(\w+) is in the (\w+)\.")
TOLD = re.compile(r"(\w+) privately told (\w+) that the (\w+) is in the (\w+)\.")


class Reader:
    """Turns the lines of a story into records, in order."""

    def __init__(self):
        self.story, self.last, self.where, self.room_of, self.now = Story(), None, {}, {}, {}
        self.room, self.describing, self.first, self.home = "", {}, {}, {}

    def order(self, record):
        self.last = record

    def after(self):
        return (self.last,) if self.last else ()

    def read(self, lines):
        """All lines; a thing that is first seen lying somewhere lies in the room in which it is first moved."""
        where, room = {}, {}
        for text in lines:
            if match := ENTER.fullmatch(text):
                where.update(dict.fromkeys(re.split(r", | and ", match[1]), match[2]))
            elif match := MOVED.fullmatch(text):
                room.setdefault(match[2], where.get(match[1], ""))
        self.home = room
        for text in lines:
            self.line(text)
        return self

    def line(self, text):
        if match := ENTER.fullmatch(text):
            self.enter(re.split(r", | and ", match[1]), match[2])
        elif match := EXIT.fullmatch(text):
            self.order(self.story.presence(match[1], match[2], present=False, after=self.after()))
            self.where.pop(match[1], None)
        elif match := IS_IN.fullmatch(text):
            if match[1] in self.room_of or (match[2] in self.story.entities and match[2] not in self.room_of):
                self.room_of[match[1]] = match[2]
            else:
                self.place((), match[1], match[2])
        elif match := MOVED.fullmatch(text):
            self.place((match[1],), match[2], match[3])
        elif match := CLAIMED.fullmatch(text):
            others = [a for a, room in self.where.items() if a != match[1] and room == self.where.get(match[1])]
            self.tell(match[1], others, match[2], match[3])
        elif match := TOLD.fullmatch(text):
            self.tell(match[1], (match[2],), match[3], match[4])

    def enter(self, names, room):
        if room not in self.story.entities:
            self.story.people(room, type="facility")
        for name in names:
            self.story.party(name)
            self.order(self.story.presence(name, room, after=self.after()))
            self.where[name] = room
        self.room = room
        for thing, (container, place) in self.now.items():
            if place == room:
                self.state(tuple(names), thing, container, place)

    def place(self, who, thing, container):
        first = self.home.get(thing) if thing not in self.now else None
        room = self.where[who[0]] if who else first or self.room
        if not who and thing in self.now and self.now[thing][0] == container:
            return  # said again, nothing moved
        self.now[thing] = (container, room)
        self.first.setdefault(thing, container)
        self.state(who, thing, container, room)

    def state(self, who, thing, container, room):
        event = self.story.event(*who, place=room, after=self.after())
        self.order(event)
        self.describing.setdefault((thing, container), []).append(event)

    def tell(self, teller, others, thing, container):
        self.describing.setdefault((thing, container), [])
        others = [other for other in others if other != teller]
        if others:
            self.order(self.story.act("tell", teller, others, f"{thing} in {container}", after=self.after()))

    def view(self, policy="ranked"):
        for (thing, container), events in self.describing.items():
            rivals = [f"{t} in {c}" for t, c in self.describing if t == thing and c != container]
            self.story.prop(f"{thing} in {container}", clashes=rivals, events=events)
        return View(reasoning.compile(self.story.analysis()), policy=policy)


def containers(view, thing):
    """(container, number of its proposition) for a thing."""
    for prop, name in enumerate(view.world.props):
        if name.startswith(f"{thing} in "):
            yield name.removeprefix(f"{thing} in "), prop


def where(view, thing, minds, at=END):
    """Where the thing is (no minds), somebody thinks it is, or thinks that another thinks; None where nothing says."""
    numbers = [view.world.agent_index.get(name, -1) for name in minds]
    if -1 in numbers:
        return None
    for container, prop in containers(view, thing):
        if not numbers:
            verdict = view.holds(prop, at, 1)
        elif len(numbers) == 1:
            verdict = view.believes(numbers[0], prop, at, 1)
        else:
            verdict = view.thinks(numbers[0], numbers[1], prop, at, 1)
        if verdict.certainty == "certain":
            return container
    return None


def tomi(path):
    """(item number, story lines, question, answer) of each question."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines, number = [], 0
        for line in file:
            digit, _, text = line.rstrip("\n").partition(" ")
            if digit == "1":
                lines = []
            if "\t" in text:
                question, answer = text.split("\t")[:2]
                yield number, tuple(lines), question, answer
                number += 1
            else:
                lines.append(text)


def hitom(path):
    """(sample id, story lines, question, answer, order, deception), one prompt style."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in json.load(file)["data"]:
            lines = tuple(line.partition(" ")[2] for line in row["story"].splitlines() if line[:1].isdigit())
            key = f"{row['sample_id']}-{row['question_order']}-{row['story_length']}-{row['deception']}"
            yield (
                key,
                row["prompting_type"],
                lines,
                row["question"],
                row["answer"],
                row["question_order"],
                row["deception"],
            )


NAMES = re.compile(r"[A-Z][a-z]+")
THING = re.compile(r"the (\w+)(?= at| really| is|\?|$)")


def ask(view, reader, question):
    """The engine's answer to a question of either set; None where nothing is recorded."""
    names = [name for name in NAMES.findall(question) if name != "Where"]
    thing = re.search(r"the (\w+)(?: really)?(?: at the beginning)?(?: is)?\?$", question) or THING.search(question)
    thing = thing[1]
    if "beginning" in question:
        events = {e for (t, c), es in reader.describing.items() if t == thing for e in es[:1]}
        first = min(events, key=lambda e: int(e[2:]))
        return where(view, thing, (), At(points=(view.world.point(first),)))
    return where(view, thing, names)
