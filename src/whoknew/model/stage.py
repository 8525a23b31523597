"""What a stage is: a named, versioned, pure function from analysis to analysis that declares its layers."""

from typing import Protocol, runtime_checkable

from whoknew.model.analysis import Analysis


@runtime_checkable
class Stage(Protocol):
    """A stage. Order is derived from the declared layers; a layer is a field name of ``Analysis``.

    ``requires``: without these it cannot run and is skipped. ``uses``: runs after their providers where there are any.
    ``provides``: layers it fills. A layer may be refined by a later stage, which then lists a facet of it such as
    ``"acts.truth"`` in ``provides`` and ``"acts"`` in ``requires``.
    Pure: no clock, no network, no printing, no global settings, nothing mutated.
    """

    name: str
    version: str
    requires: frozenset[str]
    uses: frozenset[str]
    provides: frozenset[str]

    def __call__(self, analysis: Analysis, /) -> Analysis: ...
