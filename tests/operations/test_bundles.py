"""The dossier handed over: what it holds for whom, what it leaves out, and what a cancelled one leaves behind."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from litigedesk.bundle.work import Cancelled
from litigedesk.desk import Desk
from litigedesk.domain.insurance import InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.matter import of_claim, of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Event, Invoice, Profile
from litigedesk.domain.vocabulary import DisputeKind, DisputeStage, EventKind, SendMethod
from litigedesk.errors import StorageError
from litigedesk.operations import bundles, disputes, insurance_claims, letters, pieces, policies, profile
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import pieces as queries
from tests.bundle import samples
from tests.exchange import outlook_file
from tests.operations import portage_world

TODAY = date(2026, 11, 22)
LETTER_OF_CLIENT = Incoming("courrier.txt", b"Nous paierons en fin de mois.")


def mail() -> Incoming:
    message = EmailMessage()
    message["From"], message["To"] = "compta@boreal.example", "camille@roussel.example"
    message["Subject"], message["Date"] = "Votre facture", "Tue, 03 Nov 2026 10:00:00 +0100"
    message.set_content("La facture sera réglée.")
    return Incoming("reponse.eml", bytes(message))


def silent(_done: int, _total: int, _what: str) -> None:
    """Nobody looks on."""


def going_on() -> bool:
    return False


def make(desk: Desk, matter: object, target: Path, **wanted: object) -> None:
    bundles.make(desk, matter, target, bundles.Wanted(**wanted), silent, going_on)  # type: ignore[arg-type]


def text_of(path: Path) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.fixture
def dossier(desk: Desk, unpaid: Dispute) -> Dispute:
    """An unpaid dispute with a reminder sent, an e-mail and a paper among its pieces."""
    choices = letters.Choices(written_on=TODAY, send_method=SendMethod.EMAIL, reply_by=date(2026, 12, 1))
    letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", choices, sent_on=TODAY)
    pieces.add(desk, of_dispute(unpaid.id or 0), [mail(), LETTER_OF_CLIENT])
    return unpaid


def test_a_dossier_holds_cover_statement_letter_chronology_and_each_piece(
    desk: Desk, dossier: Dispute, tmp_path: Path
) -> None:
    make(desk, of_dispute(dossier.id or 0), tmp_path / "d.pdf", audience="bailiff")
    text = text_of(tmp_path / "d.pdf")
    for words in (
        "Atelier Boréal SARL", "Bordereau de pièces", "Décompte au 22 novembre 2026", "Relance amiable", "Chronologie",
        "Votre facture", "La facture sera réglée.", "Nous paierons en fin de mois.",
    ):  # fmt: skip
        assert words in text.replace("\u00a0", " "), words


def test_a_letter_handed_over_as_a_piece_is_not_there_twice(desk: Desk, dossier: Dispute) -> None:
    matter = of_dispute(dossier.id or 0)
    assert [one.title for one in bundles.facts(desk, matter, bundles.Wanted()).letters] == ["Relance amiable"]
    pieces.add_known(desk, matter, queries.known_papers(desk, matter))
    given = bundles.facts(desk, matter, bundles.Wanted())
    assert given.letters == ()
    assert len(given.pieces) == 3
    assert "letters" not in {need.section for need in given.audience.needs}  # the reader is sent to the pieces


def test_a_reminder_is_no_formal_notice(desk: Desk, dossier: Dispute, tmp_path: Path) -> None:
    given = bundles.facts(desk, of_dispute(dossier.id or 0), bundles.Wanted(audience="lawyer"))
    lacking = {need.label: [kind.label for kind in given.lacking(need)] for need in given.audience.needs}
    assert lacking["La mise en demeure"] == ["Mise en demeure"]
    assert lacking["Les courriers envoyés"] == []
    make(desk, of_dispute(dossier.id or 0), tmp_path / "d.pdf", audience="lawyer")
    front = text_of(tmp_path / "d.pdf").partition("Où trouver")[2][:400]
    assert "Les courriers envoyés" in front
    assert "La mise en demeure" not in front


def test_what_is_confidential_stays_out_and_is_named_and_the_mediator_has_it(desk: Desk, dossier: Dispute) -> None:
    matter = of_dispute(dossier.id or 0)
    secret = queries.rows(desk, matter)[1].piece
    pieces.save(desk, replace(secret, confidential=True))
    disputes.save_event(
        desk,
        Event(
            dispute_id=dossier.id,
            kind=EventKind.MEETING,
            happened_on=TODAY,
            title="Séance de médiation",
            confidential=True,
        ),
    )
    given = bundles.facts(desk, matter, bundles.Wanted(audience="lawyer"))
    assert [one.number for one in given.pieces] == [1]
    assert given.left_out == (f"Pièce n°\u00a02 — {secret.title}",)
    assert "Séance de médiation" not in [one.title for one in given.chronology]
    shown = bundles.facts(desk, matter, bundles.Wanted(audience="mediator", with_confidential=True))
    assert [one.number for one in shown.pieces] == [1, 2]
    assert shown.left_out == ()


def test_own_notes_are_nobody_elses_business(desk: Desk, dossier: Dispute) -> None:
    disputes.save_event(
        desk, Event(dispute_id=dossier.id, kind=EventKind.NOTE, happened_on=TODAY, title="Penser à rappeler")
    )
    given = bundles.facts(desk, of_dispute(dossier.id or 0), bundles.Wanted())
    assert "Penser à rappeler" not in [one.title for one in given.chronology]


def test_the_archive_holds_the_very_files_and_a_page_any_browser_reads(
    desk: Desk, dossier: Dispute, tmp_path: Path
) -> None:
    make(desk, of_dispute(dossier.id or 0), tmp_path / "d.zip")
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    assert LETTER_OF_CLIENT.data in kept.values()
    assert mail().data in kept.values()
    assert any(name.endswith("index.html") for name in kept)


def test_a_name_that_ends_otherwise_is_refused(desk: Desk, dossier: Dispute, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"\.pdf ou \.zip"):
        make(desk, of_dispute(dossier.id or 0), tmp_path / "d.doc")
    assert list(tmp_path.glob("d.*")) == []


@pytest.mark.parametrize("suffix", [".pdf", ".zip"])
def test_given_up_it_leaves_nothing_behind(desk: Desk, dossier: Dispute, tmp_path: Path, suffix: str) -> None:
    place = tmp_path / "remise"
    place.mkdir()
    asked: list[str] = []

    def giving_up() -> bool:
        return len(asked) > 1

    with pytest.raises(Cancelled):
        bundles.make(
            desk,
            of_dispute(dossier.id or 0),
            place / f"d{suffix}",
            bundles.Wanted(),
            lambda _done, _total, what: asked.append(what),
            giving_up,
        )
    assert list(place.iterdir()) == []


def test_a_claim_is_handed_to_the_insurer_with_its_own_pieces(
    desk: Desk, me: object, new_client: Callable[..., Client], tmp_path: Path
) -> None:
    claim = insurance_claims.save(
        desk, InsuranceClaim(title="Perte de données", known_on=TODAY, client_id=new_client().id), []
    ).value
    pieces.add(desk, of_claim(claim.id or 0), [LETTER_OF_CLIENT])
    make(desk, of_claim(claim.id or 0), tmp_path / "s.pdf", audience="insurer")
    text = text_of(tmp_path / "s.pdf").replace("\u00a0", " ")
    assert claim.reference in text
    assert "Nous paierons en fin de mois." in text


def test_under_the_portage_companys_policy_the_company_is_the_insured(desk: Desk) -> None:
    company = portage_world.company_of(desk, street="2 quai du Large", postcode="17000", city="La Rochelle")
    held = Policy(
        holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id, insurer="Mutuelle du Large", street_extra="Bât. B"
    )
    profile.save(desk, Profile(name="Camille Roussel", siret="73282932000074"))
    policy = policies.save(desk, held, []).value
    claim = insurance_claims.save(desk, InsuranceClaim(title="Retard", policy_id=policy.id, known_on=TODAY)).value
    assert bundles.proposed_audience(desk, of_claim(claim.id or 0)) == "insurer"  # the company hands it on
    facts = bundles.facts(desk, of_claim(claim.id or 0), bundles.Wanted(audience="insurer"))
    insured, worker, insurer, _third = facts.parties
    assert (insured.role, *insured.lines) == ("Assuré", company.name, "2 quai du Large", "17000 LA ROCHELLE")
    assert (worker.role, worker.lines[0]) == ("Salarié porté", "Camille Roussel")  # without « EI » nor SIRET
    assert not any("SIRET" in line for line in worker.lines)
    assert insurer.lines == ("Mutuelle du Large", "Bât. B")


def test_an_e_mail_and_a_note_are_pages_and_a_page_of_the_web_is_not(
    desk: Desk, dossier: Dispute, tmp_path: Path
) -> None:
    matter = of_dispute(dossier.id or 0)
    pieces.add(desk, matter, [Incoming("page.html", b"<!DOCTYPE html><html><body><p>Promis</p></body></html>")])
    report = bundles.make(desk, matter, tmp_path / "d.pdf", bundles.Wanted(), silent, going_on)
    assert [slip.number for slip in report.slips] == [3]
    assert "De compta@boreal.example" in text_of(tmp_path / "d.pdf")


def test_a_file_that_holds_a_pdf_is_none(desk: Desk, dossier: Dispute, tmp_path: Path) -> None:
    matter, held, stored = of_dispute(dossier.id or 0), BytesIO(), samples.pdf()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("f.pdf", stored)
    assert b"%PDF-" in held.getvalue()[:1024]
    told = outlook_file.compound_file(outlook_file.message())
    pieces.add(desk, matter, [Incoming("lot.zip", held.getvalue()), Incoming("relance.msg", told)])
    report = bundles.make(desk, matter, tmp_path / "d.pdf", bundles.Wanted(), silent, going_on)
    assert [(slip.number, slip.why) for slip in report.slips] == [
        (3, "Ce type de fichier ne peut pas être montré en pages.")
    ]


@pytest.mark.parametrize(
    ("stage", "audience"),
    [
        (DisputeStage.AMICABLE, "lawyer"),
        (DisputeStage.FORMAL_NOTICE, "lawyer"),
        (DisputeStage.ASSISTED, "conciliator"),
        (DisputeStage.JUDICIAL, "court"),
    ],
)
def test_whom_a_dossier_usually_goes_to_follows_its_stage(
    desk: Desk, dossier: Dispute, stage: DisputeStage, audience: str
) -> None:
    disputes.set_stage(desk, dossier.id or 0, stage)
    assert bundles.proposed_audience(desk, of_dispute(dossier.id or 0)) == audience


def test_a_claim_goes_to_the_insurer_and_a_complaint_to_the_mediator(
    desk: Desk, me: object, new_client: Callable[..., Client]
) -> None:
    client_id = new_client().id or 0
    claim = insurance_claims.save(desk, InsuranceClaim(title="Panne", known_on=TODAY, client_id=client_id), []).value
    dispute = Dispute(client_id=client_id, kind=DisputeKind.COMPLAINT, opened_on=TODAY)
    complaint = disputes.open_dispute(desk, dispute, []).value
    assert bundles.proposed_audience(desk, of_claim(claim.id or 0)) == "insurer"
    assert bundles.proposed_audience(desk, of_dispute(complaint.id or 0)) == "mediator"


def test_what_is_asked_leaves_out_the_contested_part(desk: Desk, dossier: Dispute) -> None:
    matter = of_dispute(dossier.id or 0)
    whole = bundles.facts(desk, matter, bundles.Wanted()).asked
    invoice_ids = [one.id or 0 for one in desk.table(Invoice).where(order="id", dispute_id=dossier.id)]
    disputes.save(
        desk, replace(desk.table(Dispute).get(dossier.id or 0), contested_amount=Money.of("500.00")), invoice_ids
    )
    part = bundles.facts(desk, matter, bundles.Wanted()).asked
    assert part != whole
    assert "part contestée, en plus" in part[0].replace("\u00a0", " ").replace("\u202f", " ")
