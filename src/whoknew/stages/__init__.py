"""One folder per stage; the pipeline finds each one's ``stage``. Removing a folder removes its layer."""
