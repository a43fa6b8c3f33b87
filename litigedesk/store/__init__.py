"""The DAO: one SQLite file, the files of evidence beside it, and what keeps both safe."""
