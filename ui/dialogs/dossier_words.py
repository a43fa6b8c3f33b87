"""What a dossier holds, in words: « 2 factures, 1 paiement, 4 courriers »."""

from collections.abc import Mapping
from typing import Final

from litigedesk import formats

_COUNTED: Final = (
    ("invoice", "facture", "factures"),
    ("payment", "paiement", "paiements"),
    ("contract", "contrat", "contrats"),
    ("complaint", "réclamation", "réclamations"),
    ("mediation", "médiation", "médiations"),
    ("procedure", "démarche", "démarches"),
    ("agreement", "accord", "accords"),
    ("insurance_claim", "sinistre, avec son contrat d’assurance", "sinistres, avec leurs contrats d’assurance"),
    ("letter", "courrier", "courriers"),
    ("piece", "pièce", "pièces"),
    ("event", "ligne de chronologie", "lignes de chronologie"),
    ("deadline", "échéance", "échéances"),
    ("stored_file", "fichier", "fichiers"),
)


def counted(counts: Mapping[str, int]) -> str:
    """What a dossier holds besides its client, from how many records each table has."""
    words = [formats.count(counts[table], one, many) for table, one, many in _COUNTED if counts.get(table)]
    return f"Le client et ses coordonnées, {', '.join(words)}." if words else "Le client et ses coordonnées."
