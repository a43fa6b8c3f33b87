"""The three proofs of an unpaid invoice, in every state: there, weak or missing, each with its papers and how to do better."""

from dataclasses import replace
from datetime import date

import pytest

from litigedesk.domain.money import Money
from litigedesk.domain.portage import DeliveryProof, Tripartite
from litigedesk.domain.records import Contract, Invoice
from litigedesk.domain.vocabulary import ContractKind, DeliveryProofKind
from litigedesk.rules import proofs
from litigedesk.rules.proofs import Proof, ProofKind, ProofState

SIGNED = date(2026, 3, 2)
PRESENT, WEAK, MISSING = ProofState.PRESENT, ProofState.WEAK, ProofState.MISSING
CONTRACT = Contract(id=1, client_id=1, kind=ContractKind.SERVICE, reference="C-1", signed_on=SIGNED, file_id=11)
PARTIES = Tripartite(contract_id=1, company_id=1, client_signed_on=SIGNED, client_file_id=12)
INVOICE = Invoice(
    id=1, client_id=1, number="F-1", issued_on=date(2026, 4, 29), due_on=date(2026, 5, 31), net=Money.of(100),
    gross=Money.of(120), file_id=13,
)  # fmt: skip
REPORT = DeliveryProof(
    contract_id=1, kind=DeliveryProofKind.ACTIVITY_REPORT, month=date(2026, 3, 1), made_on=date(2026, 4, 1),
    signed_on=date(2026, 4, 2), file_id=14,
)  # fmt: skip


def found(
    contracts: tuple[Contract, ...] = (),
    parties: tuple[Tripartite, ...] = (),
    deliveries: tuple[DeliveryProof, ...] = (),
    invoices: tuple[Invoice, ...] = (),
) -> dict[ProofKind, Proof]:
    made = proofs.of_unpaid(contracts, parties, deliveries, invoices)
    assert [one.kind for one in made] == list(ProofKind)
    assert all((one.how == "") is (one.state is PRESENT) for one in made)
    assert proofs.lacking(made) == tuple(one for one in made if one.state is not PRESENT)
    return {one.kind: one for one in made}


def test_nothing_is_there_and_each_says_how_to_get_it() -> None:
    assert {one.state for one in found().values()} == {MISSING}
    assert all(one.pieces == () for one in found().values())


def test_all_three_are_there() -> None:
    whole = found((CONTRACT,), (), (REPORT,), (INVOICE,))
    assert {one.state for one in whole.values()} == {PRESENT}
    assert [piece.file_id for one in whole.values() for piece in one.pieces] == [11, 13, 14]


# ---- the order -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("contract", "parties", "state", "said"),
    [
        ({}, None, PRESENT, "Le contrat signé est dans le dossier."),
        ({"file_id": None}, None, WEAK, "sans fichier joint"),
        ({"signed_on": None}, None, WEAK, "sans signature du client notée"),
        ({"signed_on": None, "file_id": None}, None, WEAK, "sans fichier joint"),
        ({}, {}, PRESENT, "Le contrat signé"),
        (
            {"signed_on": None, "file_id": None},
            {},
            PRESENT,
            "Le contrat signé",
        ),  # the client alone has signed: it is theirs
        ({}, {"client_signed_on": None}, WEAK, "sans signature du client"),
        ({"file_id": None}, {"client_file_id": None}, WEAK, "sans fichier"),
    ],
)
def test_an_order_needs_the_clients_signature_and_its_paper(
    contract: dict[str, object], parties: dict[str, object] | None, state: ProofState, said: str
) -> None:
    three = () if parties is None else (replace(PARTIES, **parties),)  # type: ignore[arg-type]
    one = found((replace(CONTRACT, **contract),), three)[ProofKind.ORDER]  # type: ignore[arg-type]
    assert (one.state, said in one.sentence) == (state, True), one.sentence
    assert len(one.pieces) == 1


def test_one_good_order_is_enough() -> None:
    unsigned = replace(CONTRACT, id=2, reference="C-2", signed_on=None)
    order = found((unsigned, CONTRACT))[ProofKind.ORDER]
    assert order.state is PRESENT
    assert [piece.title for piece in order.pieces] == [
        "Contrat de prestation C-2",
        "Contrat de prestation C-1, signé par le client le 2\u00a0mars\u00a02026",
    ]


# ---- the invoices ----------------------------------------------------------------------------------------------------
def test_each_invoice_needs_its_paper() -> None:
    bare = replace(INVOICE, id=2, number="F-2", file_id=None)
    assert found(invoices=(INVOICE,))[ProofKind.INVOICE].state is PRESENT
    some = found(invoices=(INVOICE, bare))[ProofKind.INVOICE]
    assert (some.state, some.sentence) == (WEAK, "1\u00a0facture sans fichier joint.")
    none = found(invoices=(bare, replace(bare, number="F-3")))[ProofKind.INVOICE]
    assert (none.state, none.sentence) == (MISSING, "2\u00a0factures sans fichier joint.")


# ---- the delivery ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "state", "said"),
    [
        ({}, PRESENT, "signée par le client"),
        ({"signed_on": None}, WEAK, "non signée"),
        ({"file_id": None}, WEAK, "sans fichier"),
        ({"signed_on": None, "file_id": None}, WEAK, "non signée"),
    ],
)
@pytest.mark.parametrize("kind", DeliveryProofKind)
def test_a_delivery_needs_the_clients_signature_and_its_paper(
    kind: DeliveryProofKind, changes: dict[str, object], state: ProofState, said: str
) -> None:
    delivered = replace(REPORT, kind=kind, title="Maquettes", **changes)  # type: ignore[arg-type]
    one = found(deliveries=(delivered,))[ProofKind.DELIVERY]
    assert (one.state, said in one.sentence) == (state, True), one.sentence


def test_a_signed_delivery_and_another_with_its_paper_do_not_make_one() -> None:
    noted = replace(REPORT, file_id=None)
    unsigned = replace(REPORT, signed_on=None)
    one = found(deliveries=(noted, unsigned))[ProofKind.DELIVERY]
    assert (one.state, one.sentence) == (WEAK, "Livraison notée, sans fichier joint.")


def test_papers_are_called_by_their_month_or_title() -> None:
    deliverable = replace(REPORT, kind=DeliveryProofKind.DELIVERABLE, month=None, title="Maquettes ", signed_on=None)
    accepted = replace(REPORT, kind=DeliveryProofKind.ACCEPTANCE, month=None, title="")
    titles = [piece.title for piece in found(deliveries=(REPORT, deliverable, accepted))[ProofKind.DELIVERY].pieces]
    assert titles == [
        "CRA de mars\u00a02026, signé le 2\u00a0avril\u00a02026",
        "Livrable daté\u00a0: Maquettes, non signé",
        "PV de recette, signé le 2\u00a0avril\u00a02026",
    ]
