"""What changes from one tone of reminder to another, told in sentences."""

import pytest

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import catalogue, ladder
from litigedesk.letters.ids import LADDER

COURTEOUS, FIRM, NOTICE = (catalogue.template(one) for one in LADDER)


def told(before: int, after: int, kind: ClientKind) -> str:
    templates = (COURTEOUS, FIRM, NOTICE)
    first, second = templates[before], templates[after]
    lines = ladder.changes(first, second, kind, (first.reply_days, second.reply_days))
    return " ".join(lines).replace("\u00a0", " ")


def test_each_rung_says_what_it_claims_how_it_leaves_and_what_it_announces() -> None:
    up = told(0, 1, ClientKind.PROFESSIONAL)
    assert "Elle réclame les pénalités de retard et l’indemnité forfaitaire." in up
    assert "courrier simple au lieu de courriel" in up
    assert "Le décompte est joint." in up
    assert "Elle annonce une mise en demeure." in up
    assert "Délai" not in up
    notice = told(1, 2, ClientKind.PROFESSIONAL)
    assert "Délai proposé : 15 jours au lieu de 8." in notice
    assert "recommandé avec avis de réception" in notice
    assert "saisir le juge compétent" in notice
    assert "réclame " not in notice


def test_the_way_down_says_what_is_given_up() -> None:
    down = told(2, 0, ClientKind.PUBLIC)
    assert "ne fait que rappeler les intérêts moratoires" in down
    assert "Elle n’annonce aucune suite." in down
    assert "au-delà de 3 factures" in down


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ClientKind.CONSUMER, "l’intérêt au taux légal court après sa réception"),
        (ClientKind.PUBLIC, "vaut réclamation écrite"),
        (ClientKind.PROFESSIONAL, "la preuve à garder"),
    ],
)
def test_a_formal_notice_does_another_thing_to_each_kind_of_client(kind: ClientKind, words: str) -> None:
    assert words in told(1, 2, kind)


def test_a_consumer_is_told_of_no_fee() -> None:
    for before, after in ((0, 1), (1, 2), (2, 0)):
        assert "ndemnité" not in told(before, after, ClientKind.CONSUMER)
