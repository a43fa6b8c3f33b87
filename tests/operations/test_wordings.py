"""The user's own texts of letters: kept, taken back, compared with ours, written to files and taken from them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Dispute, Profile
from litigedesk.domain.vocabulary import ProfileStatus, SendMethod
from litigedesk.domain.wording import Wording
from litigedesk.errors import InvalidInput, MissingFacts, Refused, UserError
from litigedesk.letters import catalogue, own_wording
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import letters, profile, wordings
from litigedesk.operations.letters import Choices
from litigedesk.queries import wordings as queries

TODAY = date(2026, 11, 22)
CHOICES = Choices(written_on=TODAY, send_method=SendMethod.POST, reply_by=date(2026, 12, 7))
MARK = "Ce paragraphe est de moi."


def mine() -> str:
    return own_wording.ours(catalogue.template(NOTICE)).replace(
        "{{ salutation }},", f"{{{{ salutation }}}},\n\n{MARK}", 1
    )


def written(desk: Desk, dispute: Dispute) -> str:
    facts = letters.facts(desk, of_dispute(dispute.id or 0), NOTICE, CHOICES)
    return catalogue.render(catalogue.template(NOTICE), facts).text()


def test_a_letter_says_the_users_own_text_from_the_moment_it_is_kept_until_they_go_back_to_ours(
    desk: Desk, unpaid: Dispute
) -> None:
    assert MARK not in written(desk, unpaid)
    wordings.save(desk, NOTICE, mine())
    assert MARK in written(desk, unpaid)
    wordings.remove(desk, NOTICE)
    assert MARK not in written(desk, unpaid)


def test_each_change_of_a_text_is_one_step_that_undo_takes_back(desk: Desk, me: Profile) -> None:
    wordings.save(desk, NOTICE, mine())
    wordings.save(desk, NOTICE, mine().replace(MARK, "Autre."))
    desk.undo()
    assert queries.body(desk, NOTICE) == mine()
    wordings.remove(desk, NOTICE)
    desk.undo()
    assert queries.body(desk, NOTICE) == mine()
    desk.undo()
    assert queries.row(desk, NOTICE).own is None
    desk.redo()
    assert queries.body(desk, NOTICE) == mine()


def test_a_text_that_is_ours_word_for_word_is_not_kept_apart(desk: Desk, me: Profile) -> None:
    wordings.save(desk, NOTICE, mine())
    assert wordings.save(desk, NOTICE, own_wording.ours(catalogue.template(NOTICE))).value is None
    assert desk.table(Wording).count() == 0


def test_a_text_that_cannot_be_written_is_refused_with_every_fault_at_once(desk: Desk, me: Profile) -> None:
    with pytest.raises(InvalidInput) as refused:
        wordings.save(desk, NOTICE, "# Objet : {{ montant }}\n\n{{ asked }}\n\n```sommes\n```\n")
    assert len(refused.value.problems) == 3
    assert {problem.field for problem in refused.value.problems} == {"body"}
    assert desk.table(Wording).count() == 0


def test_a_text_of_the_users_neither_lifts_a_guard_nor_a_fact_that_lacks(
    desk: Desk, unpaid: Dispute, me: Profile
) -> None:
    wordings.save(desk, NOTICE, f"# Objet : payez\n\n{MARK}\n")
    profile.save(desk, replace(me, iban=""))
    with pytest.raises(MissingFacts):
        written(desk, unpaid)
    profile.save(desk, replace(me, status=ProfileStatus.PORTAGE))
    with pytest.raises(Refused):
        letters.file(desk, of_dispute(unpaid.id or 0), NOTICE, CHOICES)


def test_a_text_kept_before_a_name_was_taken_out_of_the_program_says_so_instead_of_failing(
    desk: Desk, unpaid: Dispute
) -> None:
    with desk.db.transaction("texte d’une version passée"):
        body = "# Objet\n\n{{ ancien_nom }}\n"
        desk.table(Wording).insert(Wording(template=NOTICE, body=body, ours="", changed_on=TODAY))
    with pytest.raises(Refused, match="ancien_nom"):
        written(desk, unpaid)


def test_a_newer_text_of_ours_is_told_until_the_user_has_looked_at_it(desk: Desk, me: Profile) -> None:
    wordings.save(desk, NOTICE, mine())
    own = queries.row(desk, NOTICE).own
    assert own is not None
    assert not queries.row(desk, NOTICE).is_outdated
    with desk.db.transaction("comme une version passée l’a écrit"):
        desk.table(Wording).update(replace(own, ours="# Objet : autrefois\n"))
    assert queries.row(desk, NOTICE).is_outdated
    wordings.save(desk, NOTICE, mine().replace(MARK, "Autre."))
    assert queries.row(desk, NOTICE).is_outdated
    wordings.keep(desk, NOTICE)
    assert not queries.row(desk, NOTICE).is_outdated
    assert [row.template.id for row in queries.rows(desk) if row.own is not None] == [NOTICE]


def test_a_text_written_to_a_file_and_taken_back_is_the_same(desk: Desk, me: Profile, tmp_path: Path) -> None:
    wordings.save(desk, NOTICE, mine())
    target = tmp_path / "texte.md"
    wordings.export_file(desk, NOTICE, target)
    assert 'lettre = "mise-en-demeure"' in target.read_text(encoding="utf-8")
    wordings.remove(desk, NOTICE)
    wordings.import_files(desk, [target])
    assert queries.body(desk, NOTICE) == mine()
    assert not queries.row(desk, NOTICE).is_outdated
    target.write_bytes(target.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    wordings.remove(desk, NOTICE)
    wordings.import_files(desk, [target])
    assert queries.body(desk, NOTICE) == mine()


def test_all_texts_are_written_to_a_folder_under_readable_names_and_come_back_in_one_step(
    desk: Desk, me: Profile, tmp_path: Path
) -> None:
    wordings.save(desk, NOTICE, mine())
    files = wordings.export_all(desk, tmp_path)
    assert len(files) == len(catalogue.catalogue())
    assert (tmp_path / "03 Mise en demeure.md").is_file()
    wordings.remove(desk, NOTICE)
    wordings.import_files(desk, files)
    assert queries.body(desk, NOTICE) == mine()
    assert desk.table(Wording).count() == 1
    desk.undo()
    assert desk.table(Wording).count() == 0


def test_a_file_of_another_version_of_ours_is_taken_and_marked_so(desk: Desk, me: Profile, tmp_path: Path) -> None:
    source = tmp_path / "texte.md"
    source.write_text(
        f'+++\nlettre = "{NOTICE}"\ntexte_de_depart = "0123456789abcdef"\n+++\n{mine()}', encoding="utf-8"
    )
    wordings.import_files(desk, [source])
    assert queries.row(desk, NOTICE).is_outdated


def test_a_file_without_a_head_is_the_text_of_the_letter_that_is_open(desk: Desk, me: Profile, tmp_path: Path) -> None:
    source = tmp_path / "texte.txt"
    source.write_text(mine(), encoding="utf-8")
    with pytest.raises(Refused, match="ne dit pas de quelle lettre"):
        wordings.import_files(desk, [source])
    wordings.import_files(desk, [source], NOTICE)
    assert queries.body(desk, NOTICE) == mine()


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00bin",
        b"\x00" * 50,
        b"PK\x03\x04" + bytes(range(256)),
        b"a" * 300_000,
        b'+++\nlettre = "inconnue"\n+++\nBonjour',
        b"+++\nlettre = \n+++\nBonjour",
        b"+++\nlettre = 3",
        b"+++\na = " + b"[" * 5000 + b"\n+++\nBonjour",
        b"+++\na" + b".b" * 20_000 + b" = 1\n+++\nBonjour",  # minutes of reading
        b'+++\nlettre = "mise-en-demeure"\n+++\n{% for a in range(10**9) %}{{ a }}{% endfor %}',
        b'+++\nlettre = "mise-en-demeure"\n+++\n{{ profile.__class__.__mro__ }}',
        b'+++\nlettre = "mise-en-demeure"\n+++\n{{ "a" * 10**12 }}',
        b'+++\nlettre = "mise-en-demeure"\n+++\n{% include "../../etc/passwd" %}',
        b'+++\nlettre = "mise-en-demeure"\n+++\n',
        b"",
    ],
)
def test_a_hostile_file_is_refused_in_words_and_changes_nothing(
    desk: Desk, me: Profile, tmp_path: Path, data: bytes
) -> None:
    source = tmp_path / "texte.md"
    source.write_bytes(data)
    with pytest.raises(UserError):
        wordings.import_files(desk, [source], NOTICE)
    assert desk.table(Wording).count() == 0


def test_two_files_of_one_letter_or_one_bad_file_among_several_leave_everything_as_it_was(
    desk: Desk, me: Profile, tmp_path: Path
) -> None:
    good, bad = tmp_path / "bon.md", tmp_path / "mauvais.md"
    good.write_text(f'+++\nlettre = "{NOTICE}"\n+++\n{mine()}', encoding="utf-8")
    bad.write_text('+++\nlettre = "relance-amiable"\n+++\n{{ inconnu }}', encoding="utf-8")
    with pytest.raises(Refused, match="même lettre"):
        wordings.import_files(desk, [good, good])
    with pytest.raises(InvalidInput, match="inconnu"):
        wordings.import_files(desk, [good, bad])
    assert desk.table(Wording).count() == 0


def test_a_file_too_large_is_told_what_may_be_taken(desk: Desk, me: Profile, tmp_path: Path) -> None:
    source = tmp_path / "texte.md"
    source.write_bytes(b"a" * 200_001)
    with pytest.raises(UserError, match="au plus 200\u00a0ko"):
        wordings.import_files(desk, [source], NOTICE)
