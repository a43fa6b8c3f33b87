"""One dossier as a file (``.litige``): sent from one LitigeDesk, looked at in another, and received there if the user agrees."""

from litigedesk.operations.dossier_files.file_format import SUFFIX, is_dossier
from litigedesk.operations.dossier_files.reading import Received
from litigedesk.operations.dossier_files.receiving import Choices, receive
from litigedesk.operations.dossier_files.review import Difference, InvoiceHere, Review, differences_with, reader, review
from litigedesk.operations.dossier_files.sending import Parcel, Sent, prepared, write

__all__ = [
    "SUFFIX",
    "Choices",
    "Difference",
    "InvoiceHere",
    "Parcel",
    "Received",
    "Review",
    "Sent",
    "differences_with",
    "is_dossier",
    "prepared",
    "reader",
    "receive",
    "review",
    "write",
]
