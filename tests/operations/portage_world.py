"""What the tests of portage, policies and insurance claims share: the records around them, and letters about them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from litigedesk.desk import Desk
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.matter import Matter
from litigedesk.domain.money import ZERO
from litigedesk.domain.portage import PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Client, Contract, Event, Letter
from litigedesk.domain.vocabulary import EventAuthor, EventKind, SendMethod, ValidationAnswer
from litigedesk.errors import InvalidInput
from litigedesk.operations import clients, insurance_claims, portage
from litigedesk.operations.outcome import Outcome
from tests.operations.mediation_world import dump

TODAY = date(2026, 11, 22)
KNOWN = date(2026, 11, 6)  # five working days end on 16 November


def day(number: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, number)


def company_of(desk: Desk, name: str = "Portage du Littoral", **fields: Any) -> PortageCompany:
    """A portage company on file."""
    known = {"guarantor": "Caisse de garantie", "insurer": "Mutuelle du Large", "policy_number": "RC-1"}
    return portage.save_company(desk, PortageCompany(name=name, **{**known, **fields})).value


def firm(desk: Desk, name: str = "Atelier Boréal SARL") -> Client:
    """A client of the mission."""
    return clients.save(desk, Client(name=name), [], []).value


def three_party(desk: Desk, company: PortageCompany, client: Client, **fields: Any) -> Contract:
    """A mission begun on 5 October 2026; the fields are those of its three-party part."""
    contract = Contract(client_id=client.id or 0, reference="T-1", title="Refonte", starts_on=date(2026, 10, 5))
    parties = Tripartite(contract_id=0, company_id=company.id or 0, **fields)
    return portage.save(desk, contract, parties).value


def parties_of(desk: Desk, contract: Contract) -> Tripartite:
    """The three-party part as it is kept."""
    (found,) = desk.table(Tripartite).where(contract_id=contract.id)
    return found


def sending(
    contract: Contract, sent: int, answer: ValidationAnswer | None = None, answered: int | None = None
) -> ValidationRound:
    """A sending of November 2026 with its answer."""
    return ValidationRound(
        contract_id=contract.id or 0,
        sent_on=day(sent),
        answer=answer,
        answered_on=None if answered is None else day(answered),
        corrections="Le délai de paiement" if answer is ValidationAnswer.CORRECTIONS else "",
    )


def incident(desk: Desk, **fields: Any) -> InsuranceClaim:
    """A claim known on 6 November 2026."""
    return insurance_claims.save(
        desk, InsuranceClaim(**{"title": "Fichiers effacés", "known_on": KNOWN, **fields})
    ).value


def claim_now(desk: Desk, claim: InsuranceClaim) -> InsuranceClaim:
    """The claim as it is kept."""
    return desk.table(InsuranceClaim).get(claim.id or 0)


def letter_about(
    desk: Desk,
    matter: Matter,
    template: str,
    sent_on: date | None,
    *,
    method: SendMethod = SendMethod.EMAIL,
    note: Callable[[Desk, Letter], None],
    dispute_id: int | None = None,
) -> Letter:
    """A letter on file with its line, as the letters do it: stored, then told to what it is about, in one step."""
    with desk.db.transaction("Lettre enregistrée dans le dossier"):
        letter = Letter(
            dispute_id=dispute_id,
            template=template,
            title="Lettre",
            written_on=sent_on or day(9),
            send_method=method,
            amount_due=ZERO,
            sent_on=sent_on,
        )
        letter = desk.table(Letter).insert(replace(letter, **{matter.column: matter.id}))  # type: ignore[arg-type]
        if letter.insurance_claim_id is not None:
            line = Event(
                dispute_id=dispute_id,
                insurance_claim_id=letter.insurance_claim_id,
                letter_id=letter.id,
                kind=EventKind.LETTER,
                author=EventAuthor.PROGRAM,
                happened_on=letter.written_on,
                title="Lettre",
            )
            desk.table(Event).insert(line)
        note(desk, letter)
    return letter


def can_be_taken_back(desk: Desk, act: Callable[[], Outcome[Any]]) -> Any:
    """What an operation gives, once undo has put everything back and redo has done the same again."""
    before = dump(desk)
    value = act().value
    after = dump(desk)
    desk.undo()
    assert dump(desk) == before
    desk.redo()
    assert dump(desk) == after
    return value


def goes_and_comes_back(desk: Desk, delete: Callable[[], Outcome[None]]) -> str:
    """The label of a deletion that leaves no broken link, can be undone, and that the trash takes back whole."""
    from litigedesk.operations import trash

    before = _whatever_the_numbers(dump(desk))
    can_be_taken_back(desk, delete)
    assert desk.db.rows("SELECT * FROM pragma_foreign_key_check") == []
    entry = desk.trash.all()[0]
    can_be_taken_back(desk, lambda: trash.restore(desk, entry.id or 0))
    assert _whatever_the_numbers(dump(desk)) == before
    return entry.label


def _whatever_the_numbers(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Dates and lines that follow from other records are made anew: their numbers may differ."""
    made = {name: sorted((None, *map(str, row[1:])) for row in rows[name]) for name in ("deadline", "event")}
    return {**rows, **made}


def faults(error: InvalidInput) -> list[tuple[str, bool]]:
    """The fields at fault, and whether each refuses."""
    return [(problem.field, problem.blocking) for problem in error.problems]


def blocking(error: InvalidInput) -> list[str]:
    """The fields that refuse."""
    return [problem.field for problem in error.problems if problem.blocking]
