"""What the program speaks about: frozen records and their vocabulary, on the standard library only."""
