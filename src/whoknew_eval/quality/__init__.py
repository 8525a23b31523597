"""The quality report: every measure that the project promises, from one command, with intervals, reach and aim.

``python -m whoknew_eval quality`` writes docs/quality.md and docs/quality.json, and examples of what goes wrong to
docs/confusions/ (outside git). A measure whose part is missing is reported as not measured, with the reason.
"""
