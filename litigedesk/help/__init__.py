"""Help read offline: pages, the legal words explained, and a sentence for each field; texts are in ``resources/help``."""
