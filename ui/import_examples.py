"""Invented files read in the windows that import, for pictures of them."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from litigedesk.queries import settlement

from .dialogs.bank import BankDialog
from .main_window import MainWindow
from .wizard.import_dialog import ImportDialog

CLIENTS: Final = (
    "Nom;Prénom;Société;SIRET;E-mail;Téléphone;Code postal;Ville\n"
    ";;Hôtel du Phare SARL;;accueil@hotelduphare.example;02 98 00 00 00;29200;Brest\n"
    "Lefèvre;Jeanne;;;jeanne@lefevre.example;06 00 00 00 01;35000;Rennes\n"
    ";;Menuiserie Kerbrat;123;atelier@kerbrat.example;;56100;Lorient\n"
    "Guérin;Paul;;;paul@guerin.example;;44000;Nantes\n"
)
OTHERS: Final = (("12", "REMBOURSEMENT MUTUELLE", "31.20"), ("14", "VIR SALON DES METIERS", "450.00"))
WIDTH, HEIGHT = 1290, 700


def import_columns(window: MainWindow) -> QWidget:
    """The columns of a file of clients."""
    dialog = ImportDialog(window.context, window)
    _read(dialog, "clients.csv", CLIENTS)
    return dialog


def import_preview(window: MainWindow) -> QWidget:
    """What its lines would do."""
    dialog = ImportDialog(window.context, window)
    _read(dialog, "clients.csv", CLIENTS)
    dialog.plan()
    return dialog


def statement(window: MainWindow) -> QWidget:
    """A month of an account on which some clients paid."""
    invoices = [one for one in settlement.facts(window.context.desk).invoices if one.left][:4]
    paid = [
        (f"{10 + n}", f"VIR {one.client_name} {one.number if n % 2 else ''}", str(one.left))
        for n, one in enumerate(invoices)
    ]
    month = f"{window.context.today():%Y%m}"
    moves = "".join(
        f"<STMTTRN><DTPOSTED>{month}{day}<TRNAMT>{sum_}<FITID>{day}{sum_}<NAME>{label}\n"
        for day, label, sum_ in (*paid, *OTHERS)
    )
    dialog = BankDialog(window.context, window)
    _read(
        dialog,
        "releve.ofx",
        f"OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>{moves}</BANKTRANLIST></STMTRS></OFX>",
    )
    return dialog


def _read(dialog: ImportDialog | BankDialog, name: str, text: str) -> None:
    dialog.resize(WIDTH, HEIGHT)
    dialog.show()
    with TemporaryDirectory(prefix="litigedesk-") as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        dialog.read([path])
        while dialog.tasks.is_busy():
            dialog.tasks.settle()
            QApplication.processEvents()
