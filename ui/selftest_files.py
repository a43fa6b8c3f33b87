"""The part of the self-test about data and files: each library that is only imported when it serves reads or writes something."""

import sys
from datetime import date, datetime
from pathlib import Path

from litigedesk import formats
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.paths import RESOURCE_FOLDERS, default_data_folder, resources

EXAMPLE = "exemple"
# Every library of others that the code imports somewhere, mostly inside a function; each must have served by the end.
LIBRARIES = (
    "PIL", "charset_normalizer", "clevercsv", "cryptography", "docx", "holidays", "icalendar", "jinja2", "lxml", "markdown_it",
    "num2words", "olefile", "openpyxl", "oxmsg", "platformdirs", "pypdf", "pypdfium2", "rapidfuzz", "reportlab", "stdnum",
    "vobject",
)  # fmt: skip
PASSWORD = "un mot de passe d’essai"
QUICK_COPY = "copie.ldsave"


class CheckFailed(Exception):
    """A check that found something wrong; its text says what."""


def expect(found: object, wanted: object) -> None:
    """Raise CheckFailed when what was found is not what was wanted."""
    if found != wanted:
        raise CheckFailed(f"{found!r} au lieu de {wanted!r}")


def check_resources(_folder: Path) -> str:
    """Every folder of resources holds files, and every text of law, letter, plan and help in them can be read."""
    from litigedesk.help import pages
    from litigedesk.letters import catalogue
    from litigedesk.rules import law
    from litigedesk.rules.plans import files

    empty = [name for name in RESOURCE_FOLDERS if not any((resources() / name).glob("*"))]
    if empty:
        raise CheckFailed(f"dossiers vides ou absents : {', '.join(empty)}")
    counts = (len(catalogue.catalogue()), len(files.read()), len(pages.pages()))
    law.load()
    return "loi, {} lettres, {} plans, {} pages d’aide".format(*counts)


def check_database(folder: Path) -> str:
    """The example is sound: what « Vérifier les données » looks at."""
    from litigedesk.operations import checks

    with Desk.open(folder / EXAMPLE, datetime.now) as desk:
        wrong = [one.sentence for one in checks.examine(desk).remarks]
    if wrong:
        raise CheckFailed(" ".join(wrong))
    return "saine"


def check_search(folder: Path) -> str:
    """FTS5 is there: a client is found by words, then by a name mistyped (rapidfuzz)."""
    from litigedesk.queries import clients
    from litigedesk.search.keeper import Keeper

    with Desk.open(folder / EXAMPLE, datetime.now) as desk:
        name = max(
            word for choice in clients.choices(desk) for word in choice.name.split() if word.isalpha() and len(word) > 6
        )
        keeper = Keeper(None, desk.db.reader, desk.vault)
        while keeper.work(lambda: False, lambda _share: None):
            pass
        for asked in (name, name[:-2] + name[-1] + name[-2]):
            answer = keeper.find(asked)
            if answer is None or not answer.groups:
                raise CheckFailed(f"« {asked} » introuvable")
        keeper.closing()
    return f"« {name} » trouvé, même mal écrit"


def check_copy(folder: Path) -> str:
    """An encrypted copy of everything is written, verified and gone back to (cryptography)."""
    from litigedesk.operations import backup

    with Desk.open(folder / EXAMPLE, datetime.now) as desk:
        made = backup.make_archive(desk, folder / QUICK_COPY, PASSWORD)
    backup.restore(folder / "reprise", made.path, datetime.now(), PASSWORD)
    with Desk.open(folder / "reprise", datetime.now):
        return f"chiffrée, {made.files} fichiers, reprise"


def check_dossier(folder: Path) -> str:
    """A dispute becomes one PDF (reportlab, pypdf, Pillow), whose first page is drawn (pdfium)."""
    from litigedesk.operations import bundles

    from .pdf_pages import draw_page

    target, wanted = folder / "dossier.pdf", bundles.Wanted()
    with Desk.open(folder / EXAMPLE, datetime.now) as desk:
        given = bundles.facts(desk, of_dispute(1), wanted)
        report = bundles.written(given, target, wanted, lambda _done, _total, _what: None, lambda: False)
    image = draw_page(target.read_bytes(), 0, 4)
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    if len(colours) < 2:
        raise CheckFailed("la première page est blanche")
    return f"{report.pages} pages"


def check_calendar(folder: Path) -> str:
    """The open dates as a calendar file (icalendar), and the public holidays of Alsace-Moselle (holidays)."""
    from litigedesk.domain.vocabulary import HolidayRegion
    from litigedesk.operations import calendar_file
    from litigedesk.rules import calendar

    with Desk.open(folder / EXAMPLE, datetime.now) as desk:
        count = calendar_file.export(desk, folder / "echeances.ics")
        expect(calendar.is_holiday(desk.law, date(2027, 12, 26), HolidayRegion.ALSACE_MOSELLE), True)
    expect((folder / "echeances.ics").read_bytes().count(b"BEGIN:VEVENT"), count)
    return f"{count} échéances, jours fériés"


def check_workbook(_folder: Path) -> str:
    """A workbook is written and read back (openpyxl)."""
    from litigedesk.exchange import spreadsheet, workbook
    from litigedesk.listing import Head, Listing

    listing = Listing(title="Essai", heads=(Head("Client"), Head("Ville")), rows=(("Hôtel « L’Écume »", "Brest"),))
    sheets, _ = workbook.read(spreadsheet.write_xlsx(listing))
    told = [cell for row in sheets[0].rows for cell in row.cells]
    expect("Hôtel « L’Écume »" in told, True)
    return "écrit et relu"


def check_texts(_folder: Path) -> str:
    """A statement in the letters of old Windows (clevercsv, charset-normalizer) and an address book (vobject)."""
    from litigedesk.exchange import delimited, encoding, vcard

    rows = delimited.read(sample("releve.csv")).rows
    expect(rows[1].cells, ("15/03/2027", "Virement Hôtel; du Port", "1 200,00 €"))
    expect(encoding.encoding_of("Müßig".encode("cp1252")), "cp1252")  # no French sign: the library is asked
    card = vcard.read(sample("contacts.vcf"), "contacts").rows[0]
    expect((card.cells[0], card.cells[10]), ("Hôtel du Port", "Éléonore Lefèvre"))
    return f"{len(rows)} lignes, {card.cells[10]}"


def check_message(_folder: Path) -> str:
    """A message saved by Outlook (python-oxmsg, olefile), in the time of Paris."""
    from litigedesk.exchange import mail

    found = mail.read(sample("courriel.msg"))
    expect((found.subject, found.sent_on), ("Relance de la facture F-2027-012", date(2027, 3, 15)))
    return f"{found.subject}, {len(found.attachments)} pièce jointe"


def check_word(folder: Path) -> str:
    """The text of a letter of the example is read back from its Word file (python-docx, lxml)."""
    from litigedesk.exchange import word_text

    letter = min((folder / EXAMPLE / "exemples").glob("*.docx"))
    text = word_text.read(letter.read_bytes()).text
    expect(len(text) > 200, True)
    return f"{letter.name}, {len(text.split())} mots"


def check_numbers(_folder: Path) -> str:
    """Identifiers (python-stdnum) of France and elsewhere, and a sum in words (num2words)."""
    from litigedesk.validation import values

    right = (
        values.siret_problem("", "73282932000074"), values.vat_number_problem("", "FR44732829320"),
        values.vat_number_problem("", "DE136695976"), values.iban_problem("", "FR1420041010050500013M02606"),
        values.bic_problem("", "BNPAFRPP"),
    )  # fmt: skip
    expect([problem for problems in right for problem in problems], [])
    expect(bool(values.vat_number_problem("", "DE136695978")), True)
    expect(bool(values.iban_problem("", "BE31435411161156")), True)
    words = formats.money_in_words(Money(7150))
    expect(words, "soixante et onze euros et cinquante centimes")
    return words


def check_libraries(_folder: Path) -> str:
    """All the libraries have served in what was checked before."""
    default_data_folder()
    idle = [name for name in LIBRARIES if name not in sys.modules]
    if idle:
        raise CheckFailed(f"jamais servies : {', '.join(idle)}")
    return f"{len(LIBRARIES)} ont servi"


def sample(name: str) -> bytes:
    """One of the files kept to be read here."""
    return (resources() / "selftest" / name).read_bytes()
