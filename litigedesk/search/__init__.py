"""The index behind « Rechercher partout »: made from the records and their files, thrown away whenever it is in doubt."""
