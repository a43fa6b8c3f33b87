"""A logo, a signature or a letterhead that cannot be used is refused when it is chosen, and no letter ever finds it out."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Dispute, Profile
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.errors import InvalidInput, StorageError, UserError
from litigedesk.letters import catalogue, pdf, word
from litigedesk.operations import letters, profile
from litigedesk.operations.letters import Choices
from tests.bad_input.broken_files import LETTERHEADS, PICTURES, WORDS, picture, word_file, word_file_with
from ui.context import Context
from ui.forms.file_editor import FileEditor
from ui.forms.profile_form import ProfileForm

Untouched = Callable[[], AbstractContextManager[None]]
CHOICES = Choices(written_on=date(2026, 11, 22), send_method=SendMethod.POST, reply_by=date(2026, 12, 20))


@pytest.mark.parametrize("data", LETTERHEADS.values(), ids=LETTERHEADS.keys())
def test_a_broken_letterhead_is_refused_when_it_is_chosen(
    desk: Desk, me: Profile, tmp_path: Path, untouched: Untouched, data: bytes
) -> None:
    source = tmp_path / "en-tête.docx"
    source.write_bytes(data)
    with (
        untouched(),
        pytest.raises(InvalidInput, match=r"n’est pas un document Word|ne peut pas être lu|trop gros") as refused,
    ):
        profile.save(desk, me, {"letterhead": source})
    assert [problem.field for problem in refused.value.problems] == ["letterhead"]


@pytest.mark.parametrize("which", ["logo", "signature"])
@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES.keys())
def test_a_broken_picture_is_refused_when_it_is_chosen(
    desk: Desk, me: Profile, tmp_path: Path, untouched: Untouched, data: bytes, which: Literal["logo", "signature"]
) -> None:
    source = tmp_path / "image.png"
    source.write_bytes(data)
    with (
        untouched(),
        pytest.raises(InvalidInput, match=r"n’est pas une image|ne peut pas être lu|trop de points") as refused,
    ):
        profile.save(desk, me, {which: source})
    assert [problem.field for problem in refused.value.problems] == [which]


def test_a_file_that_is_gone_a_folder_and_a_huge_file_are_said_apart(
    desk: Desk, me: Profile, tmp_path: Path, untouched: Untouched
) -> None:
    (tmp_path / "dossier.png").mkdir()
    with (tmp_path / "énorme.png").open("wb") as file:
        file.truncate(50_000_000)
    with untouched():
        for name, sentence in (
            ("absente.png", "n’est plus à cet endroit"),
            ("dossier.png", "ne peut pas être lu"),
            ("énorme.png", "est trop gros\xa0: au plus 10\xa0Mo"),
            ("x" * 5000 + ".png", "ne peut pas être lu"),
        ):
            with pytest.raises(StorageError, match=sentence):
                profile.save(desk, me, {"logo": tmp_path / name})


def test_a_letterhead_without_page_settings_is_given_some(desk: Desk, unpaid: Dispute, tmp_path: Path) -> None:
    source = tmp_path / "en-tête.docx"
    source.write_bytes(
        word_file_with(
            word__document_xml=f'<w:document xmlns:w="{WORDS}"><w:body><w:p/></w:body></w:document>'.encode()
        )
    )
    profile.save(desk, desk.profile(), {"letterhead": source})
    assert letters.written(desk, of_dispute(unpaid.id or 0), "relance-amiable", CHOICES, pdf=False)


def test_a_kept_file_altered_behind_the_program_is_said_and_no_letter_is_filed(
    desk: Desk, unpaid: Dispute, tmp_path: Path
) -> None:
    source = tmp_path / "logo.png"
    source.write_bytes(picture())
    profile.save(desk, desk.profile(), {"logo": source})
    (kept,) = (desk.folder / "fichiers").rglob("*.png")
    kept.chmod(0o600)
    kept.write_bytes(b"abc")
    with pytest.raises(StorageError, match="a été modifié depuis"):
        letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", CHOICES)
    kept.unlink()
    with pytest.raises(UserError, match="n’est plus dans le dossier"):
        letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", CHOICES)
    assert desk.undo_label == "Profil modifié"


@pytest.mark.parametrize("broken", ["logo", "signature"])
def test_a_letter_that_holds_a_broken_picture_says_so_and_nothing_of_its_libraries(
    desk: Desk, unpaid: Dispute, broken: str
) -> None:
    facts = replace(
        letters.facts(desk, of_dispute(unpaid.id or 0), "relance-amiable", CHOICES),
        **{broken: PICTURES["JPEG cut short"]},
    )  # type: ignore[arg-type]
    document = catalogue.render(catalogue.template("relance-amiable"), facts)
    for write in (pdf.write_pdf, word.write_docx):
        with pytest.raises(UserError) as refused:
            write(document)
        assert (
            str(refused.value)
            == "Votre logo ou votre signature ne peut pas être lu\xa0: choisissez une image PNG ou JPEG."
        )


@pytest.mark.qt_log_ignore("Corrupt JPEG data")  # Qt says so of the broken picture it is shown
def test_the_form_says_it_beside_the_file_and_keeps_what_was_typed(
    context: Context, me: Profile, tmp_path: Path, untouched: Untouched, qtbot: QtBot
) -> None:
    source = tmp_path / "logo.png"
    source.write_bytes(PICTURES["JPEG cut short"])
    form = ProfileForm(context)
    qtbot.addWidget(form)
    form.editor("city").set_value("Nantes")
    logo = form.editor("logo")
    assert isinstance(logo, FileEditor)
    logo.take(source)
    with untouched():
        form.save()
    assert "ne peut pas être lu" in logo.problem
    assert logo.is_bad
    assert form.bar.status.label.full_text() == "1\xa0champ à corriger\xa0: " + logo.called
    assert form.editor("city").value == "Nantes"


def test_a_good_letterhead_and_a_good_picture_still_go(desk: Desk, unpaid: Dispute, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_file())
    (tmp_path / "a.jpg").write_bytes(picture("JPEG"))
    profile.save(
        desk,
        desk.profile(),
        {"letterhead": tmp_path / "a.docx", "logo": tmp_path / "a.jpg", "signature": tmp_path / "a.jpg"},
    )
    assert letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", CHOICES).value.id == 1
