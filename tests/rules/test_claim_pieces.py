"""The checklist of a claim's file: what is wanted for its harms, what is there, and what the claim says itself."""

import itertools
from datetime import date
from pathlib import Path

import pytest

from litigedesk import paths
from litigedesk.domain.insurance import ClaimPiece, Harm, HarmKind, ImmaterialHarm, InsuranceClaim
from litigedesk.errors import BugError
from litigedesk.formats import typographic
from litigedesk.rules import claim_pieces
from litigedesk.rules.claim_pieces import Wanted

TODAY = date(2026, 11, 22)
CLAIM = InsuranceClaim(title="Fichiers effacés", known_on=date(2026, 11, 6))
NATURES = {
    ImmaterialHarm.PROFESSIONAL_FAULT: {"brief", "work-delivered", "advice-given"},
    ImmaterialHarm.DATA_LOSS: {"data-lost", "restore-quote", "technical-log", "personal-data"},
    ImmaterialHarm.DELAY: {"brief", "schedule", "delay-cause"},
    ImmaterialHarm.UNDERPERFORMANCE: {"brief", "work-delivered", "technical-log", "performance-measures"},
    ImmaterialHarm.OTHER: set(),
}
EVERY = {
    "claim-letter", "court-paper", "contract", "facts", "exchanges", "amounts", "measures", "third-party", "witnesses",
    "other-insurance",
}  # fmt: skip
OF_COMPANY = {"tripartite-contract", "activity-reports", "invoices", "company-told"}


def immaterial(nature: ImmaterialHarm | None) -> Harm:
    return Harm(insurance_claim_id=1, kind=HarmKind.IMMATERIAL, nature=nature)


def listed(
    *harms: Harm, portage: bool = False, claim: InsuranceClaim = CLAIM, pieces: tuple[ClaimPiece, ...] = ()
) -> list[Wanted]:
    return list(claim_pieces.checklist(claim, harms, pieces, portage=portage))


def keys(*harms: Harm, portage: bool = False) -> set[str]:
    return {one.kind.key for one in listed(*harms, portage=portage) if one.kind is not None}


# ---- what is wanted --------------------------------------------------------------------------------------------------
def test_every_claim_wants_what_says_who_what_when_and_how_much() -> None:
    assert keys() == EVERY


@pytest.mark.parametrize("nature", ImmaterialHarm)
def test_each_immaterial_harm_wants_its_own_pieces_and_the_proof_of_the_loss(nature: ImmaterialHarm) -> None:
    assert keys(immaterial(nature)) - EVERY == NATURES[nature] | {"loss-accounts"}


def test_material_and_bodily_harm_want_theirs() -> None:
    broken = Harm(insurance_claim_id=1, kind=HarmKind.MATERIAL)
    hurt = Harm(insurance_claim_id=1, kind=HarmKind.BODILY)
    assert keys(broken) - EVERY == {"photographs", "damaged-thing", "repair-quote", "entrusted", "police-report"}
    assert keys(hurt) - EVERY == {"medical-certificate", "circumstances", "emergency-report", "victim-payers"}
    assert keys(broken, hurt) == keys(broken) | keys(hurt)


def test_the_portage_company_that_declares_wants_more() -> None:
    assert keys(portage=True) - keys() == OF_COMPANY


@pytest.mark.parametrize("size", [0, 1, 3])
def test_nothing_is_asked_twice_and_the_order_is_that_of_the_data(size: int) -> None:
    order = [one.key for one in claim_pieces.kinds()]
    for natures in itertools.combinations(ImmaterialHarm, size):
        found = [one.kind.key for one in listed(*map(immaterial, natures)) if one.kind is not None]
        assert found == sorted(set(found), key=order.index)


def test_fifty_harms_want_no_more_than_the_list() -> None:
    harms = [immaterial(nature) for nature in ImmaterialHarm] * 10
    assert len(listed(*harms)) < len(claim_pieces.kinds())


# ---- what is there ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("piece", "lacks"),
    [
        (None, True),
        (ClaimPiece(insurance_claim_id=1, key="contract"), True),
        (ClaimPiece(insurance_claim_id=1, key="contract", obtained_on=TODAY), False),
        (ClaimPiece(insurance_claim_id=1, key="contract", not_needed=True), False),
    ],
)
def test_a_piece_is_missing_until_it_is_there_or_not_needed(piece: ClaimPiece | None, lacks: bool) -> None:
    found = listed(pieces=(piece,) if piece else ())
    (line,) = [one for one in found if one.kind is not None and one.kind.key == "contract"]
    assert (line.piece, line.is_lacking) == (piece, lacks)


@pytest.mark.parametrize(
    ("key", "field"),
    [("facts", "facts"), ("measures", "measures"), ("witnesses", "witnesses"), ("other-insurance", "other_insurance")],
)
def test_what_the_claim_says_itself_is_not_missing(key: str, field: str) -> None:
    def lacks(text: str, piece: ClaimPiece | None = None) -> bool:
        claim = InsuranceClaim(title="x", known_on=TODAY, **{field: text})  # type: ignore[arg-type]
        lines = listed(claim=claim, pieces=(piece,) if piece else ())
        return next(one.is_lacking for one in lines if one.kind is not None and one.kind.key == key)

    assert lacks(" \n")
    assert not lacks("Aucun.")
    assert not lacks("Aucun.", ClaimPiece(insurance_claim_id=1, key=key))


def test_a_piece_that_is_no_longer_wanted_stays_on_the_list_with_what_was_noted() -> None:
    held = ClaimPiece(insurance_claim_id=1, key="data-lost", obtained_on=TODAY)
    assert held in [one.piece for one in listed(pieces=(held,))]
    unknown = ClaimPiece(insurance_claim_id=1, key="of-another-version", obtained_on=TODAY)
    assert [one.title for one in listed(pieces=(unknown,)) if one.piece] == ["of-another-version"]


def test_the_users_own_pieces_come_last_under_their_title() -> None:
    own = ClaimPiece(insurance_claim_id=1, title="Rapport d’audit")
    last = listed(pieces=(own,))[-1]
    assert (last.kind, last.title, last.is_lacking) == (None, "Rapport d’audit", True)


# ---- the data --------------------------------------------------------------------------------------------------------
def test_every_piece_says_what_why_and_how_in_a_few_clean_words() -> None:
    for kind in claim_pieces.kinds():
        assert kind.why.endswith(".")
        assert kind.how.endswith(".")
        assert len(kind.title) <= 80
        assert max(len(kind.why), len(kind.how)) <= 140
        for text in (kind.title, kind.why, kind.how, kind.source):
            assert text == typographic(text)
            assert "'" not in text
        assert not kind.natures or kind.harms == (HarmKind.IMMATERIAL,)


def test_a_source_is_an_article_or_the_usual_contents() -> None:
    for kind in claim_pieces.kinds():
        usual = kind.source == "contenu usuel d’une déclaration"
        assert usual or kind.source.startswith("C.\u00a0"), kind.key
        cited = "(C." in kind.why.replace("\u00a0", " ")
        assert not (usual and cited), f"{kind.key} cites an article it does not give as its source"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key = "contract"', 'key = "facts"', "stands twice"),
        ('field = "facts"', 'field = "known_on"', "a claim has no text known_on"),
        ('field = "facts"', 'champ = "facts"', "no champ"),
        ('natures = ["delay"]', 'natures = ["late"]', "late"),
        ('harms = ["material"]', 'harms = ["thing"]', "thing"),
        ("read_on = 2026-11-22", 'read_on = "hier"', "read_on is not a date"),
    ],
)
def test_a_damaged_list_is_refused_with_its_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    text = (paths.resources() / "law" / "claim_pieces.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "claim_pieces.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    claim_pieces.kinds.cache_clear()
    try:
        with pytest.raises(BugError, match=said):
            claim_pieces.kinds()
    finally:
        claim_pieces.kinds.cache_clear()
