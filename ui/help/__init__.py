"""Help on the screen: one window of pages and words, opened by F1 for the tab, the form or the field in use."""
