"""What is left of the closed European platform is found however it is written, and nothing else is."""

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import paths
from litigedesk.errors import BugError
from litigedesk.rules import odr
from litigedesk.rules.folded_text import fold
from litigedesk.rules.odr import MediatorMention, Trace, check, mentions_mediator

CLAUSE = """Article 12 – Médiation
Conformément aux articles L. 616-1 et R. 616-1 du code de la consommation, le client peut recourir gratuitement au médiateur
CM2C, 49 rue de Ponthieu, 75008 Paris, www.cm2c.net.
Conformément à l’article L.\u00a0616-2, la plateforme européenne de règlement en ligne des litiges (RLL) est accessible ici\u202f:
https://ec.europa.eu/consumers/odr/main/index.cfm?event=main.home2.show&lng=FR.
Règlement (UE) n°\u00a0524/2013 du 21 mai 2013.
"""
WITH_ACCENTS_APART = unicodedata.normalize("NFD", "Le règlement en ligne des différends")


def kinds(text: str, *links: str) -> list[Trace]:
    return [found.kind for found in check(text, links)]


def test_a_clause_of_old_terms_shows_each_trace_once_with_its_line_and_what_to_do() -> None:
    found = check(CLAUSE)
    assert [(one.kind, one.line, one.quoted) for one in found] == [
        (Trace.ARTICLE, 4, "L.\u00a0616-2"),
        (Trace.PLATFORM, 4, "plateforme européenne de règlement en ligne des litiges (RLL)"),
        (Trace.LINK, 5, "https://ec.europa.eu/consumers/odr/main/index.cfm?event=main.home2.show&lng=FR"),
        (Trace.REGULATION, 6, "Règlement (UE) n°\u00a0524/2013 du 21 mai 2013"),
    ]
    for one in found:
        assert one.start is not None
        assert CLAUSE[one.start : one.end] == one.quoted
        assert one.quoted in one.excerpt
        assert one.excerpt.count("\n") == 0
        assert one.advice.startswith("Retirez")
        assert "20\u00a0juillet\u00a02025" in one.advice
        assert "(UE) 2024/3228" in one.advice


def test_an_excerpt_keeps_whole_words_around_and_says_where_it_is_cut() -> None:
    (link,) = (one for one in check(CLAUSE) if one.kind is Trace.LINK)
    assert link.excerpt.startswith("…")
    before = link.excerpt.partition("https")[0].strip("… ")
    assert " ".join(before.split()) in " ".join(CLAUSE.split())
    assert "(RLL) est accessible ici" in before


@pytest.mark.parametrize(
    "link",
    [
        "https://ec.europa.eu/consumers/odr",
        "http://ec.europa.eu/consumers/odr/",
        "http://www.ec.europa.eu/consumers/odr/main/index.cfm?event=main.home.chooseLanguage",
        "//ec.europa.eu/consumers/odr",
        "ec.europa.eu/consumers/odr",
        "EC.EUROPA.EU/Consumers/ODR",
        "https://ec.europa.eu/consumers/odr/fr",
        "https://ec.europa.eu/consumers/odr?lng=FR",
        "https://ec.europa.eu/consumers/odr_fr",
        "https://ec.europa.eu:443/consumers/odr/#top",
        "https://webgate.ec.europa.eu/odr/main/?event=main.home.show&lng=FR",
        "http://ec.europa.eu/odr",
        "https://www.google.com/url?q=https%3A%2F%2Fec.europa.eu%2Fconsumers%2Fodr&sa=D",
        "https://ec.europa.eu/\nconsumers/\nodr/main",
        "https://ec.europa.\u200beu/consumers/odr",
    ],
)
def test_each_way_to_write_the_dead_link_is_found_in_a_text_and_in_a_link(link: str) -> None:
    assert kinds(f"Litiges : {link}, merci.") == [Trace.LINK]
    assert kinds("Litiges : cliquez ici.", link) == [Trace.LINK]


@pytest.mark.parametrize(
    "link",
    [
        "https://ec.europa.eu/commission",
        "https://ec.europa.eu/consumers/odradek",
        "https://notec.europa.eu/consumers/odr",
        "https://ec.europa.eu.example.fr/consumers/odr",
        "https://consumer-redress.ec.europa.eu/index_fr",
        "https://www.cm2c.net/odr",
        "https://rll-avocats.fr/RLL",
        "https://www.economie.gouv.fr/mediation-conso",
        "mailto:contact@odr.example.fr",
    ],
)
def test_other_addresses_are_left_alone(link: str) -> None:
    assert kinds(f"Voir {link} pour la suite.", link) == []


def test_the_mailbox_of_the_platform_is_found_in_a_text_and_in_a_link() -> None:
    assert kinds("Écrivez à ec-odr@ec.europa.eu.") == [Trace.MAILBOX]
    assert kinds("Écrivez-leur.", "mailto:ec-odr@ec.europa.eu") == [Trace.MAILBOX]
    assert kinds("ec-odr@ec.europa.eu", "mailto:EC-ODR@ec.europa.eu") == [Trace.MAILBOX]
    assert kinds("odr@cmap.example, info@europe-consommateurs.example, sg@ec.europa.eu") == []


@pytest.mark.parametrize(
    "text",
    [
        "le règlement en ligne des litiges",
        "REGLEMENT EN LIGNE DES LITIGES",
        "le « Règlement en Ligne des Litige »",
        "règlement\u00a0en\u202fligne des\nlitiges",
        "règle\u00adment en li\u00adgne des litiges",
        "le règlement en ligne des li-\ntiges",
        "règlement **en ligne** des litiges",
        WITH_ACCENTS_APART,
        "résolution des litiges de consommation en ligne",
        "résolution en ligne d’un différend",
        "la plate-forme européenne de résolution des conflits",
        "la plate-\nforme de la Commission européenne pour régler les litiges",
        "plateforme de règlement des litiges mise en place par la Commission Européenne",
        "La Commission européenne met à disposition des consommateurs une plateforme",
        "la plateforme RLL",
        "la plateforme d’ODR",
        "(RLL)",
        "R.L.L.",
        "RLL/ODR",
        "Online Dispute Resolution",
        "on-line dispute settlement",
        "the ODR platform",
        "The European Commission provides a platform for settling disputes",
        "online resolution of consumer disputes",
        "ｏｎｌｉｎｅ dispute resolution",
    ],
)
def test_each_way_to_name_the_platform_is_one_mention(text: str) -> None:
    assert kinds(f"Voyez {text}, merci.") == [Trace.PLATFORM]


@pytest.mark.parametrize(
    "text",
    [
        "La société CARLLON règle ses litiges.",
        "Brllant, ODRA, prODRome, trll, odr, rll",
        "RLL-Avocats et contact@RLL.fr, www.RLL.fr, https://site.fr/RLL",
        "Le règlement en ligne des factures est accepté ; les litiges sont rares.",
        "Le règlement extrajudiciaire des litiges de consommation passe par un médiateur.",
        "La plateforme de médiation de CM2C, www.cm2c.net, règle votre litige en ligne.",
        "La Commission d’évaluation et de contrôle de la médiation de la consommation",
        "Directive 2013/11/UE du Parlement européen et du Conseil",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Règlement (UE) n° 524/2013",
        "règlement UE n°524/2013",
        "règlement européen 524/2013",
        "Règlement (UE) nº\u00a0524/2013",
        "Règlement № 524/2013",
        "règlement 524-2013",
        "Regulation (EU) No. 524/2013",
        "le règlement du Parlement européen et du Conseil numéro 524/2013",
        "n° 524/2013 du 21 mai 2013",
    ],
)
def test_each_way_to_cite_the_repealed_regulation_is_found(text: str) -> None:
    assert kinds(f"Selon {text}.") == [Trace.REGULATION]


@pytest.mark.parametrize(
    "text",
    [
        "Devis n° 524/2013",
        "règlement de la facture n° 524/2013",
        "règlement (UE) 2024/3228",
        "règlement (UE) n° 1524/2013",
        "règlement (UE) n° 524/20131",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "article L616-2",
        "l’article L.\u202f616\u20112 du code de la consommation",
        "art. L 616 – 2 du Code de la consommation",
        "L616-\n2",
        "L. 616.2",
        "L616-2³",
        "articles L616-1 et L616-2",
        "articles L. 616-1 et 616-2",
        "article l.616-2 of the code de la consommation",
    ],
)
def test_each_way_to_cite_the_article_without_object_is_found(text: str) -> None:
    assert kinds(f"Selon {text}, etc.") == [Trace.ARTICLE]


@pytest.mark.parametrize(
    "text",
    [
        "article L616-1",
        "article L. 616-3",
        "article L616-20",
        "article L616-2-1",
        "article R616-2",
        "article L1616-2",
        "article L611-2",
        "articles L616-1 et L616-3",
        "article L616-2 du code de commerce",
        "article L616-1²",
        "PL616-2",
    ],
)
def test_other_articles_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_a_link_behind_other_words_is_found_and_one_that_is_shown_is_told_once() -> None:
    link = "https://ec.europa.eu/consumers/odr/"
    shown = check("Litiges : ec.europa.eu/consumers/odr", [link])
    assert [one.line for one in shown] == [1]
    hidden = check("Litiges : cliquez ici.", [link, link])
    assert [(one.line, one.start, one.quoted) for one in hidden] == [(None, None, link)]
    both = check("Litiges : ec.europa.eu/consumers/odr", [link, link])
    assert [one.line for one in both] == [1, None]


def test_no_end_of_traces_is_shown_only_as_far_as_anybody_reads() -> None:
    found = check("L616-2 ou RLL.\n" * 1000, ["https://ec.europa.eu/odr"])
    assert len(found) == odr.MOST_FOUND
    assert found[-1].line == odr.MOST_FOUND // 2


def test_an_endless_address_is_shown_shortened() -> None:
    (link,) = check("https://ec.europa.eu/odr/" + "a" * 390)
    assert len(link.quoted) == 160
    assert "…" in link.quoted


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_is_looked_through_and_what_is_found_stands_where_it_is_said_to(text: str, links: list[str]) -> None:
    for one in check(f"{text} L616-2 {text}", links):
        assert one.start is not None
        assert one.end is not None
        assert one.kind in {Trace.ARTICLE, Trace.PLATFORM, Trace.REGULATION}
        if one.kind is Trace.ARTICLE:
            assert "616" in f"{text} L616-2 {text}"[one.start : one.end]
            assert one.line == f"{text} L616-2 {text}"[: one.start].count("\n") + 1


@given(st.text(st.sampled_from("aéœﬁÀ \n\t\u00a0\u00ad-\u2011*\u0301\u200b°2"), max_size=40))
def test_a_folded_sign_stands_for_the_sign_it_was(text: str) -> None:
    folded = fold(f"{text}|{text}")
    assert len(folded.kept) == len(folded.lower)
    bar = folded.lower.index("|")
    assert folded.span(bar, bar + 1) == (len(text), len(text) + 1)
    places = [folded.span(place, place + 1)[0] for place in range(len(folded.lower))]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "links", "expected"),
    [
        (CLAUSE, [], MediatorMention(name=True, site=True)),
        ("Médiateur : CM2C, https://cm2c.net/", [], MediatorMention(name=True, site=True)),
        ("Centre de la Mediation de la consommation\nde conciliateurs de justice", [], MediatorMention(True, False)),
        ("Médiateur : ici", ["https://www.cm2c.net/saisir"], MediatorMention(name=False, site=True)),
        (
            "CM2CX, www.cm2c.network, contact@cm2c.net, xcm2c.net, cm2c.net.example.fr",
            [],
            MediatorMention(False, False),
        ),
        ("", [], MediatorMention(name=False, site=False)),
    ],
)
def test_the_mediator_is_found_by_its_name_or_part_of_it_and_by_its_site(
    text: str, links: list[str], expected: MediatorMention
) -> None:
    name = "CM2C – Centre de la médiation de la consommation de conciliateurs de justice"
    assert mentions_mediator(text, links, name, "www.cm2c.net") == expected


def test_a_mediator_without_name_or_site_is_found_nowhere() -> None:
    assert mentions_mediator(CLAUSE, [], "", "") == MediatorMention(name=False, site=False)
    assert mentions_mediator(CLAUSE, [], "–", "https://") == MediatorMention(name=False, site=False)


# ---- the file of law -----------------------------------------------------------------------------------------------------
def test_every_kind_of_trace_has_its_rule_dated_from_the_closing() -> None:
    rules = odr.load()
    assert {rule.kind for rule in rules} == set(Trace)
    assert {rule.valid_from for rule in rules} == {date(2025, 7, 20)}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "article"', 'kind = "letter"', "letter"),
        ("(?:resolution|settlement)", "(?:resolution|settlement", "no regular expression"),
        ("\ncapitals = true", "\ncapital = true", "has no capital"),
        ("valid_from = 2025-07-20", 'valid_from = "hier"', "is not a date"),
        ("advice =", "advise =", "has no advise"),
    ],
)
def test_a_damaged_file_is_refused_with_its_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = Path(shutil.copy(paths.resources() / "law" / "odr.toml", tmp_path))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BugError, match=said):
        odr.load(tmp_path)
