"""What a person looks at: one self-contained page made from an analysis. No reasoning happens here."""

from whoknew.report.page import render

__all__ = ["render"]
