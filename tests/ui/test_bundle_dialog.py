"""« Remettre le dossier… »: what it proposes, what it says of what goes, where it writes, giving up, and what cannot be written."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.domain.records import StoredFile
from litigedesk.operations import pieces
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import pieces as queries
from tests.bundle import samples
from tests.ui.pieces_world import texts, with_pieces
from ui.context import Context
from ui.dialogs.bundle import BundleDialog, hand_over
from ui.widgets.panels import Callout
from ui.widgets.text import Label


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Path | str]:
    """Where the user answers that the file goes; what was proposed."""
    found: dict[str, Path | str] = {"target": tmp_path / "dossier.pdf"}

    def choose(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        found["proposed"] = proposed
        return str(found["target"]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return found


def shown(context: Context, qtbot: QtBot, matter: Matter) -> BundleDialog:
    dialog = BundleDialog(context, None, matter)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: BundleDialog, **values: object) -> None:
    for name, value in values.items():
        editor = getattr(dialog.choices, name)
        editor.set_value(value)
        editor.changed.emit()
    QApplication.processEvents()  # what was put in is shown


def made(dialog: BundleDialog, qtbot: QtBot) -> None:
    dialog.make()
    qtbot.waitUntil(lambda: not dialog.work.is_busy, timeout=60_000)


def words(widget: QWidget) -> str:
    """All that is read in it."""
    return " ".join(one.full_text() for one in widget.findChildren(Label) if one.isVisibleTo(widget))


def confidential(desk: Desk, matter: Matter, place: int) -> None:
    pieces.save(desk, replace(queries.rows(desk, matter)[place].piece, confidential=True))


def leftovers(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.is_file())


# ---- what it says ----------------------------------------------------------------------------------------------------
def test_it_proposes_who_receives_it_and_what_is_asked_and_says_what_goes(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    dialog = shown(context, qtbot, with_pieces(desk, *texts("devis", "bon")))
    assert dialog.choices.audience.value == "lawyer"
    assert dialog.choices.asked.value.startswith("Le paiement de")
    said = words(dialog.choices)
    assert "2 pièces, " in said.replace("\u00a0", " ")
    assert "Décompte des sommes" in said
    assert "manque\u00a0: aucun courrier envoyé" in said


def test_what_the_reader_looks_for_is_found_only_when_each_kind_of_piece_is_there(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    matter = with_pieces(desk, *texts("facture", "photo"))
    dialog = shown(context, qtbot, matter)
    choose(dialog, audience="bailiff")
    assert "manque\u00a0: commande, contrat\u202f; livraison" in words(dialog.choices)
    pieces.add(desk, matter, texts("devis", "bon de livraison"))
    choose(dialog, audience="lawyer")
    choose(dialog, audience="bailiff")
    assert "livraison" not in words(dialog.choices)


def test_confidential_pieces_are_named_and_stay_out_and_only_the_mediator_may_have_them(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    matter = with_pieces(desk, *texts("devis", "aveu"))
    confidential(desk, matter, 1)
    dialog = shown(context, qtbot, matter)
    assert "Pièce n°\u00a02 — aveu" in words(dialog.choices)
    assert not dialog.choices.confidential.isVisibleTo(dialog.choices)
    choose(dialog, audience="mediator")
    assert dialog.choices.confidential.isVisibleTo(dialog.choices)
    assert not dialog.choices.wanted().with_confidential
    choose(dialog, confidential=True)
    assert dialog.choices.wanted().with_confidential
    assert not [one for one in dialog.choices.findChildren(Callout) if one.isVisibleTo(dialog)]
    choose(dialog, audience="court")
    assert not dialog.choices.wanted().with_confidential
    assert "Pièce n°\u00a02 — aveu" in words(dialog.choices)


def test_what_concerns_a_pdf_alone_is_not_asked_for_an_archive(desk: Desk, context: Context, qtbot: QtBot) -> None:
    dialog = shown(context, qtbot, with_pieces(desk))
    choose(dialog, limit=10, light=True, files=".zip")
    assert not dialog.choices.limit.isVisibleTo(dialog.choices)
    wanted = dialog.choices.wanted()
    assert (wanted.limit, wanted.light) == (0, False)
    choose(dialog, files="both")
    wanted = dialog.choices.wanted()
    assert (wanted.limit, wanted.light) == (10_000_000, True)


@pytest.mark.parametrize("size", ["", "0", "-3", "beaucoup", "5000"])
def test_a_size_that_is_none_is_refused_beside_its_field(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], size: str
) -> None:
    dialog = shown(context, qtbot, with_pieces(desk))
    choose(dialog, limit=-1)
    dialog.choices.other.line.setText(size)
    dialog.make()
    assert dialog.choices.other.problem
    assert "proposed" not in chosen


def test_what_was_typed_is_found_again_and_what_was_proposed_is_not_kept(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    matter = with_pieces(desk)
    dialog = shown(context, qtbot, matter)
    dialog.reject()
    assert not context.drafts
    dialog = shown(context, qtbot, matter)
    dialog.choices.asked.set_value("Un délai de deux mois.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert shown(context, qtbot, matter).choices.asked.value == "Un délai de deux mois."


def test_a_dispute_that_is_gone_is_told(context: Context, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised):
        hand_over(context, None, of_dispute(99))


# ---- what it writes --------------------------------------------------------------------------------------------------
def test_a_pdf_is_written_where_asked_and_what_it_cannot_show_is_said(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], tmp_path: Path
) -> None:
    matter = with_pieces(desk, *texts("devis"), Incoming("releve.pdf", samples.locked("clé")))
    dialog = shown(context, qtbot, matter)
    assert dialog.proposed_name() == f"2026-11-22 Dossier avocat {dialog.choices.facts.reference}"
    made(dialog, qtbot)
    assert str(chosen["proposed"]).endswith(f"{dialog.proposed_name()}.pdf")
    assert dialog.written is not None
    assert dialog.written.files == (tmp_path / "dossier.pdf",)
    said = words(dialog.outcome)
    assert "Pièce n°\u00a02, releve\u00a0: Ce PDF est protégé par un mot de passe." in said
    assert "dossier.pdf" in said


def test_pdf_and_archive_stand_side_by_side(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], tmp_path: Path
) -> None:
    dialog = shown(context, qtbot, with_pieces(desk, *texts("devis")))
    chosen["target"] = tmp_path / "À remettre"
    choose(dialog, files="both")
    made(dialog, qtbot)
    assert leftovers(tmp_path) == ["À remettre.pdf", "À remettre.zip"]


def test_a_dossier_larger_than_an_e_mail_is_cut(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], tmp_path: Path
) -> None:
    photographs = [Incoming(f"p{seed}.jpg", samples.jpeg(samples.scan(1600, 2000, seed=seed))) for seed in range(1, 5)]
    matter = with_pieces(desk, *photographs)
    dialog = shown(context, qtbot, matter)
    choose(dialog, limit=-1, other=3)
    made(dialog, qtbot)
    names = leftovers(tmp_path)
    assert len(names) > 1
    assert names[0] == f"dossier (1 sur {len(names)}).pdf"
    dialog = shown(context, qtbot, matter)
    dialog.make()
    assert f"« {names[0]} » existe déjà" in words(dialog.choices).replace("\u202f", " ").replace("\u00a0", " ")


def test_a_file_of_that_name_beside_is_not_replaced(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], tmp_path: Path
) -> None:
    (tmp_path / "dossier.zip").write_text("à moi")
    dialog = shown(context, qtbot, with_pieces(desk, *texts("devis")))
    choose(dialog, files="both")
    dialog.make()
    assert "existe déjà" in words(dialog.choices)
    assert leftovers(tmp_path) == ["dossier.zip"]
    assert (tmp_path / "dossier.zip").read_text() == "à moi"
    chosen["target"] = tmp_path / "dossier.zip"  # chosen in the system's own window, which asked
    choose(dialog, files=".zip")
    made(dialog, qtbot)
    assert (tmp_path / "dossier.zip").read_bytes().startswith(b"PK")
    assert "existe déjà" not in words(dialog.choices)


def test_not_saying_where_changes_nothing(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], tmp_path: Path
) -> None:
    dialog = shown(context, qtbot, with_pieces(desk))
    chosen["target"] = ""
    dialog.make()
    assert dialog.stack.currentWidget() is dialog.choices
    assert leftovers(tmp_path) == []


# ---- giving up and failing -------------------------------------------------------------------------------------------
def test_escape_while_it_writes_gives_up_and_leaves_nothing(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], tmp_path: Path
) -> None:
    many = [Incoming(f"p{number}.pdf", samples.pdf(40, f"P{number}")) for number in range(8)]
    dialog = shown(context, qtbot, with_pieces(desk, *many))
    choose(dialog, files="both")
    with qtbot.waitSignal(dialog.work.told, timeout=60_000):
        dialog.make()
    assert dialog.stack.currentWidget() is dialog.progress
    with qtbot.waitSignal(dialog.work.given_up, timeout=60_000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.stack.currentWidget() is dialog.choices
    assert dialog.bar.status.label.full_text() == "Rien n’a été écrit."
    assert leftovers(tmp_path) == []
    made(dialog, qtbot)
    assert leftovers(tmp_path) == ["dossier.pdf", "dossier.zip"]


def test_a_full_disk_is_said_in_words_and_the_pdf_already_written_goes_with_the_archive(
    desk: Desk,
    context: Context,
    qtbot: QtBot,
    chosen: dict[str, Path | str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matter = with_pieces(desk, *texts("devis"))
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.suffix == ".zip":
            raise OSError(errno.ENOSPC, "full")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    dialog = shown(context, qtbot, matter)
    choose(dialog, files="both")
    made(dialog, qtbot)
    assert "Le disque est plein" in words(dialog.choices)
    assert leftovers(tmp_path) == []


def test_a_folder_that_is_gone_and_a_piece_that_is_gone_are_said(
    desk: Desk, context: Context, qtbot: QtBot, chosen: dict[str, Path | str], tmp_path: Path
) -> None:
    matter = with_pieces(desk, *texts("devis"))
    dialog = shown(context, qtbot, matter)
    chosen["target"] = tmp_path / "parti" / "dossier.pdf"
    made(dialog, qtbot)
    assert "n’existe pas" in words(dialog.choices)
    stored = desk.table(StoredFile).get(queries.rows(desk, matter)[0].file.id or 0)
    desk.vault.path_of(stored.sha256).unlink()
    chosen["target"] = tmp_path / "dossier.pdf"
    made(dialog, qtbot)
    assert "pièce n°\u00a01" in words(dialog.choices)
    assert leftovers(tmp_path) == []
