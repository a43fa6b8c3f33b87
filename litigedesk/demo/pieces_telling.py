"""Gives two disputes of the demo their pieces: the papers kept with them, an e-mail, a scanned receipt."""

from dataclasses import replace
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from litigedesk.demo.papers import paper
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.domain.records import Contract, Dispute, Invoice
from litigedesk.domain.vocabulary import PieceKind
from litigedesk.operations import contracts, invoices, pieces
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import pieces as queries

if TYPE_CHECKING:
    from litigedesk.demo.moment import Moment
    from litigedesk.desk import Desk

_OWED = "Atelier Boréal SARL"
_NOTICED = "Paul Guérin"


def tell(desk: "Desk", moment: "Moment") -> None:
    """Write the papers and pieces of both."""
    with TemporaryDirectory(prefix="litigedesk-") as passing:
        folder = Path(passing)
        for dispute in _of(desk, _OWED):
            _papers(desk, dispute, folder)
            _written(desk, moment, dispute)
        for dispute in _of(desk, _NOTICED):
            _papers(desk, dispute, folder)
            _receipt(desk, moment, dispute)
    moment.now = moment.end


def _of(desk: "Desk", name: str) -> list[Dispute]:
    return desk.table(Dispute).select(
        "SELECT d.* FROM dispute d JOIN client c ON c.id = d.client_id WHERE c.name = ? AND d.stage <> 'closed'",
        (name,),
    )


def _papers(desk: "Desk", dispute: Dispute, folder: Path) -> None:
    """The quote and the invoice join their records, then the pieces with the letters sent."""
    for invoice in desk.table(Invoice).where(order="id", dispute_id=dispute.id):
        invoices.save(desk, invoice, paper(folder, f"Facture {invoice.number}", invoice.title))
        if invoice.contract_id is not None:
            contract = desk.table(Contract).get(invoice.contract_id)
            contracts.save(desk, contract, paper(folder, f"Devis {contract.reference} signé", contract.title))
    matter = of_dispute(dispute.id or 0)
    pieces.add_known(desk, matter, queries.known_papers(desk, matter))


def _written(desk: "Desk", moment: "Moment", dispute: Dispute) -> None:
    """The client's own words, which recognise the debt."""
    moment.ago(32)
    message = EmailMessage()
    message["From"] = "Anne Kermadec <compta@boreal.example>"
    message["To"] = "Camille Roussel <camille@roussel.example>"
    message["Subject"] = "Votre facture F-2026-014"
    message["Date"] = format_datetime(moment.now.astimezone())
    message["Message-ID"] = "<facture-014@boreal.example>"
    message.set_content(
        "Bonjour,\n\nLe site est en ligne, merci. Nous réglons votre facture en fin de mois.\n\nA. Kermadec"
    )
    matter: Matter = of_dispute(dispute.id or 0)
    pieces.add(desk, matter, [Incoming("Courriel d’Atelier Boréal.eml", bytes(message))])


def _receipt(desk: "Desk", moment: "Moment", dispute: Dispute) -> None:
    """The receipt of the formal notice, as a scan."""
    from PIL import Image, ImageDraw

    moment.ago(57)
    scan = Image.new("RGB", (1240, 620), "#f4f1e6")
    draw = ImageDraw.Draw(scan)
    draw.rectangle((30, 30, 1210, 590), outline="#8a6d3b", width=4)
    for place, line in enumerate(
        ("AVIS DE RECEPTION (exemple)", "1A 200 123 4567 8", "Paul Guerin, 35700 Rennes", "Signature")
    ):
        draw.text((70, 70 + 110 * place), line, fill="#333333", font_size=48)
    held = BytesIO()
    scan.save(held, "PNG")
    taken = pieces.add(desk, of_dispute(dispute.id or 0), [Incoming("Avis de réception.png", held.getvalue())]).value
    for piece in taken.added:
        pieces.save(desk, replace(piece, title="Avis de réception de la mise en demeure", kind=PieceKind.RECEIPT,
                                  dated_on=desk.today()))  # fmt: skip
