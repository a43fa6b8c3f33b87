"""Modal windows: forms in a dialog, explanations, calculators."""
