"""« Rechercher partout » and « Récents »: one box over records, texts of files, help and commands."""
