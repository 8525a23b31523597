"""Acts as facts: who told whom what, who was not told, who knew, who witnessed (rules 3, 4, 7, 12 of the semantics).

Tell, promise and grant convey their content; deny and refuse convey that it is not so. Ask, order, meet, call and
withhold convey nothing; nor does mislead, whose content may be what was made believed or what it was about: it keeps
its hearers from the truth of the matter, by the account of whoever calls it so. An act on a group holds of the group; of a named member it is only possible, which is a
weak atom (``among``) of its own, unless the text says all or none.
"""

from whoknew.model import Act, Party
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.facts import ALWAYS, PLAN, SEEN, STATED, TOLD, Chain, Kept, Said, Telling
from whoknew.reasoning.hearing import bare, is_public, keeps_silent, led_into, vouches
from whoknew.reasoning.truth import set_prop, timed

CONVEYS = {"tell": 1, "promise": 1, "grant": 1, "deny": -1, "refuse": -1}
JOINT = frozenset({"tell", "promise", "grant", "mislead", "deny", "refuse", "ask", "order", "meet", "call"})

Someone = tuple[int, tuple[int, ...]]  # an agent, and the atoms that he was among those meant


def people(build: Builder, parties: tuple[Party, ...], key: str, side: str, chains: tuple[Chain, ...]) -> list[Someone]:
    """The agents that some parties are: groups themselves, and their members, certain or possible."""
    found: dict[int, tuple[int, ...]] = {}
    for party in parties:
        agent = build.party(party)
        if agent < 0 or party.quantity == "none":
            continue
        hardly = party.quantity == "almost_none"
        found[agent] = (build.atom(key, f"among:{agent}:{side}", True, chains),) if hardly else ()
        world = build.world
        for member in world.groups.get(agent, ()):
            if party.quantity == "all" or _was_there(build, member, chains):
                found[member] = ()
            elif member not in found:
                found[member] = (build.atom(key, f"among:{member}:{side}", True, chains),)
        for member in world.possible_members.get(agent, ()):
            if member not in found:
                found[member] = (build.atom(key, f"among:{member}:{side}", True, chains),)
    return list(found.items())


def _was_there(build: Builder, member: int, chains: tuple[Chain, ...]) -> bool:
    """Whether this member of the group is the source that tells of the act, and tells it as one who took part."""
    name = build.world.agents[member]
    if name not in build.participants:
        return False
    return any(build.key(source) == name for chain in chains for step in chain[-1:] for source in step)


def spared(build: Builder, act: Act, key: str, chains: tuple[Chain, ...]) -> list[Someone]:
    """Those of whom the act says that it was not done to them: all others of a negated act, and "none of" a group."""
    found: dict[int, tuple[int, ...]] = {}
    for party in act.others:
        if act.polarity and party.quantity not in ("none", "almost_none"):
            continue
        agent = build.party(party)
        if agent < 0:
            continue
        whole = party.quantity in ("none", "all")
        unsure = act.polarity and party.quantity == "almost_none"
        found[agent] = (build.atom(key, f"spared:{agent}", True, chains),) if unsure else ()
        for member in build.world.groups.get(agent, ()):
            if whole:
                found[member] = ()
            elif member not in found:
                found[member] = (build.atom(key, f"spared:{member}", True, chains),)
        for member in build.world.possible_members.get(agent, ()):
            if member not in found:
                found[member] = (build.atom(key, f"spared:{member}", True, chains),)
    return list(found.items())


def enter_act(build: Builder, act: Act, chains: tuple[Chain, ...], standing: str) -> None:
    """All facts of one act."""
    world, key = build.world, build.key(act.id)
    item = world.item_index[key]
    point = build.moment(item)
    atoms = (build.atom(key, "happened", standing == "weak", chains),)
    if standing == "out":
        return
    prop = build.prop(act.proposition)
    if act.proposition and prop < 0:
        build.doubt("reasoning.unknown-proposition", f"{act.id} is about an unknown “{act.proposition}”.", act.cue)
    tellers = people(build, act.agents, key, "agent", chains)
    if prop >= 0:
        _not_conveyed(build, act, item, prop, atoms, chains, [agent for agent, _ in tellers])
    _mind(build, act, item, prop, atoms, tellers)
    if not act.polarity or not act.completed:
        return
    hearers = [] if act.spoken_of else people(build, act.others, key, "other", chains)
    if act.type in JOINT:
        world.witnesses[item] = tuple((agent, atoms + more) for agent, more in dict([*hearers, *tellers]).items())
    elif tellers:
        world.witnesses[item] = tuple((agent, atoms + more) for agent, more in tellers)
    if keeps_silent(build, act):
        prop = -1
    if prop >= 0 and act.type in CONVEYS:
        sign = CONVEYS[act.type] if act.asserts else -CONVEYS[act.type]
        _convey(build, act, item, prop, sign, atoms, hearers, [agent for agent, _ in tellers])
    _said(build, act, item, atoms, chains, tellers, hearers)
    if act.type in ("refuse", "grant") and prop >= 0:  # who answers a request speaks of his own power, and knows it
        sign = CONVEYS[act.type] if act.asserts else -CONVEYS[act.type]
        for agent, more in tellers:
            build.evidence((agent, prop), sign, SEEN, point, atoms + more, item)


def _convey(
    build: Builder,
    act: Act,
    item: int,
    prop: int,
    sign: int,
    atoms: tuple[int, ...],
    hearers: list[Someone],
    tellers: list[int],
) -> None:
    world = build.world
    point = build.moment(item)
    heard = tuple((agent, atoms + more) for agent, more in hearers if agent not in tellers)
    world.tellings.append(Telling(item, act.type, tuple(tellers), heard, prop, sign, point, atoms))
    for agent, needed in heard if vouches(build, act, prop) else ():
        if is_public(build, act, agent):
            continue
        for teller in tellers or (-1,):
            build.evidence((agent, prop), sign, TOLD, point, needed, item, teller)


def _not_conveyed(
    build: Builder,
    act: Act,
    item: int,
    prop: int,
    atoms: tuple[int, ...],
    chains: tuple[Chain, ...],
    by: list[int],
) -> None:
    """Not told, kept from, or tried and failed: rule 12 keeps all of them apart from not knowing."""
    if act.type == "mislead" and led_into(build, act):
        return  # "misled them into believing him": what they were brought to is not what was kept from them
    if act.type in ("withhold", "mislead") and act.polarity:
        for agent, more in people(build, act.others, build.key(act.id), "other", chains):
            _keep(build, Kept("kept_from", agent, prop, tuple(by), build.moment(item), atoms + more, item))
    elif act.type in ("tell", "promise"):
        for agent, more in spared(build, act, build.key(act.id), chains):
            _keep(build, Kept("kept_from", agent, prop, tuple(by), build.moment(item), atoms + more, item))


def _keep(build: Builder, kept: Kept) -> None:
    build.world.kept_cells.setdefault((kept.agent, kept.prop), []).append(len(build.world.kept))
    build.world.kept.append(kept)


def _mind(build: Builder, act: Act, item: int, prop: int, atoms: tuple[int, ...], agents: list[Someone]) -> None:
    """Stated knowledge and ignorance, and plans that their makers hold from the decision on."""
    if prop < 0 or bare(build, act):
        return
    point = build.moment(item)
    sign = 1 if act.asserts else -1
    knows = (act.type in ("know", "learn") and act.polarity) or (act.type == "unaware" and not act.polarity)
    ignores = (act.type in ("know", "learn") and not act.polarity) or (act.type == "unaware" and act.polarity)
    whom = agents or people(build, act.others, build.key(act.id), "other", ()) if act.type == "unaware" else agents
    for agent, more in whom:
        if knows:
            build.evidence((agent, prop), sign, STATED, point, atoms + more, item)
        elif ignores:
            _keep(build, Kept("unaware", agent, prop, (), point, atoms + more, item))
        elif act.type == "decide" and act.polarity:
            build.evidence((agent, prop), sign, PLAN, point, atoms + more, item)


def _said(
    build: Builder,
    act: Act,
    item: int,
    atoms: tuple[int, ...],
    chains: tuple[Chain, ...],
    tellers: list[Someone],
    hearers: list[Someone],
) -> None:
    """What the account and its sources themselves say of the act's sincerity and truth."""
    key, said = build.key(act.id), build.world.said.setdefault(item, [])
    if act.insincere or act.type == "mislead":
        holders = tuple(dict.fromkeys(source for chain in chains for source in (chain[-1] if chain else ())))
        said.append(Said(item, "insincere", tuple(map(build.key, holders)), atoms))
    already = {holder for entry in said for holder in entry.holders}
    for number, held in enumerate(act.insincere_by):
        if build.key(held.holder) in already:
            continue
        if held.value not in ("false", "no", "sincere"):
            atom = build.atom(key, f"insincere:{number}", False, (((held.holder,),),))
            said.append(Said(item, "insincere", (build.key(held.holder),), (*atoms, atom), span=held.span))
    if act.truth == "false":
        own = build.atom(key, "truth", False, ((("self",),),))
        said.append(Said(item, "false", (build.key("self"),), (*atoms, own), span=act.truth_span))
    for number, held in enumerate(act.truth_by):
        if held.value == "false":
            atom = build.atom(key, f"truth:{number}", False, (((held.holder,),),))
            said.append(Said(item, "false", (build.key(held.holder),), (*atoms, atom), span=held.span))
    sign = CONVEYS.get(act.type, 1) if act.asserts else -CONVEYS.get(act.type, 1)
    about = (
        tuple(a for a, _ in tellers),
        tuple(a for a, more in hearers if not more),
        build.prop(act.proposition),
        sign,
    )
    said[:] = [Said(*entry[:4], *about, entry.span) for entry in said]
    if not said:
        del build.world.said[item]


def enter_plans(build: Builder, decided: set[int]) -> None:
    """Whoever holds a plan of which no decision is told held it from the start."""
    for prop, holder in enumerate(build.world.plan_of):
        if holder >= 0 and prop not in decided:
            chains = ((("self",),),)
            atom = build.atom(build.world.props[prop], "plan", False, chains)
            build.evidence((holder, prop), 1, PLAN, ALWAYS, (atom,), -1)
            set_prop(build, prop, 1, ALWAYS, (atom,), own=True)


def settle_silences(build: Builder) -> None:
    """Silences without any time stand throughout; so does a stated ignorance against which nothing is recorded."""
    world = build.world
    for number, kept in enumerate(world.kept):
        if timed(world.records[world.items[kept.item]]):
            continue
        if kept.kind == "kept_from" or (kept.agent, kept.prop) not in world.cells:
            world.kept[number] = kept._replace(point=ALWAYS)
