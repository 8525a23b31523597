"""whoknew rebuilds what a written account says happened, as a model one can run and question."""

__version__ = "0.1.0"
