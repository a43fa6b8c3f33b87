"""A printed month: read back from the PDF, black on white, whatever the theme, the text size or the paper."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.calendar_dates import HOLIDAYS, TODAY, entry, november
from ui.pdf_pages import draw_page, page_sizes
from ui.printing import PrintPreview, print_pages, set_up
from ui.theme import Theme, ThemeMode
from ui.widgets.calendar import CalendarEntry
from ui.widgets.calendar.print_month import MonthPages

NOVEMBER = date(2026, 11, 1)


def pages_of(entries: list[CalendarEntry], first: date = NOVEMBER) -> MonthPages:
    return MonthPages(first, entries, HOLIDAYS, TODAY, "Toutes les échéances")


def printed(pages: MonthPages, path: Path, *, landscape: bool = True) -> bytes:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    set_up(printer, "Novembre 2026", landscape=landscape)
    print_pages(pages, printer)
    return path.read_bytes()


def words(pdf: bytes) -> list[str]:
    """The text of each page, with every run of spaces and line ends made one space."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.split()) for text in found]


def test_the_month_and_the_list_of_its_dates_are_read_back(tmp_path: Path) -> None:
    pdf = printed(pages_of(november()), tmp_path / "mois.pdf")
    assert [(round(size.width()), round(size.height())) for size in page_sizes(pdf)] == [(297, 210)] * 2
    month, dates = words(pdf)
    assert month.startswith(
        "Novembre 2026 Toutes les échéances · au 22 novembre 2026 · 7 dates, dont 2 en retard · page 1"
    )
    for text in (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "1er Toussaint",
        "11 Armistice",
        "22 aujourd’hui",
    ):
        assert text in month
    for one in november():
        assert one.title in month
        assert f"{one.title} {one.detail} {one.why}" in dates
    assert "en retard sous 7 jours fait à venir ou reçu" in month
    for state in ("en retard de 8 jours", "fait", "noté", "dans 5 jours", "vendredi 27 novembre 2026"):
        assert state in dates


def test_a_month_without_dates_is_one_page(tmp_path: Path) -> None:
    pages = pages_of([], date(2028, 2, 1))
    assert pages.count == 1
    (month,) = words(printed(pages, tmp_path / "mois.pdf"))
    assert month.startswith("Février 2028")
    assert "aucune date" in month
    assert "28 29 1er 2 3 4 5" in month


def test_what_has_no_room_in_its_day_is_counted_there_and_listed_on_as_many_pages_as_needed(tmp_path: Path) -> None:
    many = [entry(str(n), date(2026, 11, 3 + n % 3), f"Envoyer la pièce numéro {n} au médiateur") for n in range(45)]
    pages = pages_of(many)
    assert pages.count > 2
    month, *lists = words(printed(pages, tmp_path / "mois.pdf"))
    assert "autres, dans la liste" in month
    assert "Envoyer la pièce numéro 0 au médiateur" in month
    listed = " ".join(lists)
    assert all(f"Envoyer la pièce numéro {n} au médiateur" in listed for n in range(45))
    assert f"page {pages.count} sur {pages.count}" in lists[-1]


def test_a_title_longer_than_its_day_is_cut_there_and_whole_in_the_list(tmp_path: Path) -> None:
    title = "Envoyer au médiateur " + "toutes les pièces du dossier " * 12
    month, dates = words(printed(pages_of([entry("1", TODAY, title)]), tmp_path / "mois.pdf"))
    assert title.strip() in dates
    assert "Envoyer au médiateur" in month


def colours(image: QImage) -> set[tuple[int, int, int]]:
    shown = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {(colour.red(), colour.green(), colour.blue()) for colour in shown}


@pytest.mark.parametrize(("mode", "scale"), [(ThemeMode.LIGHT, 1.0), (ThemeMode.DARK, 2.0)])
def test_paper_is_black_on_white_and_true_to_size_whatever_the_look(
    theme: Theme, tmp_path: Path, mode: ThemeMode, scale: float
) -> None:
    plain = draw_page(printed(pages_of(november()), tmp_path / "clair.pdf"), 0, 3)
    theme.apply(mode, scale)
    image = draw_page(printed(pages_of(november()), tmp_path / "autre.pdf"), 0, 3)
    assert image == plain
    found = colours(image)
    assert all(max(colour) - min(colour) < 8 for colour in found)
    assert (255, 255, 255) in found
    assert (0, 0, 0) in found


def test_on_upright_paper_the_whole_month_is_made_smaller(tmp_path: Path) -> None:
    pdf = printed(pages_of(november()), tmp_path / "mois.pdf", landscape=False)
    assert round(page_sizes(pdf)[0].width()) == 210
    assert "dimanche" in words(pdf)[0]
    image = draw_page(pdf, 0, 2)
    right = [image.pixelColor(image.width() - 3, y).lightness() for y in range(image.height())]
    assert min(right) == 255  # nothing runs off the paper


def test_the_preview_lies_across_and_holds_every_page(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(ThemeMode.DARK)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1366, 768)
    dialog = PrintPreview(parent, pages_of(november()), "Novembre 2026")
    dialog.show()
    preview = dialog.findChild(QPrintPreviewWidget)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pageCount() == 2)
    assert preview.orientation().name == "Landscape"
    assert dialog.fault is None
    text = QColor(theme.palette.text)  # light here: nothing of it on the paper
    assert text.getRgb()[:3] not in colours(preview.grab().toImage())
