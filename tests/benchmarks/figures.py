"""What is measured: a row of the table, what it is compared with, its target, and the figures of one size."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TOLERANCE: Final = 1.1  # two runs of the same thing differ by so much: a growth within it is linear


@dataclass(frozen=True, kw_only=True)
class Row:
    """One operation, in French; ``most_ms`` and ``most_times`` are its targets at the largest size, when it has any.

    ``against`` names what its duration is divided by, measured in turns with it.
    """

    words: str
    against: str = ""
    most_ms: float | None = None
    most_times: float | None = None
    is_memory: bool = False  # its figures are megabytes
    is_silence: bool = False  # the longest time that the window answered nothing: how it grows is of no interest


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One row at one size: milliseconds (a median, or the worst of twenty where the row says p95), and those of ``against``."""

    row: str
    clients: int
    ms: float
    against_ms: float | None = None

    @property
    def times(self) -> float | None:
        """How many times as long as what it is compared with."""
        return self.ms / self.against_ms if self.against_ms else None


BARE: Final = "fenêtre nue, six onglets vides"

ROWS: Final[Mapping[str, Row]] = {
    "start": Row(words="Démarrage, fenêtre montrée", against=BARE, most_times=1.5),
    "start-filled": Row(words="Démarrage, Aujourd’hui rempli", against=BARE, most_times=1.5),
    "memory": Row(words="Mémoire après le démarrage", against=BARE, most_times=2.0, is_memory=True),
    "tab": Row(words="Changer d’onglet, le plus lent des six", most_ms=50),
    "list": Row(words="Relire une liste, la plus lente", most_ms=50),
    "filter": Row(words="Une touche dans le filtre d’une liste (p95)", most_ms=50),
    "search-p50": Row(words="Une touche dans « Rechercher partout » (p50)", most_ms=20),
    "search-p95": Row(words="Une touche dans « Rechercher partout » (p95)", most_ms=20),
    "dossier": Row(words="Ouvrir un dossier"),
    "today": Row(words="Calculer Aujourd’hui après un changement", most_ms=100),
    "save": Row(words="Enregistrer une ligne d’un dossier, écran compris", most_ms=100),
    "undo": Row(words="L’annuler, écran compris", most_ms=100),
    "letter": Row(words="Mise en demeure en Word", against="python-docx, mêmes mots"),
    "letter-docxtpl": Row(words="Mise en demeure en Word", against="docxtpl, même page"),
    "letter-pdf": Row(words="Mise en demeure en PDF", against="reportlab, mêmes mots"),
    "bundle": Row(words="Dossier de 50 pièces en un PDF", against="pypdf, pages mises bout à bout"),
    "import": Row(words="Importer autant de clients (CSV)", against="csv et executemany"),
    "backup": Row(words="Sauvegarder (copie vérifiée)", against="copie par SQLite seul"),
    "check": Row(words="Vérifier les données"),
    "demo": Row(words="Écrire l’exemple de cette taille"),
    **{
        f"held-{key}": Row(words=f"Fenêtre muette au plus : {words}", most_ms=100, is_silence=True)
        for key, words in (
            ("import", "importer autant de clients"),
            ("undo", "annuler cet import"),
            ("redo", "le rétablir"),
            ("delete", "supprimer 200 litiges"),
            ("undo-delete", "l’annuler"),
            ("export", "exporter les factures (XLSX)"),
            ("check", "vérifier les données"),
            ("exit", "exporter toutes les données"),
            ("backups", "ouvrir Sauvegardes"),
            ("charts", "ouvrir Graphiques"),
            ("privacy", "ouvrir Données personnelles"),
            ("reminders", "ouvrir les relances du jour"),
        )
    },
}
