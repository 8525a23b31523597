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
    return content is None or _states(content)


def _states(content: Content) -> bool:
    words = [word.strip("“”‘’\"',.…").lower() for word in content.words.split()]
    if words and words[0] in phrases("hearing", "unsure"):
        return False
    if content.kind not in ("thing", "open") or content.link in phrases("contents", "thing"):
        return True
    vague = len(words) <= FEW and bool(words) and words[0] in phrases("hearing", "vague")
    return not vague


def is_public(build: Builder, agent: int) -> bool:
    """Whether a hearer is the press or a crowd, as the account calls it."""
    world = build.world
    if not world.analyses[build.number].stages:
        return False
    key = world.agents[agent]
    entity = build.entities.get(key)
    if entity is not None and (entity.named or entity.type == "person"):
        return False
    words = world.name_of(key).lower().split()
    return bool(words) and words[-1] in phrases("hearing", "public")


def led_into(build: Builder, act: Act) -> bool:
    """Whether what follows "misled" is what somebody was brought to do or to believe ("into believing it")."""
    content = of_act(build.world, build.key(act.id), act)
    return content is not None and content.link == "into"
