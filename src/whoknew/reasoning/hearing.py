"""Which tellings give their hearers reason to believe something, in an account that was read from prose.

What is said to the press or to a crowd is said to the world: that reporters or a crowd took it over, nothing says. Words that
state nothing ("different numbers", "maybe …") can be told, and not believed. In a model that a person wrote, every
telling counts: the person says what it conveys.
"""

from whoknew.model import Act
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.contents import Content, of_act
from whoknew.reasoning.naming import phrases

FEW = 3  # words of a content that may be no more than a name for many things


def vouches(build: Builder, act: Act, prop: int) -> bool:
    """Whether what is told states something that its hearer can take over."""
    if act.type != "tell" or not build.world.analyses[build.number].stages:
        return True
    content = of_act(build.world, build.key(act.id), act)
    if content is not None and content.kind in ("thing", "open") and _mentions(build, act):
        return False  # "mentioned the devil": that it was spoken of
    return content is None or _states(content)


def _mentions(build: Builder, act: Act) -> bool:
    cue = build.world.analyses[build.number].account.text[act.cue[0] : act.cue[1]].lower().split()
    return bool(cue) and cue[0] in phrases("hearing", "mention")


def keeps_silent(build: Builder, act: Act) -> bool:
    """Whether a refusal is one to speak ("would not say whether …", "declined to disclose it"): it says neither that
    what was asked is so nor that it is not."""
    if act.type != "refuse" or not build.world.analyses[build.number].stages:
        return False
    text = build.world.analyses[build.number].account.text
    said = text[act.cue[0] : act.cue[1]].lower().split()
    said += [word for a, b in act.content_spans for word in text[a:b].lower().split()[:1]]
    return not phrases("hearing", "speaking").isdisjoint(said)


def _states(content: Content) -> bool:
    words = [word.strip("“”‘’\"',.…").lower() for word in content.words.split()]
    if words and words[0] in phrases("hearing", "unsure"):
        return False
    if content.kind not in ("thing", "open") or content.link in phrases("contents", "thing"):
        return True
    if any(word in phrases("hearing", "asking") for word in words) and content.kind in ("thing", "open"):
        return False
    vague = len(words) <= FEW and bool(words) and words[0] in phrases("hearing", "vague")
    return not vague


def is_public(build: Builder, act: Act, agent: int) -> bool:
    """Whether a hearer is the press or a crowd, as the account calls it; a body to which words are quoted as said
    ("“…,” he told the Harbour Hour") is as good as a paper."""
    world = build.world
    if not world.analyses[build.number].stages:
        return False
    key = world.agents[agent]
    entity = build.entities.get(key)
    words = world.name_of(key).lower().split()
    if not words or (entity is not None and entity.type == "person"):
        return False
    if entity is not None and entity.named:
        content = of_act(build.world, build.key(act.id), act) if entity.type not in ("person", "group") else None
        if content is not None and content.kind == "speech" and act.type == "tell":
            return True
        outlet = words[0] in phrases("hearing", "outlets") or words[-1] in phrases("hearing", "papers")
        return outlet or words[-1] in phrases("hearing", "public") or _medium(build, key)
    end = next((at for at, word in enumerate(words) if at and word in phrases("names", "tails")), len(words))
    return words[end - 1] in phrases("hearing", "public")


def bare(build: Builder, act: Act) -> bool:
    """Whether all that is known is "how" or "why": no matter of its own."""
    if not build.world.analyses[build.number].stages or len(act.content_spans) != 1:
        return False
    content = of_act(build.world, build.key(act.id), act)
    return content is not None and content.words.lower() in phrases("contents", "question")


def _medium(build: Builder, key: str) -> bool:
    """Whether an actor is, among the sources, a paper or broadcaster."""
    sources = build.world.analyses[build.number].sources
    return any(source.kind == "media" and source.entity and build.key(source.entity) == key for source in sources)


def led_into(build: Builder, act: Act) -> bool:
    """Whether what follows "misled" is what somebody was brought to do or to believe ("into believing it")."""
    content = of_act(build.world, build.key(act.id), act)
    return content is not None and content.link == "into"
