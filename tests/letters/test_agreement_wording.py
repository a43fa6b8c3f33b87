"""What agreements and letters about them say, in the golden texts and out of them."""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from litigedesk.domain.money import Money
from litigedesk.errors import MissingFacts, Refused
from litigedesk.letters import catalogue, ids
from litigedesk.letters.blocks import PageBreak, Paragraph, Role, plain
from litigedesk.letters.template import Family
from tests.letters import agreement_samples, samples
from tests.letters.agreement_samples import OF_CONSUMER, SCHEDULE, SETTLED, SIGNED, parts

GOLDEN = Path(__file__).parent / "golden"
NAMES = [f"{template}.{variant}" for template, variant, _ in agreement_samples.VARIANTS]


def text_of(template: str, status: str = "ei", **changes: Any) -> str:
    return catalogue.render(catalogue.template(template), agreement_samples.facts(template, status, **changes)).text()


def said(template: str, status: str = "ei", **changes: Any) -> str:
    """The text with plain spaces."""
    return re.sub("[\u00a0\u202f]", " ", text_of(template, status, **changes))


@pytest.mark.parametrize("status", ["ei", "company"])
@pytest.mark.parametrize(("template", "variant", "changes"), agreement_samples.VARIANTS, ids=NAMES)
def test_a_letter_reads_as_its_golden_text(template: str, variant: str, changes: dict[str, Any], status: str) -> None:
    """``LETTERS_GOLDEN=write`` in the environment writes the texts anew; read the difference before committing it."""
    path = GOLDEN / f"{template}.{variant}.{status}.txt"
    text = text_of(template, status, **changes).replace("\f", "=== page ===")
    if os.environ.get("LETTERS_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_letter_about_an_agreement_has_a_golden_text() -> None:
    known = {one.id for one in catalogue.catalogue() if one.family is Family.AGREEMENT}
    assert known == set(agreement_samples.TEMPLATES) == {template for template, _, _ in agreement_samples.VARIANTS}


# ---- what the law asks of them ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", [ids.SCHEDULE, ids.ACKNOWLEDGMENT, ids.SETTLEMENT])
@pytest.mark.parametrize("chosen", [True, False])
def test_the_whole_becomes_due_only_if_the_agreement_says_so_and_after_notice(template: str, chosen: bool) -> None:
    agreement = replace(agreement_samples.STARTS[template]["agreement"], acceleration=chosen)
    text = said(template, agreement=agreement, instalments=parts("1000", "1688.12"))
    assert ("toute la somme restant due devient exigible" in text) is chosen
    assert ("en demeure de le payer, par lettre recommandée" in text) is chosen


@pytest.mark.parametrize("template", [ids.SCHEDULE, ids.ACKNOWLEDGMENT])
def test_a_debt_is_recognised_in_figures_and_in_words(template: str) -> None:
    text = said(template)
    assert "2 688,12 € (deux mille six cent quatre-vingt-huit euros et douze centimes)" in text
    assert "interrompt la prescription (article 2240 du code civil)" in text


def test_the_debtor_writes_the_sum_by_hand() -> None:
    text = said(ids.ACKNOWLEDGMENT)
    assert "article 1376 du code civil" in text
    assert "la somme de deux mille six cent quatre-vingt-huit euros et douze centimes (2 688,12 €)" in text
    assert text.count("…" * 54) == 3
    assert "Le créancier\n" not in text, "only the debtor signs"


@pytest.mark.parametrize("template", [ids.SCHEDULE, ids.SETTLEMENT])
def test_an_agreement_is_signed_on_both_sides_on_a_page_of_its_own(template: str) -> None:
    document = catalogue.render(catalogue.template(template), agreement_samples.facts(template))
    place = next(at for at, block in enumerate(document.blocks) if isinstance(block, PageBreak))
    title = document.blocks[place + 1]
    assert isinstance(title, Paragraph)
    assert title.role is Role.HEADING
    assert plain(title.runs) in {"Protocole d’échéancier", "Accord transactionnel"}
    text = document.text().replace("\u00a0", " ")
    assert text.count("Date et signature") == 2
    assert "deux exemplaires originaux" in text


@pytest.mark.parametrize("runs", [True, False])
def test_interest_runs_during_a_schedule_only_when_chosen(runs: bool) -> None:
    text = said(ids.SCHEDULE, agreement=replace(SCHEDULE, interest_runs=runs))
    assert ("les intérêts continuent de courir" in text) is runs
    assert ("aucun intérêt n’est demandé pour la période qui suit le 22 novembre 2026" in text) is not runs


def test_a_consumer_who_was_not_put_on_notice_owes_interest_only_from_a_notice_to_come() -> None:
    consumer = {"kind": "consumer", "instalments": parts("1000", "1500")}
    before = said(ids.SCHEDULE, agreement=OF_CONSUMER, **consumer)
    assert "court sur la somme impayée à compter d’une mise en demeure (article 1231-6 du code civil)" in before
    assert "sont dus" not in before
    after = said(
        ids.SCHEDULE,
        agreement=replace(OF_CONSUMER, interest=Money.of(20)),
        statement=agreement_samples.LEGAL,
        **consumer,
    )
    assert "les intérêts de cette période sont dus sur le principal restant dû, au taux de l’intérêt légal" in after


def test_an_acknowledgment_payable_at_once_gives_up_no_interest_to_come() -> None:
    text = said(ids.ACKNOWLEDGMENT, instalments=())
    assert "Les intérêts de la période qui suit le 22 novembre 2026 ne sont pas compris dans cette somme" in text
    assert "Aucun intérêt" not in text


def test_a_settlement_gives_concessions_on_both_sides_and_ends_that_dispute_only() -> None:
    text = said(ids.SETTLEMENT)
    for words in (
        "articles 2044",
        "articles 2048 et 2049",
        "article 2052",
        "reprendre ces deux pages",
        "retirer sa contestation",
    ):
        assert words in text
    assert said(ids.SETTLEMENT, agreement=replace(SETTLED, confidential=False)).count("Confidentialité") == 0


def test_a_consumer_reads_of_no_recovery_fee_and_only_of_the_legal_rate() -> None:
    for template, variant, changes in agreement_samples.VARIANTS:
        if changes.get("kind") == "consumer":
            text = said(template, **changes)
            for forbidden in ("ndemnité", "énalités de retard arrêtées", "L441-10", "Banque centrale"):
                assert forbidden not in text, variant


def test_a_notice_before_forfeiture_recalls_the_clause_without_quoting_it_the_sum_missed_and_all_that_is_left() -> None:
    text = said(ids.TERM_NOTICE)
    assert "mets en demeure de me payer 672,03 € (six cent soixante-douze euros et trois centimes)" in text
    assert "L’accord que vous avez signé prévoit que" in text
    assert "«" not in text, "the paper signed may have other words than ours"
    assert "soit 2 016,09 € au 22 novembre 2026" in text
    assert "exigible" not in said(ids.TERM_REMINDER)


def test_a_public_body_is_told_of_no_waiver_of_its_interest() -> None:
    line = replace(samples.public_late(), paid=Money.of(2500), total=Money.of("161.66"))
    text = said(ids.CLOSE_AMICABLY, kind="public", statement=samples.statement(line))
    assert "ne me devez plus rien" not in text
    assert "demande" not in text


# ---- what they need --------------------------------------------------------------------------------------------------
def test_what_lacks_of_an_agreement_is_listed_at_once() -> None:
    bare = replace(SETTLED, cause="", our_concessions=" ", their_concessions="")
    with pytest.raises(MissingFacts) as caught:
        said(ids.SETTLEMENT, agreement=bare)
    assert [fact.target for fact in caught.value.facts] == [
        "agreement.cause", "agreement.our_concessions", "agreement.their_concessions"
    ]  # fmt: skip
    with pytest.raises(MissingFacts, match="les versements"):
        said(ids.SCHEDULE, instalments=())
    with pytest.raises(MissingFacts, match="l’accord avec le client"):
        said(ids.SCHEDULE, agreement=None, instalments=())
    with pytest.raises(MissingFacts, match="le jour où le client a signé"):
        said(ids.TERM_NOTICE, agreement=replace(SIGNED, signed_on=None))


@pytest.mark.parametrize("template", agreement_samples.TEMPLATES)
def test_a_salarie_porte_grants_no_time_in_their_own_name(template: str) -> None:
    with pytest.raises(Refused, match="société de portage"):
        said(template, "portage", portage=True)


def test_an_agreement_with_a_public_body_is_no_letter() -> None:
    with pytest.raises(Refused, match="type de client"):
        said(ids.SCHEDULE, kind="public", agreement=OF_CONSUMER)
