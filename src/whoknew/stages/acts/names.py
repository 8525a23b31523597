"""Names, doubles and kin: who is meant where the chains do not say."""

from whoknew.model import Analysis

INVERSE = {  # what somebody is to his …
    "brother": {"brother", "sister", "sibling"}, "sister": {"brother", "sister", "sibling"},
    "father": {"son", "daughter", "child"}, "mother": {"son", "daughter", "child"}, "son": {"father", "mother", "parent"},
    "daughter": {"father", "mother", "parent"}, "husband": {"wife"}, "wife": {"husband"}, "cousin": {"cousin"},
    "uncle": {"nephew", "niece"}, "aunt": {"nephew", "niece"}, "nephew": {"uncle", "aunt"}, "niece": {"uncle", "aunt"},
}  # fmt: skip


def bearers(analysis: Analysis) -> dict[str, str]:
    """Full names, aliases and last names that one entity alone bears, in lower case, → its id."""
    whole: dict[str, set[str]] = {}
    last: dict[str, set[str]] = {}
    for entity in analysis.entities:
        if not entity.named:
            continue
        for name in (entity.name, *entity.aliases, *(analysis.text_of(mention) for mention in entity.mentions)):
            whole.setdefault(name.lower(), set()).add(entity.id)
        if entity.type == "person" and " " in entity.name:
            last.setdefault(entity.name.lower().split()[-1].split("-")[-1], set()).add(entity.id)
    found = {name: next(iter(ids)) for name, ids in last.items() if len(ids) == 1}
    return found | {name: next(iter(ids)) for name, ids in whole.items() if len(ids) == 1}


def doubles(analysis: Analysis) -> dict[str, str]:
    """Named entities that are only ever called by another's alias ("Assad" beside "Bashar al-Assad, also Assad")."""
    bearers: dict[str, set[str]] = {}
    for entity in analysis.entities:
        if entity.named and entity.type == "person" and len(entity.mentions) > 1:
            for alias in entity.aliases:
                bearers.setdefault(alias.lower(), set()).add(entity.id)
    found = {}
    for entity in analysis.entities:
        mine = {analysis.text_of(mention).lower() for mention in entity.mentions}
        owners = bearers.get(entity.name.lower(), set()) - {entity.id}
        if entity.named and len(mine) == 1 and len(owners) == 1 and entity.type in ("organisation", "other", "person"):
            found[entity.id] = next(iter(owners))
    return found
