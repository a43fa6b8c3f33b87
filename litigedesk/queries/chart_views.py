"""The four charts: bars, table and sentences made of their figures."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.chart import Bar, Chart, Counted, Line
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClosingReason, DisputeKind, DisputeStage
from litigedesk.formats import typographic
from litigedesk.listing import Form, Head
from litigedesk.queries import charts
from litigedesk.queries.charts import ClientDelay, Cost, CountedDispute, YearOfCosts
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.today import AgeBand, awaited, expected, of_band

if TYPE_CHECKING:
    from litigedesk.desk import Desk

SLOWEST: Final = 15  # clients drawn
UNPAID, COMPLAINTS = "Impayés", "Réclamations"
WHERE_COSTS_GO: Final = (
    "Compté : le coût noté dans chaque démarche, ce que le médiateur a facturé pour chaque médiation, la cotisation de chaque "
    "convention.",
    "Rangé à l’année : d’une démarche, de son premier acte daté (à défaut, de l’ouverture du litige) ; d’une médiation, du "
    "paiement, sinon de sa fin ou de sa saisine ; d’une convention, du paiement, sinon de la signature, même si elle vaut "
    "plusieurs années.",
    "Pas compté : l’affranchissement des courriers (son prix n’est pas noté), votre temps, les honoraires que vous n’avez pas "
    "notés dans une démarche, les créances perdues ou abandonnées, les franchises d’assurance. Rien n’est déduit de ce que le "
    "client aurait remboursé.",
)


# ---- money by age ----------------------------------------------------------------------------------------------------
def money_by_age(desk: "Desk", today: date) -> Chart:
    """What is still expected, by days since it was due: principal alone, as « Aujourd’hui » says it."""
    owed, rows = expected(desk, today), awaited(desk)
    return Chart(
        title="Argent attendu par ancienneté",
        summary=typographic(f"{formats.money(owed.outstanding)} attendus, dont {formats.money(owed.overdue)} échus"),
        note="principal, hors intérêts",
        heads=(Head("Ancienneté"), Head("Factures", Form.NUMBER), Head("Reste dû", Form.MONEY)),
        lines=tuple(_age_line(band, of_band(rows, place, today), today) for place, band in enumerate(owed.ages))
        if rows
        else (),
        how=_sentences(
            "Compté : ce qui reste du principal TTC de chaque facture, avoirs et paiements déduits.",
            "Pas compté : les intérêts, l’indemnité de 40 €, les factures des litiges clos.",
            f"L’ancienneté est le nombre de jours depuis l’échéance, au {formats.date_long(today)}.",
        ),
        empty=typographic("Personne ne vous doit rien : aucune facture n’attend son paiement."),
    )


def _age_line(band: AgeBand, rows: Sequence[InvoiceRow], today: date) -> Line:
    many = formats.count(band.count, "facture")
    shown = f"{formats.money(band.amount)} · {many}"
    return Line(
        values=(band.label, band.count, band.amount),
        said=typographic(f"{band.label} : {formats.money(band.amount)}, {many}"),
        counted=tuple(
            Counted(
                row.client_name,
                f"{row.invoice.number}, {_due(row.invoice.due_on, today)}",
                row.outstanding,
                ("invoice", row.invoice.id or 0),
            )
            for row in sorted(rows, key=lambda row: (row.invoice.due_on, row.invoice.id or 0))
        ),
        bar=Bar(band.label, (band.amount.cents,), shown, late=band.late),
    )


def _due(day: date, today: date) -> str:
    return f"{'échue' if day < today else 'à échoir'} le {formats.date_short(day)}"


# ---- disputes --------------------------------------------------------------------------------------------------------
def disputes(desk: "Desk", year: int | None = None) -> Chart:
    """Where the disputes stand: open ones by stage, closed ones by reason; all of them, or those opened in a year."""
    found = charts.disputes(desk, year)
    closed = [one for one in found if one.stage is DisputeStage.CLOSED]
    n_open = len(found) - len(closed)
    title = "Litiges par étape et par issue"
    return Chart(
        title=title if year is None else f"{title}, ouverts en {year}",
        summary=typographic(
            f"{formats.count(len(found), 'litige')} : {formats.count(n_open, 'ouvert')}, {formats.number(len(closed))} clos"
        ),
        note="toutes les années" if year is None else f"ouverts en {year}",
        parts=(UNPAID, COMPLAINTS),
        heads=(
            Head("État"),
            Head("Étape ou motif"),
            Head(UNPAID, Form.NUMBER),
            Head(COMPLAINTS, Form.NUMBER),
            Head("Total", Form.NUMBER),
        ),
        lines=tuple(_dispute_lines(found)) if found else (),
        how=_sentences(
            "Compté : chaque litige une fois, à son étape d’aujourd’hui s’il est ouvert, à son motif de clôture sinon.",
            "Une réclamation est « amiable » tant qu’elle n’est ni en médiation (« amiable assisté ») ni devant le juge.",
            "L’année est celle de l’ouverture du litige. Pas compté : ce qui est dans la corbeille.",
        ),
        empty=typographic(
            "Aucun litige : il n’y a rien à dessiner." if year is None else f"Aucun litige ouvert en {year}."
        ),
    )


def _dispute_lines(found: Sequence[CountedDispute]) -> Iterator[Line]:
    for stage in DisputeStage:
        if stage is not DisputeStage.CLOSED:
            yield _dispute_line("Ouverts", stage.label, [one for one in found if one.stage is stage])
    for reason in ClosingReason:
        yield _dispute_line("Clos", reason.label, [one for one in found if one.reason is reason])


def _dispute_line(group: str, label: str, held: Sequence[CountedDispute]) -> Line:
    unpaid = sum(1 for one in held if one.kind is DisputeKind.UNPAID)
    complaints = len(held) - unpaid
    parts = [formats.count(unpaid, "impayé")] if unpaid else []
    parts += [formats.count(complaints, "réclamation")] if complaints else []
    more = f" ({', '.join(parts)})" if held else ""
    return Line(
        values=(group, label, unpaid, complaints, len(held)),
        said=typographic(f"{group}, {label} : {formats.count(len(held), 'litige')}{more}"),
        counted=tuple(
            Counted(
                one.client_name,
                f"{one.reference} · {one.kind.label}, {_dates(one)}",
                None,
                ("dispute", one.id),
            )
            for one in held
        ),
        bar=Bar(label, (unpaid, complaints), formats.number(len(held)), group),
    )


def _dates(one: CountedDispute) -> str:
    opened = f"ouvert le {formats.date_short(one.opened_on)}"
    return opened if one.closed_on is None else f"{opened}, clos le {formats.date_short(one.closed_on)}"


# ---- days to be paid -------------------------------------------------------------------------------------------------
def delays(desk: "Desk") -> Chart:
    """How long each client takes to pay after the due date: the slowest drawn, all in the table."""
    found = charts.delays(desk)
    averaged = [one for one in found if one.average is not None]
    few = len(found) - len(averaged)
    late = sum(1 for one in averaged if (one.average or 0) > 0)
    words = f"{formats.count(late, 'client paie', 'clients paient')} en retard en moyenne, sur {len(averaged)}"
    how = [
        "Compté : les jours entre l’échéance et le jour où la facture a été payée en entier (principal, avoirs déduits) ; un "
        "paiement en avance compte en moins. La moyenne est arrondie au jour.",
        "Pas compté : ce qui n’est pas encore payé en entier, et les intérêts reçus ensuite.",
    ]
    if few:
        pay = formats.count(few, "client n’a", "clients n’ont")
        how.append(
            f"Trop peu de factures : {pay} qu’une facture payée, ce qui ne fait pas une moyenne (voir le tableau)."
        )
    if len(averaged) > SLOWEST:
        how.append(f"Les {SLOWEST} clients les plus lents sont dessinés ; le tableau les a tous.")
    return Chart(
        title="Délai de paiement par client",
        summary=typographic(words) if averaged else "Trop peu de factures payées pour une moyenne",
        note="jours après l’échéance",
        heads=(
            Head("Client"),
            Head("Payées", Form.NUMBER),
            Head("Moyenne (jours)", Form.NUMBER),
            Head("Au pire (jours)", Form.NUMBER),
            Head("Remarque"),
        ),
        lines=tuple(_delay_line(one, drawn=place < SLOWEST) for place, one in enumerate(found)),
        how=_sentences(*how),
        empty=typographic("Aucune facture payée en entier pour l’instant : il n’y a pas de délai à mesurer."),
    )


def _delay_line(one: ClientDelay, *, drawn: bool) -> Line:
    average, many = one.average, formats.count(len(one.paid), "facture payée", "factures payées")
    words = "trop peu de factures" if average is None else _delay(average)
    worst = f"au pire {_delay(one.worst)}"
    return Line(
        values=(one.name, len(one.paid), average, one.worst, words if average is None else ""),
        said=typographic(f"{one.name} : {words}{'' if average is None else ' en moyenne'}, {worst}, {many}"),
        counted=tuple(
            Counted(
                paid.number,
                f"échue le {formats.date_short(paid.due_on)}, payée le {formats.date_short(paid.paid_on)}",
                paid.days,
                ("invoice", paid.id),
                _delay(paid.days),
            )
            for paid in one.paid
        ),
        bar=Bar(
            one.name, (max(0, average),), f"{_delay(average)} · {worst} · {formats.count(len(one.paid), 'facture')}"
        )
        if average is not None and drawn
        else None,
    )


def _delay(days: int) -> str:
    if days == 0:
        return "à l’échéance"
    return f"{formats.count(abs(days), 'jour')}{' d’avance' if days < 0 else ''}"


# ---- costs -----------------------------------------------------------------------------------------------------------
def costs(desk: "Desk") -> Chart:
    """What disputes and mediations cost, a bar a year."""
    found = charts.costs(desk)
    total = Money.total(one.amount for year in found.years for one in year.all)
    how = list(WHERE_COSTS_GO)
    if found.undated:
        many = formats.count(len(found.undated), "médiation")
        how.append(f"Sans date, donc dans aucune année : {many}, {formats.money(_sum(found.undated))}.")
    return Chart(
        title="Ce que coûtent les litiges et les médiations",
        summary=typographic(f"{formats.money(total)} en tout"),
        note="par année",
        parts=("Démarches", "Médiations", "Conventions"),
        heads=(
            Head("Année"),
            Head("Démarches", Form.MONEY),
            Head("Médiations", Form.MONEY),
            Head("Conventions", Form.MONEY),
            Head("Total", Form.MONEY),
            Head("Recommandés envoyés", Form.NUMBER),
        ),
        lines=tuple(_year_line(one) for one in found.years),
        how=_sentences(*how),
        empty=typographic(
            "Aucun coût noté pour l’instant : ils se notent dans chaque démarche, chaque médiation et chaque convention."
        ),
    )


def _year_line(one: YearOfCosts) -> Line:
    kinds = (("démarches", one.procedures), ("médiations", one.mediations), ("conventions", one.conventions))
    total = _sum(one.all)
    said = [f"{name} {formats.money(_sum(held))}" for name, held in kinds if held]
    letters = formats.count(one.registered, "recommandé envoyé", "recommandés envoyés")
    said += [f"{letters}, prix non noté"] if one.registered else []
    return Line(
        values=(str(one.year), *(_sum(held) for _, held in kinds), total, one.registered),
        said=typographic(f"{one.year} : {formats.money(total)} ({', '.join(said)})"),
        counted=tuple(Counted(cost.who, _dated(cost), cost.amount, cost.record) for cost in one.all),
        bar=Bar(str(one.year), tuple(_sum(held).cents for _, held in kinds), formats.money(total)),
    )


def _dated(cost: Cost) -> str:
    return cost.what if cost.day is None else f"{cost.what}, {formats.date_short(cost.day)}"


def _sum(found: Sequence[Cost]) -> Money:
    return Money.total(one.amount for one in found)


def _sentences(*said: str) -> tuple[str, ...]:
    return tuple(typographic(one) for one in said)


CHARTS: Final[tuple[tuple[str, str, Callable[["Desk", date, int | None], Chart]], ...]] = (
    ("money", "Argent attendu", lambda desk, today, _year: money_by_age(desk, today)),
    ("disputes", "Litiges", lambda desk, _today, year: disputes(desk, year)),
    ("delays", "Délais de paiement", lambda desk, _today, _year: delays(desk)),
    ("costs", "Coûts", lambda desk, _today, _year: costs(desk)),
)
