"""Hostile text, odd days and odd sums in procedures, agreements, plans and contests: kept, shown, printed and refused as such."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, Instalment
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.plan import PlanChange
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Deadline, Dispute
from litigedesk.domain.vocabulary import Clock
from litigedesk.errors import InvalidInput, Refused, UserError
from litigedesk.letters import escaping, ids
from litigedesk.operations import (
    agreements,
    calendar_file,
    contest,
    disputes,
    letters,
    limitation_dates,
    plans,
    procedure_lines,
    procedures,
    trash,
)
from litigedesk.queries import agenda, dispute_list, next_step, today
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import procedures as procedure_pages
from litigedesk.queries.next_step import procedure as procedure_steps
from litigedesk.rules import instalments
from litigedesk.rules.procedures import STEPS
from tests.bad_input.hostile import TEXTS
from tests.bad_input.hostile_ways import BEFORE, BEGUN, DAY, FREE, agreement, owing, procedure
from tests.bad_input.test_hostile_text import _paragraphs, everywhere, read_as_more_than_text, window_over
from tests.bad_input.witness import contents, faults
from tests.letters import pages
from ui.forms.agreement_form import AgreementForm
from ui.forms.contest_form import ContestForm
from ui.forms.date_editor import DateEditor
from ui.forms.procedure_form import ProcedureForm

ODD = [date(1900, 1, 1), date(1990, 1, 1), date(2024, 2, 29), date(2096, 2, 29), date(2100, 12, 31), date.min, date.max]
PAPERS = {
    ids.SCHEDULE: AgreementKind.INSTALMENTS,
    ids.ACKNOWLEDGMENT: AgreementKind.ACKNOWLEDGMENT,
    ids.SETTLEMENT: AgreementKind.SETTLEMENT,
}


# ---- texts -----------------------------------------------------------------------------------------------------------
@everywhere
def test_each_text_comes_back_as_it_was_typed_and_every_page_shows_it(
    desk: Desk, me: object, tmp_path: Path, text: str
) -> None:
    dispute = owing(desk, text)
    plan = dossiers.dossier(desk, dispute.id or 0, DAY).plan
    assert text.strip() in {step.step.title for step in plan.steps}
    agreed = agreement(desk, dispute, AgreementKind.SETTLEMENT, text)
    for kind in BEGUN:
        held = desk.table(Procedure).get(procedure(desk, dispute, kind, text).id or 0)
        assert {getattr(held, name) for name in FREE} == {text}
    assert desk.table(Agreement).get(agreed.id or 0).cause == text
    page = dossiers.dossier(desk, dispute.id or 0, DAY)
    next_step.propose(page, DAY)
    for one in page.procedures:
        procedure_steps.propose(procedure_pages.file(desk, one.id or 0, DAY), DAY)
    today.overview(desk, DAY)
    assert len(dispute_list.rows(desk, DAY, dispute_list.Scope.OPEN, text.strip()[:40])) == 1
    count = calendar_file.export(desk, tmp_path / "dates.ics")
    raw = (tmp_path / "dates.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert len(Calendar.from_ical(raw).walk("VEVENT")) == count == raw.count(b"BEGIN:VEVENT\r\n")
    before = contents(desk)
    disputes.delete(desk, dispute.id or 0)
    assert not any(desk.table(one).count() for one in (Procedure, Agreement, Instalment, PlanChange))
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert contents(desk) == before
    assert faults(desk) == []


@pytest.mark.parametrize("name", ["jinja", "markdown", "control", "right to left"])
def test_letters_print_it_as_text(desk: Desk, me: object, name: str) -> None:
    text, dispute = TEXTS[name], owing(desk, TEXTS[name])
    seen, count = escaping.clean(text).split("\n")[0][:30], 0
    for template in (ids.ANSWER_CONTEST, *PAPERS, *ids.PROCEDURE_OF):
        if template in PAPERS:
            agreement(desk, dispute, PAPERS[template], text)
        if template in ids.PROCEDURE_OF:
            begun = template == ids.DECLARE_DEBT
            procedure(desk, dispute, ids.PROCEDURE_OF[template], text, begun=begun)
        choices = letters.proposed_choices(desk, template)
        word = letters.written(desk, of_dispute(dispute.id or 0), template, choices, pdf=False)
        assert seen in "\n".join(_paragraphs(word)), template
        count += 1
    choices = letters.proposed_choices(desk, ids.DECLARE_DEBT)
    printed = letters.written(desk, of_dispute(dispute.id or 0), ids.DECLARE_DEBT, choices, pdf=True)
    if all(ord(char) < 0x250 for char in seen):
        assert pages.dense(seen) in "".join(map(pages.dense, pages.texts(printed)))
    assert count == 9


def test_a_text_of_twenty_thousand_characters_is_kept_and_more_is_refused(desk: Desk, me: object) -> None:
    dispute = owing(desk, "x")
    held = procedure(desk, dispute, ProcedureKind.COURT_CLAIM, "x")
    procedures.save(desk, replace(held, notes="a b " * 5000))
    for refused in (replace(held, notes="a" * 100_000), replace(held, authority="a" * 201)):
        with pytest.raises(InvalidInput, match="est trop long"):
            procedures.save(desk, refused)
    with pytest.raises(InvalidInput, match="est trop long"):
        plans.add_step(desk, dispute.id or 0, "", "a" * 100_000, 0)
    with pytest.raises(InvalidInput, match="est trop long"):
        said = contest.Contestation(amount=Money.of(1), reason="a" * 100_000, on=BEFORE)
        contest.contest(desk, dispute.id or 0, said)


# ---- days and sums ---------------------------------------------------------------------------------------------------
def taken(desk: Desk, operation: Callable[..., object], *given: object) -> bool:
    """Whether an odd value is kept, every page then shown and the step taken back; else it is refused in words."""
    before, label = contents(desk), desk.undo_label
    try:
        operation(desk, *given)
    except UserError as refusal:
        told = str(refusal)
    else:
        told = ""
    if told:
        assert told.endswith((".", "?"))
        assert contents(desk) == before
        return False
    for dispute in desk.table(Dispute).all():
        page = dossiers.dossier(desk, dispute.id or 0, DAY)
        next_step.propose(page, DAY)
        procedure_pages.ways(desk, dispute.id or 0, DAY)
    today.overview(desk, DAY)
    if contents(desk) != before and label != desk.undo_label:
        desk.undo()
        assert contents(desk) == before
    return True


def test_odd_days_of_procedures_agreements_plans_and_contests_are_kept_or_refused_in_words(
    desk: Desk, me: object
) -> None:
    dispute_id, results = owing(desk, "x").id or 0, []
    cases = [(kind, STEPS[kind][0]) for kind in BEGUN]
    cases += [(ProcedureKind.PAYMENT_ORDER, key) for key in ("decided", "served", "meeting", "opposed", "enforceable")]
    for day in ODD:
        for kind, key in cases:
            wanted = Procedure(dispute_id=dispute_id, kind=kind, **{f"{key}_on": day})
            results.append(taken(desk, procedures.save, wanted))
        agreed = Agreement(
            dispute_id=dispute_id, kind=AgreementKind.INSTALMENTS, proposed_on=BEFORE, as_of=BEFORE, principal=Money.of(9)
        )  # fmt: skip
        for changed in (agreed, replace(agreed, signed_on=day), replace(agreed, proposed_on=day, as_of=day)):
            promised = [Instalment(agreement_id=0, due_on=day, amount=Money.of(9))]
            results.append(taken(desk, agreements.save, changed, promised))
        results.append(taken(desk, plans.postpone, dispute_id, "relance-amiable", day))
        results.append(taken(desk, plans.mark_done, dispute_id, "relance-amiable", day))
        results.append(
            taken(desk, contest.contest, dispute_id, contest.Contestation(amount=Money.of(1), reason="x", on=day))
        )
    assert {True, False} == set(results)


@pytest.mark.parametrize(
    ("order", "last"), [(date(2026, 8, 31), date(2027, 2, 28)), (date(2026, 9, 1), date(2026, 12, 1))]
)
def test_the_day_of_an_order_decides_how_long_it_may_wait_for_its_service(
    desk: Desk, me: object, order: date, last: date
) -> None:
    wanted = Procedure(dispute_id=owing(desk, "x").id or 0, kind=ProcedureKind.PAYMENT_ORDER, decided_on=order)
    procedures.save(desk, wanted)
    (service,) = desk.table(Deadline).where(clock=Clock.ORDER_SERVICE)
    assert service.due_on == last


def test_an_insolvency_older_than_the_bill_is_shown_and_declared(desk: Desk, me: object) -> None:
    dispute = owing(desk, "x")
    opened = Procedure(dispute_id=dispute.id or 0, kind=ProcedureKind.INSOLVENCY, decided_on=date(2020, 2, 29))
    assert taken(desk, procedures.save, opened)
    assert taken(desk, procedures.save, replace(opened, published_on=date(2020, 3, 10)))


def test_one_cent_and_too_many_millions_one_instalment_and_six_hundred(desk: Desk, me: object) -> None:
    dispute_id = owing(desk, "x").id or 0
    agreed = Agreement(
        dispute_id=dispute_id, kind=AgreementKind.INSTALMENTS, proposed_on=BEFORE, as_of=BEFORE, principal=Money(1)
    )  # fmt: skip
    assert taken(desk, agreements.save, agreed, instalments.by_count(Money(1), 1, DAY))
    much = replace(agreed, principal=Money.of("9999999999.99"))
    assert not taken(desk, agreements.save, much, instalments.by_count(much.total, 1, DAY))
    for count in (0, 2, 600):
        with pytest.raises(Refused):
            instalments.by_count(Money(1), count, DAY)
    many = [Instalment(agreement_id=0, due_on=DAY + timedelta(n), amount=Money(1)) for n in range(600)]
    assert taken(desk, agreements.save, replace(agreed, principal=Money(600), signed_on=DAY), many, {}, True)
    assert [one.due_on.day for one in instalments.by_count(Money(3), 3, date(2028, 1, 31))] == [31, 29, 31]


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2024, 2, 29), date(2031, 12, 31), date(2100, 12, 31)])
def test_whatever_day_the_computer_says_every_page_is_shown(desk: Desk, me: object, tmp_path: Path, day: date) -> None:
    dispute = owing(desk, "x")
    agreement(desk, dispute, AgreementKind.INSTALMENTS, "x")
    for kind in BEGUN:
        procedure(desk, dispute, kind, "x")
    desk.close()
    with Desk.open(desk.folder, lambda: datetime.combine(day, datetime.min.time())) as again:
        limitation_dates.catch_up(again)
        procedure_lines.catch_up(again)
        today.overview(again, day)
        dispute_list.rows(again, day)
        agenda.since(again, date.min, day)
        page = dossiers.dossier(again, dispute.id or 0, day)
        assert next_step.propose(page, day).sentence
        for one in page.procedures:
            assert procedure_steps.propose(procedure_pages.file(again, one.id or 0, day), day).sentence
        assert calendar_file.export(again, tmp_path / "dates.ics")
        for one in page.procedures:
            with suppress(UserError):  # days that are still to come
                procedures.save(again, one)


# ---- windows ---------------------------------------------------------------------------------------------------------
def test_no_window_reads_it_as_anything_but_text_nor_leaves_the_laptop(
    desk: Desk, me: object, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    text = TEXTS["ampersand"] + TEXTS["html"] + TEXTS["placeholder"]
    dispute = owing(desk, text)
    agreed = agreement(desk, dispute, AgreementKind.INSTALMENTS, text)
    held = [procedure(desk, dispute, kind, text) for kind in (ProcedureKind.CONCILIATION, ProcedureKind.COURT_CLAIM)]
    window = window_over(desk, qtbot, tmp_path)
    found: list[str] = []
    for width in (1366, 900):
        window.resize(width, 700)
        window.context.navigate("dispute", dispute.id or 0)
        QApplication.processEvents()
        found += read_as_more_than_text(window)
        assert window.minimumSizeHint().width() <= 1366
    for form in (
        AgreementForm(window.context, agreed.id),
        ContestForm(window.context, dossiers.dossier(desk, dispute.id or 0, DAY)),
        *(ProcedureForm(window.context, one.id) for one in held),
    ):
        qtbot.addWidget(form)
        form.show()
        found += read_as_more_than_text(form)
        for editor in [one for one in form.editors() if isinstance(one, DateEditor)]:
            before = editor.raw
            for typed in ("1/1/1990", "29/2/2096", "31/12/2100", "31/12/9999"):
                editor.set_raw(typed)
                editor.changed.emit()
                form.check()
            editor.set_raw(before)
            editor.changed.emit()
        form.hide()
    assert sorted(set(found)) == []
