"""The first start: three short pages before the window."""
