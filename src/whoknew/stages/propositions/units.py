"""What is gathered into propositions: the contents of acts and claims, and what the account states beside them."""

from dataclasses import dataclass, replace

from whoknew.model import Act, Analysis, Span
from whoknew.model.syntax import Tree
from whoknew.stages.propositions.concepts import About, Reader, lists, themes

INNER = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj"})
MINDS = frozenset({"know", "unaware", "learn", "withhold", "deny", "mislead"})
CONTACTS = frozenset({"meet", "call"})


@dataclass
class Unit:
    """One stretch that says something. ``asserts`` is its sign; ``happening`` the ids that it describes."""

    about: About
    key: str  # act id, or "" for a statement
    act: Act | None = None
    asserts: bool = True
    plan_of: str | None = None
    stands_for: int = -1  # index of the unit that an anaphor points to
    again: bool = False  # with "either", "nor": so it was of others told of before
    joins: int = -1  # index of the unit with which it is about one matter, whatever its words
    happening: tuple[str, ...] = ()
    sentence: int = -1
    word: int = -1
    main: bool = False  # the sentence's own verb
    quoted: bool = False  # a statement within quotation marks


def told(analysis: Analysis, reader: Reader) -> list[Unit]:
    """One unit for each act that says or concerns something, in the order of the text."""
    tree = reader.tree
    units: list[Unit] = []
    for act in analysis.acts:
        sentence = tree.sentence[tree.top(act.cue)] if tree.size and tree.top(act.cue) >= 0 else -1
        if not act.content_spans:
            if act.type in MINDS or act.type in ("refuse", "grant"):
                word = tree.top(act.cue)
                again = word >= 0 and any(
                    tree.low(kid) in ("either", "nor", "too", "neither") for kid in tree.kids(word)
                )
                units.append(Unit(About(span=act.cue), act.id, act, sentence=sentence, word=word, again=again))
            continue
        about = _asked_of(reader, act, reader.read(_longest(act.content_spans)))
        minus = about.minus and act.type != "refuse"  # "that he would not come" refuses that he come
        unit = Unit(about, act.id, act, asserts=minus != act.asserts, sentence=sentence, word=tree.top(act.cue))
        unit.plan_of = _plan(reader, act, about)
        units.append(unit)
    return units


def _asked_of(reader: Reader, act: Act, about: About) -> About:
    """What is asked, refused or granted is so of somebody: he belongs to what it is about."""
    own = act.type in ("decide", "promise")  # what somebody will do is of him
    parties = act.others if act.type == "ask" else act.agents if own or act.type in ("refuse", "grant") else ()
    tops = [reader.tree.top(party.span) for party in parties if party.span is not None]
    actors = {actor for top in tops if top >= 0 and (actor := reader.actor(top))}
    about = _means(reader, act, about)
    if not actors or (len(about.concepts) > 3 and not own):
        return about
    named = {actor for actor in actors if actor not in reader.names or reader.is_named[actor]}
    if own:
        return replace(about, actors=about.actors | actors, named=about.named | named)
    ruling = {actor for actor in actors if actor not in reader.names}
    return replace(
        about, actors=about.actors | actors, named=about.named | named, concepts=about.concepts | frozenset(ruling)
    )


def _means(reader: Reader, act: Act, about: About) -> About:
    """ "Asked for troops", "was refused weapons": what serves to help another is asked for and refused as help."""
    if act.type not in ("ask", "refuse", "grant") or not about.topic:
        return about
    top = reader.tree.top(about.span)
    for theme, words in lists()["means"].items():
        if top >= 0 and reader.tree.low(top) in words and not about.minus:
            return replace(about, head=theme, concepts=about.concepts | {theme})
    return about


def _longest(spans: tuple[Span, ...]) -> Span:
    return max(spans, key=lambda span: span[1] - span[0])


def _plan(reader: Reader, act: Act, about: About) -> str | None:
    """Whose plan the content is: a decider's own, or what somebody kept to himself that he was going to do.

    What he told others that he was going to do is no plan of his by that alone: it may be a pretext.
    """
    agents = {party.entity for party in act.agents if party.entity}
    if act.type == "decide" and not act.asserts:
        return None
    if act.type == "decide" and len(agents) == 1:
        return next(iter(agents))
    text = f" {reader.tree.text[about.span[0] : about.span[1]].lower()} "
    meant = any(f" {word} to " in text for word in ("meant", "planned", "intended", "was going", "were going"))
    if act.type != "withhold" and not (act.type == "tell" and not act.polarity):
        return None
    if about.future and motion(about) and len(agents) == 1 and text.split()[0] in ("he", "she", "they", "i", "we"):
        return next(iter(agents))  # "did not tell his brother that he was leaving": the one who keeps it goes
    if about.subject in reader.names and (meant or (about.future and about.subject in agents)):
        return about.subject
    return None


def statements(analysis: Analysis, reader: Reader) -> list[Unit]:
    """One unit for each clause outside what is told: its verb with its own words, without the clauses inside it."""
    tree = reader.tree
    inside: set[int] = {tree.top(cue) for one in analysis.attributions for cue in one.cue_spans if one.content_spans}
    for act in analysis.acts:
        if act.type not in ("meet", "call"):
            for span in act.content_spans:
                inside.update(tree.within(span))
    events = {tree.top(event.trigger): event.id for event in analysis.events}
    acts = {tree.top(act.cue): act for act in analysis.acts}
    moves: dict[int, list[str]] = {}
    for movement in analysis.movements:
        moves.setdefault(tree.top(movement.span), []).append(movement.id)
    found: list[Unit] = []
    marked = {index for quotation in analysis.quotations for index in tree.within(quotation.span)}
    headings = {
        index
        for block in analysis.blocks
        if block.type not in ("paragraph", "list_item", "other")
        for index in tree.within(block.span)
    }
    for index in range(tree.size):
        if index in headings or index in inside or not _clause(tree, index) or _asked(tree, index):
            continue
        if any(tree.low(mark) in ("whether", "if", "unless") for mark in tree.kids(index, "mark")):
            continue  # nobody states what is only asked or supposed
        here = acts.get(index)
        if here is not None and here.type not in CONTACTS:
            continue  # an act tells of a telling; what it tells is a unit of its own
        words = sorted({*own_words(tree, index), *reader.goals.get(index, ())})
        while len(words) > 1 and tree.base(words[0]) in ("punct", "cc") and words[0] != index:
            words = words[1:]
        while len(words) > 1 and tree.base(words[-1]) == "punct":
            words = words[:-1]
        span = tree.cover(words)
        about = reader.read(span, words)
        happening = (
            *([events[index]] if index in events else []),
            *moves.get(index, ()),
            *([here.id] if here is not None else []),
        )
        found.append(
            Unit(
                about,
                "",
                None,
                not about.minus,
                happening=happening,
                sentence=tree.sentence[index],
                word=index,
                main=tree.base(index) == "root",
                quoted=index in marked,
            )
        )
    return found


def _asked(tree: Tree, index: int) -> bool:
    """ "Did he speak to her?": a question that yes or no answers states nothing."""
    first, end = tree.bounds[tree.sentence[index]]
    last = next((i for i in range(end - 1, first, -1) if tree.low(i) not in ('"', "”", "’", "'")), first)
    if tree.text[slice(*tree.spans[last])] != "?" or tree.base(index) not in ("root", "conj", "parataxis"):
        return False
    before = [kid for kid in tree.kids(index, "aux", "cop", "aux:pass") if kid < index]
    subject = tree.kid(index, "nsubj")
    return bool(before) and subject >= 0 and min(before) < subject


def _clause(tree: Tree, index: int) -> bool:
    word = tree.words[index]
    if word.upos not in ("VERB", "ADJ", "NOUN", "AUX"):
        return False
    if word.upos != "VERB" and tree.kid(index, "cop") < 0:
        return False
    return tree.kid(index, "nsubj") >= 0 or tree.rel(index) in ("root", "conj", "advcl", "acl:relcl")


def own_words(tree: Tree, index: int) -> list[int]:
    """The words of a clause without those of the clauses inside it."""
    seen = {index}
    queue = [index]
    while queue and len(seen) < 200:
        for kid in tree.kids(queue.pop()):
            verbal = tree.base(kid) == "conj" and tree.words[kid].upos in ("VERB", "AUX")
            joins = tree.base(kid) == "mark" and tree.head(kid) == index  # "because he had left": not "because"
            cited = tree.case(kid) == "according"  # whose account it is belongs to no statement
            if kid not in seen and tree.base(kid) not in INNER and not verbal and not joins and not cited:
                seen.add(kid)
                queue.append(kid)
    return sorted(seen)


def motion(about: About) -> bool:
    """Whether a stretch speaks of somebody going somewhere."""
    return about.head in ("leave", "come", "fly", "drive", "travel", "head", "move", "return") or themes().get(
        about.head
    ) in ("leave", "come")
