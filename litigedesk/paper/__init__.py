"""What is printed beside letters: tables of lists, the sheet of a dispute; the pages of a bundle are set with the same parts."""
