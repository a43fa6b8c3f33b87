"""Each letter says what the law lets it say to each kind of client, in the golden texts and out of them."""

import os
import re
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import SendMethod, VatRegime
from litigedesk.errors import BugError, MissingFacts, NotFound, Refused
from litigedesk.letters import catalogue, facts, needs
from litigedesk.letters.blocks import block_text
from litigedesk.letters.ids import ANSWER_CONTEST, INVENTORY, PROCEDURE_OF
from tests.letters import agreement_samples, case_samples, insurance_samples, portage_samples, samples

GOLDEN = Path(__file__).parent / "golden"
VARIANTS = [
    *product(samples.TEMPLATES, samples.KINDS, ("ei", "company")),
    ("relance-amiable", "professional", "portage"),
]


def written(template: str, given: facts.LetterFacts) -> str:
    return catalogue.render(catalogue.template(template), given).text()


@pytest.mark.parametrize(("template", "kind", "status"), VARIANTS)
def test_a_letter_reads_as_its_golden_text(template: str, kind: str, status: str) -> None:
    """``LETTERS_GOLDEN=write`` in the environment writes the texts anew; read the difference before committing it."""
    path = GOLDEN / f"{template}.{kind}.{status}.txt"
    text = written(template, samples.facts(template, kind, status)).replace("\f", "=== page ===")
    if os.environ.get("LETTERS_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("template", "status", "count"), list(product(samples.TEMPLATES, ("ei", "company"), (1, 2, 5)))
)
def test_a_consumer_is_never_told_of_what_only_professionals_owe(template: str, status: str, count: int) -> None:
    text = written(template, samples.facts(template, "consumer", status, statement=samples.owed("consumer", count)))
    flat = text.replace("\u202f", " ").replace("\u00a0", " ")
    for forbidden in ("40 €", "40,00 €", "L441-10", "D441-5", "BCE", "Banque centrale", "ndemnité", "énalité", "L2192"):
        assert forbidden not in flat


@pytest.mark.parametrize("template", ["relance-amiable", "relance-ferme"])
def test_reminders_to_a_consumer_speak_of_no_interest(template: str) -> None:
    assert "ntérêt" not in written(template, samples.facts(template, "consumer"))


@pytest.mark.parametrize(
    ("kind", "articles"),
    [
        ("professional", ["L441-10", "D441-5"]),
        ("consumer", ["1231-6", "1344-1"]),
        ("public", ["L2192-13", "R2192-31", "D2192-35", "vaut réclamation écrite"]),
    ],
)
def test_a_formal_notice_cites_the_articles_of_its_client(kind: str, articles: list[str]) -> None:
    text = written("mise-en-demeure", samples.facts(kind=kind))
    assert [article for article in articles if article not in text] == []


def test_a_formal_notice_states_the_exact_sum_the_delay_and_the_reminders() -> None:
    text = written("mise-en-demeure", samples.facts())
    assert (
        "mets en demeure de me payer la somme de 2\u202f688,12\u00a0€ au plus tard le lundi 7\u00a0décembre\u00a02026"
        in text
    )
    assert "15\u00a0jours calendaires après la date de ce courrier" in text
    assert "Mes rappels des 5\u00a0octobre et 2\u00a0novembre\u00a02026 sont restés sans effet." in text


def test_no_letter_says_from_the_present_which_a_registered_email_would_make_wrong() -> None:
    texts = [
        written(template, samples.facts(template, kind)) for template, kind in product(samples.TEMPLATES, samples.KINDS)
    ]
    assert not [text for text in texts if "compter de la présente" in text]


def test_a_second_notice_to_a_consumer_says_since_when_interest_runs() -> None:
    line = samples.invoice(
        rate_mode=facts.RateMode.LEGAL, days=50, interest=Money.of("9.42"), total=Money.of("2509.42")
    )
    text = written("mise-en-demeure", samples.facts(kind="consumer", statement=samples.statement(line)))
    assert "depuis la mise en demeure que vous avez déjà reçue" in text
    assert "Somme" not in text
    assert "2\u202f509,42\u00a0€" in text


def test_a_reminder_not_noted_as_sent_is_not_recalled() -> None:
    unsent = samples.letter("relance-amiable", "Relance amiable", None)
    text = written("mise-en-demeure", samples.facts(previous_letters=(unsent,)))
    assert "sans effet" not in text


def test_a_registered_letter_among_the_earlier_ones_makes_them_letters_and_not_reminders() -> None:
    notice = replace(samples.REMINDERS[1], template="mise-en-demeure", send_method=SendMethod.REGISTERED)
    text = written("mise-en-demeure", samples.facts(previous_letters=(samples.REMINDERS[0], notice)))
    assert "Mes courriers des 5\u00a0octobre et 2\u00a0novembre\u00a02026" in text


def test_the_contested_part_is_left_out_with_its_interest() -> None:
    statement = samples.statement(samples.late(), contested_amount=Money.of(300), contested_interest=Money.of("17.77"))
    dispute = replace(samples.DISPUTE, contested_reason="il exagère")
    text = written("mise-en-demeure", samples.facts(statement=statement, dispute=dispute))
    assert "de payer 2\u202f370,35\u00a0€" in text
    assert "exagère" not in text, "the reason is the user's own note"


def test_nothing_to_claim_is_no_letter() -> None:
    paid = samples.invoice(paid=Money.of(2500), total=Money())
    with pytest.raises(Refused, match="rien à réclamer"):
        written("relance-amiable", samples.facts("relance-amiable", statement=samples.statement(paid)))


@pytest.mark.parametrize("template", ["relance-ferme", "mise-en-demeure"])
def test_a_salarie_porte_cannot_claim_in_their_own_name(template: str) -> None:
    with pytest.raises(Refused, match="société de portage"):
        written(template, samples.facts(template, status="portage"))


def test_a_consumer_with_a_recovery_fee_is_a_fault_of_the_program() -> None:
    with pytest.raises(BugError, match="fee"):
        written("mise-en-demeure", samples.facts(kind="consumer", statement=samples.statement(samples.late())))


def test_every_missing_fact_is_listed_at_once_with_the_field_to_fill() -> None:
    bare = samples.facts(
        profile=replace(samples.EI, iban="", siret="", street=" "),
        address=None,
        reply_by=None,
        statement=samples.statement(samples.invoice(performed_on=None, title="")),
    )
    with pytest.raises(MissingFacts) as caught:
        written("mise-en-demeure", bare)
    assert [fact.target for fact in caught.value.facts] == [
        "profile.street", "profile.siret", "profile.iban", "client.address", "invoice.title", "invoice.performed_on",
        "letter.reply_by",
    ]  # fmt: skip
    assert caught.value.facts[-2].record_id == 14
    assert "votre IBAN" in str(caught.value)


def test_an_empty_dispute_lacks_its_invoices() -> None:
    empty = samples.facts("relance-amiable", statement=samples.statement())
    lacking = catalogue.missing(catalogue.template("relance-amiable"), empty)
    assert [fact.key for fact in lacking] == ["dispute.invoices"]


def test_a_salarie_porte_needs_neither_number_nor_account() -> None:
    assert (
        catalogue.missing(catalogue.template("relance-amiable"), samples.facts("relance-amiable", status="portage"))
        == ()
    )


def test_the_catalogue_holds_the_letters_in_order_and_checks_what_they_need() -> None:
    assert [template.id for template in catalogue.catalogue()] == [
        *samples.TEMPLATES,
        ANSWER_CONTEST,
        *case_samples.TEMPLATES,
        INVENTORY,
        *portage_samples.TEMPLATES,
        *insurance_samples.TEMPLATES,
        *agreement_samples.TEMPLATES,
        *PROCEDURE_OF,
    ]
    for template in catalogue.catalogue():
        assert set(template.needs) <= needs.known()
        assert all(template.legal_basis_for(kind) for kind in template.client_kinds)
        assert ("ucun texte ne fixe ce délai" in template.delay_note) is (template.reply_days > 0)


def test_an_unknown_letter_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(NotFound, match="relance-amiable"):
        catalogue.template("menace")


def test_the_ledger_adds_up_to_the_sum_claimed() -> None:
    line = replace(samples.late(), credited=Money.of(100), paid=Money.of(500), total=Money.of("2088.12"))
    document = catalogue.render(catalogue.template("mise-en-demeure"), samples.facts(statement=samples.statement(line)))
    ledger = next(block_text(block) for block in document.blocks if "Total dû" in block_text(block))
    *parts, total = [
        int(re.sub(r"[^\d\u2212]", "", row.split(" | ")[1]).replace("\u2212", "-")) for row in ledger.split("\n")
    ]
    assert sum(parts) == total == 208812


def test_segments_that_do_not_add_up_by_rounding_are_left_to_the_annex() -> None:
    line = replace(samples.late(), interest=Money.of("148.13"), total=Money.of("2688.13"))
    text = written("mise-en-demeure", samples.facts(statement=samples.statement(line)))
    assert "Intérêts de retard, détaillés dans le décompte | 148,13" in text


@pytest.mark.parametrize(("day", "printed"), [(samples.TODAY, True), (samples.TODAY + timedelta(days=700), False)])
def test_the_franchise_mention_is_printed_only_while_it_is_valid(day: object, printed: bool) -> None:
    given = samples.facts("relance-amiable", written_on=day, reply_by=samples.TODAY + timedelta(days=710))
    assert ("293 B" in written("relance-amiable", given)) is printed


def test_a_registered_company_shows_its_register_and_its_vat_number() -> None:
    text = written("relance-amiable", samples.facts("relance-amiable", status="company"))
    assert "Studio Roussel SASU — 987\u202f654\u202f324 RCS Rennes — TVA FR12987654324" in text
    assert "293 B" not in text


def test_a_franchised_company_shows_the_franchise_instead() -> None:
    profile = replace(samples.COMPANY, vat_regime=VatRegime.FRANCHISE, vat_number="")
    text = written("relance-amiable", samples.facts("relance-amiable", profile=profile))
    assert "TVA non applicable, art.\u00a0293 B du CGI" in text


def test_the_annex_names_each_article_and_each_source_once() -> None:
    statement = samples.statement(
        samples.late(), legal_basis=("C. com. L441-10, II", samples.SOURCE_1, samples.SOURCE_2, "D441-5")
    )
    text = written("mise-en-demeure", samples.facts(statement=statement))
    assert "Fondement\u00a0: C.\u00a0com.\u00a0L441-10, II\u202f; D441-5." in text
    assert text.count("Taux BCE au 1er\u00a0juillet") == 1


@pytest.mark.parametrize("mode", list(facts.RateMode))
def test_every_origin_of_a_rate_has_its_sentence(mode: facts.RateMode) -> None:
    line = replace(samples.late(), rate_mode=mode)
    text = written("mise-en-demeure", samples.facts(statement=samples.statement(line)))
    assert re.search(r"calculées depuis le lendemain de l’échéance, au taux \w+", text)


def test_contracts_with_different_rates_point_to_the_annex() -> None:
    lines = (samples.late(), replace(samples.late(15), rate_mode=facts.RateMode.FIXED))
    assert "au taux indiqué pour chaque facture dans le décompte joint" in written(
        "mise-en-demeure", samples.facts(statement=samples.statement(*lines))
    )
