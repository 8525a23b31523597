"""``python -m whoknew``: the same as the command."""

from whoknew.cli import main

main()
