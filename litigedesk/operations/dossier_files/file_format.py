"""The file: a ZIP of ``manifest.json``, ``dossier.json`` and ``fichiers/<SHA-256>``, sealed as a whole under a password or not.

The manifest says the version of this format, that of the records, the program, the day, the sender's name, and the SHA-256 of
``dossier.json``, which lists the rows as the database holds them, parents first. Files are named by their own SHA-256.
"""

from pathlib import Path
from typing import Final

from litigedesk.formats import typographic

SUFFIX: Final = ".litige"
FORMAT, VERSION = "litigedesk-dossier", 1
MANIFEST, ROWS, FILES = "manifest.json", "dossier.json", "fichiers/"
LARGEST: Final = 2_000_000_000  # bytes of the file, below which a ZIP has its simple form
MOST_ROWS: Final = 50_000_000  # bytes of ``dossier.json``
MOST_MANIFEST: Final = 20_000
MOST_ENTRIES: Final = 5_000

NOT_ONE: Final = typographic(
    "Ce fichier n’est pas un dossier de LitigeDesk (.litige), ou il est abîmé : demandez qu’on vous le renvoie."
)
ALTERED: Final = typographic(
    "Ce dossier a changé depuis son envoi : un de ses fichiers n’est plus celui qui a été envoyé. Demandez qu’on vous le renvoie."
)
TOO_NEW: Final = typographic(
    "Ce dossier vient d’une version plus récente de LitigeDesk : mettez LitigeDesk à jour, puis recevez-le. Rien n’a été ajouté."
)
TOO_LARGE: Final = typographic("Ce fichier est trop gros pour un dossier : il n’est pas ouvert.")
INCOHERENT: Final = typographic(
    "Le contenu de ce dossier ne tient pas ensemble : rien n’a été ajouté. Demandez qu’on vous le renvoie."
)


def is_dossier(path: Path) -> bool:
    """Whether a file is called as a dossier."""
    return path.suffix.lower() == SUFFIX
