"""What all who read or draw a PDF share: PDFium keeps its state for the whole process and is not made for two threads."""

from threading import Lock
from typing import Final

LOCK: Final = Lock()  # held from the opening of a document to its closing
