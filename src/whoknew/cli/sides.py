"""How a matter is said that has two sides: the statement, and what it turns round."""

from collections.abc import Sequence

from whoknew.model import KnowledgeFinding
from whoknew.reasoning import World


def matter(world: World, finding: KnowledgeFinding, others: Sequence[KnowledgeFinding] = ()) -> str:
    """The statement in quotation marks, whether it is denied, and what it turns round."""
    said = f"“{world.name_of(finding.proposition)}”{'' if finding.asserts else ' – that it is not so'}"
    turned = " or ".join(f"“{world.name_of(other.proposition)}”" for other in others)
    return f"{said}, and so not {turned}" if turned else said
