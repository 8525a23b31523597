"""A telling, an asking, a plan or a state of mind as one English sentence, active where the account names a doer.

The verb is the account's own where it can stand before a hearer ("threatened", "assured"), else the plainest word for the
kind of act. What is hedged says "perhaps"; what somebody is only said to have done says so.
"""

import msgspec

from whoknew.model import Act, Party
from whoknew.reasoning.contents import Content, of_act, proposition, signed
from whoknew.reasoning.facts import World
from whoknew.reasoning.naming import called, party, phrases, several

NOT_TOLD = frozenset({"none", "almost_none"})


def join(names: "list[str] | tuple[str, ...]") -> str:
    """ "a", "a and b", "a, b and c"; each once."""
    known = list(dict.fromkeys(names))
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def parties(world: World, key: str, group: tuple[Party, ...]) -> str:
    return join([party(world, key, who) for who in group])


def telling_words(world: World, key: str, hearers: "list[str]", *, doubtful: bool) -> str:
    """An act as it was done to some of its hearers (keys of agents); ``doubtful``: that they were among them is only possible."""
    act = world.records[key]
    assert isinstance(act, Act)
    others = tuple(Party(descriptor=called(world, agent)) for agent in hearers) or act.others
    return act_words(world, key, msgspec.structs.replace(act, others=others, hedged=act.hedged or doubtful))


def act_words(world: World, key: str, act: Act) -> str:
    """The whole of an act: "Ada Marsh told the clerks that “the boats were ready”"."""
    if not act.polarity and act.agents and all(_nobody(agent) for agent in act.agents):
        act = msgspec.structs.replace(act, polarity=True)  # "nobody asked" says it once
    if act.type == "unaware" and act.polarity and act.agents and all(_nobody(agent) for agent in act.agents):
        act = msgspec.structs.replace(act, type="know")  # "nobody knew"
    who, whom = parties(world, key, act.agents), parties(world, key, act.others)
    content = of_act(world, key, act)
    if not act.asserts and not act.spoken_of and signed(world, key, act):
        act = msgspec.structs.replace(act, asserts=True)  # its own words have their "not" themselves
    if act.spoken_of:
        return _spoken_of(world, key, act, who, whom, content)
    if act.type == "mislead":
        return _misled(world, key, act, who, whom, content)
    if act.type in ("know", "learn", "unaware"):
        return _minds(world, key, act, who or whom or "somebody", content)
    if not who and whom and act.type not in ("meet", "call", "decide", "deny") and act.completed:
        return _passive(world, key, act, whom, content)
    return _active(world, key, act, who or "somebody", whom, content)


def _nobody(who: Party) -> bool:
    return who.entity is None and who.quantity in NOT_TOLD


def _active(world: World, key: str, act: Act, who: str, whom: str, content: Content | None) -> str:
    kind, own = act.type, verb_of(world, key, act)
    perhaps = "perhaps " if act.hedged else ""
    if kind == "withhold":
        return f"{who} {perhaps}{_kept(world, key, act, whom, content, own)}"
    if kind == "refuse" and content is not None and (not act.asserts or _negated(content)):
        if content.kind not in ("clause", "whether"):
            return f"{who} {perhaps}refused{f' {whom}' if whom else ''}: {content.quoted}"
        spoke = f"telling {whom}" if whom else "saying"
        return f"{who} {perhaps}refused, {spoke}{after('tell', content, True)}"
    verb = own or _silent_verb(kind, whom, content)
    if not act.completed or not act.polarity:
        base = phrases("base").get(kind, kind)
        verb = f"tried to {base}" if not act.completed else f"did not {base}"
        if kind == "tell" and not whom:
            verb = verb.removesuffix("tell") + "say"
    others = f" {'to ' if kind == 'deny' else ''}{whom}" if whom else ""
    if kind == "refuse" and content is not None and content.kind == "do":
        return f"{who} {perhaps}{verb}{after(kind, content, act.asserts)}{f' (to {whom})' if whom else ''}"
    return f"{who} {perhaps}{verb}{others}{tail(world, key, act, content, own, bool(whom))}"


def _silent_verb(kind: str, whom: str, content: Content | None) -> str:
    """The plain verb; of who speaks to nobody in particular "said" or "spoke"."""
    if kind == "tell" and not whom:
        return "spoke" if content is None or content.kind in ("thing", "doing") else "said"
    return str(phrases("past")[kind])


def verb_of(world: World, key: str, act: Act) -> str:
    """The account's own verb, where it may stand for the kind of act before a hearer; else empty."""
    if not (act.polarity and act.completed):
        return ""
    cue = world.analysis_of(key).text_of(act.cue).lower().split()
    listed = phrases("verbs").get(act.type, ())
    if act.type == "decide":
        if any(word.startswith(stem) for word in cue for stem in phrases("verbs")["intend"]):
            return ""
        return cue[0] if cue and cue[0] in listed else "decided"
    if act.type in ("meet", "call") and cue and cue[0].startswith(tuple(phrases("verbs")["talk"])):
        return "spoke with"
    if not act.others and act.type == "tell":
        return cue[0] if len(cue) == 1 and cue[0] in phrases("verbs", "say") else ""
    return cue[0] if len(cue) == 1 and cue[0] in listed else ""


def _kept(world: World, key: str, act: Act, whom: str, content: Content | None, own: str) -> str:
    quantities = {who.quantity for who in act.others if who.entity is None}
    if quantities and quantities <= NOT_TOLD and act.polarity:
        return f"told {whom}{telling(world, key, act, content)}"
    if not act.polarity:
        return f"did not keep {'from ' + whom if whom else 'back'}{after('know', content, act.asserts, bare=True)}"
    if own and content is not None and content.kind in ("thing", "doing") and act.asserts:
        return f"{own} {content.quoted}{f' from {whom}' if whom else ' back'}"
    if own and content is not None and whom and content.kind == "clause" and act.asserts:
        return f"{own} from {whom}{after('tell', content, act.asserts)}"
    return f"did not {f'tell {whom}' if whom else 'say'}{telling(world, key, act, content)}"


def telling(world: World, key: str, act: Act, content: Content | None) -> str:
    """What somebody was told, or not told, of: a plan is told of, and not an order to carry it out."""
    if content is not None and content.kind == "do" and (act.type == "withhold" or not act.content_spans):
        return knowing(world, _proposition(world, key, act), content, act.asserts)
    return after("tell", content, act.asserts)


def _passive(world: World, key: str, act: Act, whom: str, content: Content | None) -> str:
    kind, be = act.type, "were" if several(world, key, act.others) else "was"
    perhaps, negation = "perhaps " if act.hedged else "", "" if act.polarity else "not "
    if kind == "withhold":
        quantities = {who.quantity for who in act.others if who.entity is None}
        nobody = bool(quantities) and quantities <= NOT_TOLD
        negation = "" if nobody or not act.polarity else "not "
        return f"{whom} {be} {perhaps}{negation}told{telling(world, key, act, content)}"
    own = verb_of(world, key, act)
    if kind == "refuse" and content is not None and not act.asserts:
        return f"{whom} {be} {perhaps}refused and told{after('tell', content, True)}"
    return f"{whom} {be} {perhaps}{negation}{own or phrases('past')[kind]}{tail(world, key, act, content, own, True)}"


def _misled(world: World, key: str, act: Act, who: str, whom: str, content: Content | None) -> str:
    about = misled_about(content) if content is not None else ""
    negation = "" if act.polarity else "not "
    if not who:
        are = "are" if several(world, key, act.others) else "is"
        return f"{whom or 'somebody'} {are} said {negation}to have been misled{about}"
    are = "are" if several(world, key, act.agents) else "is"
    return f"{who} {are} said {negation}to have misled {whom or 'others'}{about}"


def misled_about(content: Content) -> str:
    """The matter in which somebody was misled: what he was made to believe, or what he was kept from knowing."""
    plain = content.kind in ("question", "thing", "doing")
    return f" about {content.quoted}" if plain else f" in the matter of {content.quoted}"


def _spoken_of(world: World, key: str, act: Act, who: str, whom: str, content: Content | None) -> str:
    """What is said of somebody, not to him."""
    said = after("tell", content, act.asserts, of=True)
    perhaps = "perhaps " if act.hedged else ""
    cue = (world.analysis_of(key).text_of(act.cue).lower().split() or [""])[0]
    if cue in phrases("verbs")["spoken_of"] and whom:  # "accused of", "praised for": the account's own verb
        joined = f" {content.link} {content.quoted}" if content is not None and content.link and act.asserts else ""
        joined = joined or (f": {content.quoted}" if content is not None else "")
        be = "were" if several(world, key, act.others) else "was"
        return f"{who} {perhaps}{cue} {whom}{joined}" if who else f"{whom} {be} {perhaps}{cue}{joined}"
    if not who:
        return f"it was {perhaps}said of {whom or 'somebody'}{said}"
    return (
        f"{who} {perhaps}{'spoke' if not said or said.startswith((':', ' of')) else 'said'} of {whom}{said}"
        if whom
        else f"{who} {perhaps}said{said}"
    )


def _minds(world: World, key: str, act: Act, who: str, content: Content | None) -> str:
    perhaps = "perhaps " if act.hedged else ""
    if content is not None and content.words.lower() in phrases("contents", "nothing"):
        return f"{who} {perhaps}{'learned' if act.type == 'learn' else 'knew'} nothing"
    knows = act.polarity != (act.type == "unaware")
    verb = (
        ("learned" if act.type == "learn" else "knew")
        if knows
        else f"did not {'learn' if act.type == 'learn' else 'know'}"
    )
    prop = _proposition(world, key, act)
    return f"{who} {perhaps}{verb}{knowing(world, prop, content, act.asserts)}"


def _proposition(world: World, key: str, act: Act) -> str | None:
    if act.proposition is None:
        return None
    return f"{world.home.get(key, 0) + 1}:{act.proposition}" if len(world.analyses) > 1 else act.proposition


def tail(world: World, key: str, act: Act, content: Content | None, own: str, whom: bool) -> str:
    """What follows the verb and its hearer."""
    if content is None:
        return ""
    if own and not whom and act.type == "tell" and content.kind in ("thing", "doing") and act.asserts:
        return f" {content.quoted}"
    if own and content.kind in ("thing", "doing") and content.link in _links(own) and act.asserts:
        return f" {content.link} {content.quoted}"
    plan = proposition(world, _proposition(world, key, act) or "")
    if act.type == "deny" and content.kind == "do" and plan is not None and plan.plan_of is not None:
        return (
            f" that there was a plan to {content.quoted}"
            if act.asserts
            else f" that there was no plan to {content.quoted}"
        )
    if act.type == "tell" and not whom and content.kind in ("do", "question", "whether") and act.asserts:
        return f": {content.quoted}" if content.kind == "do" else after("tell", content, True)
    if act.type == "decide" and not own and content.kind == "thing":
        return f" {content.quoted}"
    if act.type == "tell" and content.kind == "do":
        return telling(world, key, act, content)
    return after(act.type, content, act.asserts)


def _links(verb: str) -> frozenset[str]:
    """Words that join a thing to a verb of the account's: "threatened with", "warned against"."""
    return frozenset({"of", "about", *phrases("verbs", "links").get(verb, ())})


def _negated(content: Content) -> bool:
    return content.kind == "do" and not content.link


TO = frozenset({"tell", "ask", "order", "promise", "decide", "refuse", "grant"})  # verbs with an infinitive
PLAIN = frozenset({"promise", "deny", "refuse", "grant", "order"})  # verbs with a thing as their object


def after(verb: str, content: Content | None, asserts: bool, *, bare: bool = False, of: bool = False) -> str:
    """A content after a verb of a kind, with the space or the colon before it; ``of``: said of somebody."""
    if content is None:
        return ""
    quoted, kind = content.quoted, content.kind
    if not asserts:
        return denied(content)
    if verb in ("meet", "call") and kind != "speech":
        return f" about {quoted}"
    if (
        kind == "open"
        and verb in PLAIN | {"ask"}
        and content.words.split()[0].lower() in phrases("contents", "articles")
    ):
        kind = "thing"
    match kind:
        case "clause":
            return (
                f" that {quoted}"
                if verb not in ("ask", "order", "refuse", "grant", "meet", "call") or content.link
                else f": {quoted}"
            )
        case "whether":
            return f" whether {quoted}" if verb in ("ask", "tell") and not of else f" that {quoted}"
        case "question":
            return f" {quoted}" if verb in ("tell", "ask", "know") and not of else f": {quoted}"
        case "do" if verb in TO and not of:
            return f" {'' if not content.link else 'to '}{quoted}"
        case "thing" | "doing" if verb in PLAIN:
            return f" {quoted}"
        case "thing" if verb == "ask":
            return f" for {quoted}"
        case "thing" if verb == "decide":
            return f" on {quoted}"
        case "thing" | "doing" if verb in ("tell", "know") and not of and not bare:
            return f" of {quoted}"
        case _:
            return f": {quoted}"


def denied(content: Content) -> str:
    """That a content is not so, after a verb that takes a clause."""
    if content.kind in ("clause", "whether"):
        return f" that it was not so that {content.quoted}"
    if content.kind == "do" and content.link:
        return f" that it was not so: {content.quoted} would not be done"
    return f" that it was not so: {content.quoted}"


def knowing(world: World, prop: str | None, content: Content | None, asserts: bool) -> str:
    """What is known, learned or not known: " that “…”", " of “…”", " “where he was”"."""
    if content is None:
        return " of it"
    plan = proposition(world, prop or "")
    if content.kind == "do":
        to = "to " if content.link else ""
        if plan is not None and plan.plan_of is not None:
            return f" of the plan {to}{content.quoted}" if asserts else f" that there was no plan {to}{content.quoted}"
        if _promised(world, prop):
            return f" that this would {'' if asserts else 'not '}be done: {content.quoted}"
        return f" of this: {content.quoted}" if asserts else f" that it was not so: {content.quoted}"
    if (
        content.kind in ("thing", "doing", "open")
        and not asserts
        and plan is not None
        and _asked_for(world, plan.id, prop)
    ):
        return f" that {content.quoted} was not to be had"
    if content.kind == "whether":
        return f" that {content.quoted}" if asserts else denied(content)
    if content.kind == "speech":
        return f" of the words {content.quoted}" if asserts else f" that it was not so: {content.quoted}"
    return after("know", content, asserts)


def believing(world: World, prop: str | None, content: Content | None, asserts: bool) -> str:
    """What somebody had reason to believe: " that “…”", " the words “…”"."""
    if content is None:
        return " it"
    if content.kind in ("clause", "whether", "do"):
        found = knowing(world, prop, content, asserts)
        if found.startswith(" of this"):
            return f" what was said of this: {content.quoted}"
        return (
            f" that there was a plan{found.removeprefix(' of the plan')}" if found.startswith(" of the plan") else found
        )
    if content.kind == "speech" and asserts:
        return f" the words {content.quoted}"
    if not asserts:
        return knowing(world, prop, content, False)
    return f" what was said of {content.quoted}" if content.kind in ("thing", "doing") else f": {content.quoted}"


def _promised(world: World, prop: str | None) -> bool:
    """Whether somebody promised to do what a statement says."""
    found: frozenset[str] | None = world.cache.get("promised")  # type: ignore[assignment]
    if found is None:
        found = world.cache["promised"] = _matters(world, ("promise", "grant"))
    return prop in found


def _matters(world: World, types: tuple[str, ...]) -> frozenset[str]:
    """The statements of acts of some types."""
    many = len(world.analyses) > 1
    return frozenset(
        f"{number + 1}:{act.proposition}" if many else act.proposition
        for number, analysis in enumerate(world.analyses)
        for act in analysis.acts
        if act.proposition is not None and act.type in types
    )


def _asked_for(world: World, identifier: str, prop: str | None) -> bool:
    """Whether a statement is something that somebody asked for, refused or granted."""
    asked: frozenset[str] | None = world.cache.get("asked for")  # type: ignore[assignment]
    if asked is None:
        asked = world.cache["asked for"] = _matters(world, ("ask", "refuse", "grant"))
    return prop in asked
