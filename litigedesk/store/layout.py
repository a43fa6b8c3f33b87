"""The names of what is in a data folder."""

from typing import Final

DATABASE_NAME: Final = "litigedesk.sqlite"
FILES: Final = "fichiers"
COPIES: Final = "sauvegardes"
