"""The figures of the charts against cases counted by hand, and their pages."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest

from litigedesk import chart, formats
from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention, Mediation
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Client, Dispute, Invoice, Letter, Payment
from litigedesk.domain.vocabulary import ClosingReason, DisputeKind, DisputeStage, InvoiceKind, SendMethod
from litigedesk.exchange.spreadsheet import write_csv
from litigedesk.paper.chart_pages import write_chart
from litigedesk.queries import chart_views
from litigedesk.queries.today import overview

TODAY = date(2026, 11, 22)
DUE = date(2026, 6, 1)
Make = Callable[..., Any]


@pytest.fixture
def put(desk: Desk) -> Make:
    """Writes a record as it is and returns its id."""

    def write(record: object) -> int:
        with desk.db.transaction("Essai", undoable=False):
            return desk.table(type(record)).insert(record).id or 0  # type: ignore[attr-defined]

    return write


@pytest.fixture
def paid(put: Make) -> Make:
    """An invoice of a client of that name and sum, its credit notes, and what was paid so many days after it was due."""
    clients: dict[str, int] = {}

    def write(name: str, gross: int, *payments: tuple[int, int], credited: int = 0, dispute: int | None = None) -> int:
        if name not in clients:
            clients[name] = put(Client(name=name))
        fields: dict[str, Any] = {"client_id": clients[name], "issued_on": DUE - timedelta(30), "due_on": DUE}
        sums: dict[str, Any] = {"net": Money.of(gross), "gross": Money.of(gross)}
        invoice = put(Invoice(number=f"{name}-{gross}", dispute_id=dispute, **fields, **sums))
        if credited:
            note: dict[str, Any] = {"net": Money.of(credited), "gross": Money.of(credited)}
            put(Invoice(kind=InvoiceKind.CREDIT_NOTE, number="AV-1", credited_invoice_id=invoice, **fields, **note))
        for days, amount in payments:
            put(Payment(invoice_id=invoice, paid_on=DUE + timedelta(days), amount=Money.of(amount)))
        return int(invoice)

    return write


def printed(found: chart.Chart) -> str:
    pdf = write_chart(found, TODAY)
    assert pdf == write_chart(found, TODAY)
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def holds_on_paper_and_in_files(found: chart.Chart) -> None:
    """The figures of the screen, on the pages and in the spreadsheet."""
    words = printed(found)
    for said in (
        found.title,
        *found.parts,
        *(bar.label for _, bar in found.drawn),
        *(bar.shown for _, bar in found.drawn),
    ):
        assert " ".join(said.split()) in words
    assert write_csv(found.listing).count(b"\r\n") == len(found.lines) + 1


def values(found: chart.Chart) -> list[tuple[object, ...]]:
    return [line.values for line in found.lines]


def test_money_by_age_is_principal_less_credit_notes_and_payments_each_day_in_its_band(desk: Desk, put: Make) -> None:
    client = put(Client(name="Boréal"))
    closed = put(
        Dispute(
            client_id=client,
            opened_on=DUE,
            stage=DisputeStage.CLOSED,
            closed_on=DUE,
            closing_reason=ClosingReason.ABANDONED,
        )
    )

    def invoice(late: int, gross: int, dispute: int | None = None) -> int:
        due = TODAY - timedelta(days=late)
        sums: dict[str, Any] = {"net": Money.of(gross), "gross": Money.of(gross)}
        return int(
            put(Invoice(client_id=client, dispute_id=dispute, number=str(gross), issued_on=due, due_on=due, **sums))
        )

    for late, gross in ((-5, 1), (0, 2), (1, 4), (30, 8), (31, 16), (60, 32), (61, 64), (90, 128), (91, 256)):
        invoice(late, gross)
    part = invoice(400, 1000)
    put(Payment(invoice_id=part, paid_on=TODAY, amount=Money.of(300)))
    note: dict[str, Any] = {"net": Money.of(200), "gross": Money.of(200)}
    put(
        Invoice(
            client_id=client,
            kind=InvoiceKind.CREDIT_NOTE,
            number="AV-1",
            credited_invoice_id=part,
            issued_on=DUE,
            due_on=DUE,
            **note,
        )
    )
    invoice(400, 5000, closed)
    found = chart_views.money_by_age(desk, TODAY)
    assert values(found) == [
        ("À échoir", 2, Money.of(3)),
        ("1 à 30 jours", 2, Money.of(12)),
        ("31 à 60 jours", 2, Money.of(48)),
        ("61 à 90 jours", 2, Money.of(192)),
        ("Plus de 90 jours", 2, Money.of(756)),
    ]
    assert found.summary == f"{formats.money(Money.of(1011))} attendus, dont {formats.money(Money.of(1008))} échus"
    for line in found.lines:  # every figure is the sum of what it shows behind it
        assert Money.total(one.value for one in line.counted if isinstance(one.value, Money)) == line.values[2]
    assert [bar.late for _, bar in found.drawn] == [False] * 4 + [True]
    assert [band.amount for band in overview(desk, TODAY).ages] == [row[2] for row in values(found)]
    holds_on_paper_and_in_files(found)


def test_open_disputes_count_by_stage_closed_ones_by_reason_in_the_year_they_were_opened(desk: Desk, put: Make) -> None:
    client, numbers = put(Client(name="Boréal")), itertools.count()

    def dispute(year: int, stage: DisputeStage, kind: DisputeKind, reason: ClosingReason | None = None) -> None:
        day = date(year, 3, 1)
        closing: dict[str, Any] = {"closed_on": day, "closing_reason": reason} if reason else {}
        named: dict[str, Any] = {"client_id": client, "reference": f"L-{next(numbers)}", "opened_on": day}
        put(Dispute(**named, **closing, stage=stage, kind=kind))

    unpaid, complaint = DisputeKind.UNPAID, DisputeKind.COMPLAINT
    dispute(2026, DisputeStage.AMICABLE, unpaid)
    dispute(2026, DisputeStage.AMICABLE, complaint)
    dispute(2025, DisputeStage.JUDICIAL, unpaid)
    dispute(2025, DisputeStage.CLOSED, unpaid, ClosingReason.PAID)
    dispute(2026, DisputeStage.CLOSED, complaint, ClosingReason.SETTLED)
    every = {row[:2]: row[2:] for row in values(chart_views.disputes(desk)) if row[4]}
    assert every == {
        ("Ouverts", "Amiable"): (1, 1, 2),
        ("Ouverts", "Judiciaire"): (1, 0, 1),
        ("Clos", "Payé"): (1, 0, 1),
        ("Clos", "Accord trouvé"): (0, 1, 1),
    }
    of_2025 = {row[:2]: row[4] for row in values(chart_views.disputes(desk, 2025)) if row[4]}
    assert of_2025 == {("Ouverts", "Judiciaire"): 1, ("Clos", "Payé"): 1}
    assert chart_views.disputes(desk, 2024).is_empty
    holds_on_paper_and_in_files(chart_views.disputes(desk))


def test_a_delay_runs_to_the_day_the_principal_was_covered_and_one_invoice_makes_no_average(
    desk: Desk, paid: Make
) -> None:
    paid("Lent", 100, (10, 60), (31, 40), (90, 15))  # covered on the 31st day; the rest is interest
    paid("Lent", 200, (20, 150), credited=50)
    paid("Lent", 300, (400, 299))  # still owed: not counted
    paid("Ponctuel", 100, (-3, 100))
    paid("Ponctuel", 200, (0, 200))
    paid("Unique", 100, (80, 100))
    paid("Avoir", 100, (5, 10), credited=100)  # credited whole: never paid
    found = chart_views.delays(desk)
    assert values(found) == [
        ("Lent", 2, 26, 31, ""),  # 25.5 goes up
        ("Ponctuel", 2, -1, 0, ""),  # -1.5 goes up too
        ("Unique", 1, None, 80, "trop peu de factures"),
    ]
    assert [(bar.label, bar.parts) for _, bar in found.drawn] == [("Lent", (26,)), ("Ponctuel", (0,))]
    assert any("1\u00a0client n’a qu’une facture" in sentence for sentence in found.how)


def test_only_the_slowest_are_drawn_and_the_table_has_all(desk: Desk, paid: Make) -> None:
    for number in range(17):
        for gross in (100, 200):
            paid(f"Client {number:02}", gross, (number, gross))
    found = chart_views.delays(desk)
    assert len(found.lines) == 17
    assert [bar.label for _, bar in found.drawn] == [f"Client {number:02}" for number in range(16, 1, -1)]
    holds_on_paper_and_in_files(found)


def test_costs_add_up_by_year_and_what_has_no_date_is_said(desk: Desk, put: Make, mediator_id: int) -> None:
    client = put(Client(name="Boréal"))
    dispute = put(Dispute(client_id=client, reference="LIT-1", opened_on=date(2025, 12, 1)))
    order: dict[str, Any] = {"dispute_id": dispute, "kind": ProcedureKind.PAYMENT_ORDER}
    put(Procedure(**order, asked_on=date(2026, 2, 1), decided_on=date(2027, 1, 5), cost=Money.of("33.50")))
    put(Procedure(**order, cost=Money.of(10)))  # no date of its own: that of the dispute
    put(Procedure(**order, asked_on=date(2026, 5, 1)))
    mediation: dict[str, Any] = {"dispute_id": dispute, "mediator_id": mediator_id}
    put(Mediation(**mediation, cost=Money.of(60), cost_paid_on=date(2026, 3, 1), notified_on=date(2025, 12, 30)))
    put(Mediation(**mediation, cost=Money.of(7)))
    put(Convention(mediator_id=mediator_id, starts_on=date(2025, 1, 1), years=3, fee=Money.of(85)))
    for method in (SendMethod.REGISTERED, SendMethod.EMAIL):
        sent: dict[str, Any] = {"template": "x", "title": "x", "written_on": DUE, "amount_due": ZERO, "sent_on": DUE}
        put(Letter(dispute_id=dispute, send_method=method, **sent))
    found = chart_views.costs(desk)
    assert values(found) == [
        ("2026", Money.of("33.50"), Money.of(60), ZERO, Money.of("93.50"), 1),
        ("2025", Money.of(10), ZERO, Money.of(85), Money.of(95), 0),
    ]
    assert any("1\u00a0médiation, 7,00\u00a0€" in sentence for sentence in found.how)
    assert [bar.parts for _, bar in found.drawn] == [(3350, 6000, 0), (1000, 0, 8500)]
    holds_on_paper_and_in_files(found)


def test_an_empty_folder_has_a_sentence_for_each_chart(desk: Desk) -> None:
    for _key, _words, make in chart_views.CHARTS:
        found = make(desk, TODAY, None)
        assert found.is_empty
        assert found.empty.endswith(".")
        assert found.how
        assert " ".join(found.empty.split()) in printed(found)
