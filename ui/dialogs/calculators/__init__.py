"""The calculators of the menu Outils: a time limit, interest, a limitation period, on any typed values."""
