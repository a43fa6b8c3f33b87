"""The texts of help: whole, linked, quoting only articles that carry their day, and found when looked for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.errors import BugError
from litigedesk.formats import typographic
from litigedesk.help import fields, glossary, pages

LINK = re.compile(r"\]\(([a-z]+):([a-z0-9-]+)\)")


def test_every_link_of_a_page_leads_somewhere() -> None:
    links = [(one.key, *found) for one in pages.pages() for found in LINK.findall(one.body)]
    assert len(links) >= 8
    for _where, kind, key in links:
        assert kind == "page"
        assert pages.page(key).title


def test_every_word_and_every_field_sends_to_a_page_that_is_there() -> None:
    wanted = {one.page for one in glossary.glossary()} | {one.page for one in fields.fields().values() if one.page}
    assert wanted <= {one.key for one in pages.pages()}


def test_each_tab_has_its_page_and_another_screen_the_first() -> None:
    assert {one.tab for one in pages.pages()} - {""} == {
        "TodayTab", "ClientsTab", "ContractsTab", "DisputesTab", "MediationTab", "ClaimsTab",
    }  # fmt: skip
    assert pages.of_tab("DisputesTab").key == "litiges"
    assert pages.of_tab("Elsewhere").key == "aujourdhui"


def test_a_form_of_a_word_explains_one_word_only() -> None:
    forms = [form.lower() for one in glossary.glossary() for form in one.forms]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("Envoyez la mise en demeure : la prescription approche.", ["mise-en-demeure", "prescription"]),
        ("Une lettre recommandée avec avis de réception", ["lrar"]),  # the longest form, not « avis de réception »
        ("La MISE\u00a0EN\u202fDEMEURE est partie", ["mise-en-demeure"]),
        ("Le prescripteur du cracking", []),  # inside another word
        ("CRA signé, et le CRA d’août", ["cra"]),
        ("", []),
    ],
)
def test_the_words_of_a_sentence_are_found(sentence: str, keys: list[str]) -> None:
    assert [one.key for one in glossary.found_in(sentence)] == keys


def test_what_a_sentence_holds_is_explained_with_its_article() -> None:
    told = glossary.tip("une injonction de payer")
    assert told.startswith("Injonction de payer\u00a0: Ordonnance obtenue d’un juge")
    assert "CPC\u00a01405" in told
    assert glossary.tip("bonjour") == ""


@given(st.text())
def test_any_text_is_searched_without_fault(words: str) -> None:
    glossary.found_in(words)
    glossary.matching(words)
    pages.search(words)


def test_a_page_is_found_by_a_word_without_its_accents_titles_first() -> None:
    found = pages.search("mediation")
    assert found[0].page.key == "mediation"
    assert "juge" in {hit.page.key for hit in pages.search("assignation")}
    assert "BODACC" in pages.search("bodacc")[0].excerpt
    assert pages.search("  ") == ()


def test_a_field_has_the_help_of_its_form_or_of_its_name() -> None:
    of_client, of_any = fields.of_field("client", "name"), fields.of_field("mediator", "name")
    assert of_client is not None
    assert of_any is not None
    assert of_client.text != of_any.text
    assert fields.of_field("client", "never-heard-of") is None


def test_texts_are_typographically_clean() -> None:
    shown = [one.body for one in pages.pages()] + [one.text for one in fields.fields().values()]
    shown += [one.text for one in glossary.glossary()]
    assert [one for one in shown if one != typographic(one) or "  " in one] == []


def test_an_unknown_page_or_word_is_a_fault_of_ours() -> None:
    with pytest.raises(BugError):
        pages.page("nowhere")
    with pytest.raises(BugError):
        glossary.term("nothing")
