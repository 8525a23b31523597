"""One loader per corpus; each yields :class:`whoknew_eval.corpora.document.Document`."""
