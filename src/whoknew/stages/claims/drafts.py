"""A claim in the making, and the two places that claims come from: what sources say, and the account's own voice."""

import msgspec

from whoknew.model import Status

Range = tuple[int, int]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Token ranges, the chain of those who say so, and what is made of it. ``depth`` 0 is the account's own voice."""

    ranges: tuple[Range, ...]
    chain: tuple[tuple[str, ...], ...]
    status: Status = "asserted"
    kind: str = "fact"
    attribution: str | None = None
    asserts: bool = True
    against: tuple[str, ...] = ()
    rests: str = ""  # the class of the cue that it hangs on
    mark: str = ""  # the rule, where the account's own words hedge or plan

    @property
    def first(self) -> int:
        """First token."""
        return self.ranges[0][0]
