"""One module per format; each has a ``reader``. Adding or removing a format touches one file."""
