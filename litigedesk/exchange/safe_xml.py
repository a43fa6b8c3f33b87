"""XML from anywhere: no entity is replaced, nothing is fetched, and size, depth and document types are bounded."""

from typing import TYPE_CHECKING, Any

from litigedesk.errors import UserError
from litigedesk.formats import file_size, typographic

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 5_000_000  # bytes
_TYPED = typographic(
    "Ce fichier XML définit ses propres abréviations (DTD), ce qui sert à bloquer les programmes : il est refusé."
)
_BROKEN = typographic("Ce fichier XML ne peut pas être lu : il est abîmé ou incomplet. Demandez qu’on vous le renvoie.")
_LARGE = typographic(f"Ce fichier XML est trop gros pour être lu : au plus {file_size(LARGEST)}.")


def parsed(data: bytes) -> "_Element":
    """The root, without comments; ``UserError`` for a document type, more than 5 Mo, 256 levels, or what is no XML."""
    from lxml import etree

    if len(data) > LARGEST:
        raise UserError(_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=False, recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as fault:
        raise UserError(_TYPED if b"<!DOCTYPE" in data else _BROKEN) from fault
    if root is None:
        raise UserError(_BROKEN)
    info: Any = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise UserError(_TYPED)
    return root
