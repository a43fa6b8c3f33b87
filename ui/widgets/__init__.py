"""Small parts every screen is made of; no screen, no query, no operation in here."""
