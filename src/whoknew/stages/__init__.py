"""One folder per stage. Each folder's ``stage`` object is found by the pipeline; removing a folder removes its layer."""
