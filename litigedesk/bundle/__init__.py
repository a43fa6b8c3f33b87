"""The pieces of a dossier handed over: one PDF, or an archive with its manifest."""
