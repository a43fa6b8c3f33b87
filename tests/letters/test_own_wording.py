"""A text of the user's own: what it may say, what it is told to have lost, and that no text hangs or breaks the check."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from litigedesk.domain.records import Profile
from litigedesk.errors import Refused
from litigedesk.letters import catalogue, kept, names, own_wording, source_check, specimen, template, wording_file
from litigedesk.letters.blocks import ItemList
from litigedesk.letters.names import NameKind
from litigedesk.letters.template import Template
from tests.letters import samples

TODAY = date(2026, 11, 22)
TEMPLATES = {one.id: one for one in catalogue.catalogue()}
NOTICE = TEMPLATES["mise-en-demeure"]


def blocked(body: str, letter: Template = NOTICE) -> list[str]:
    return [one.told for one in own_wording.check(letter, body, samples.facts()) if one.blocks]


def advice(body: str, letter: Template = NOTICE) -> str:
    return " ".join(one.told for one in own_wording.check(letter, body) if not one.blocks)


# ---- our own texts -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", TEMPLATES)
def test_our_text_as_it_is_shown_passes_its_own_check_and_gives_the_same_letter(name: str) -> None:
    letter = TEMPLATES[name]
    facts = specimen.facts(letter, Profile(), TODAY)
    shown = own_wording.ours(letter)
    assert own_wording.check(letter, shown, facts) == ()
    assert own_wording.plain(shown) == shown
    assert catalogue.render(letter, replace(facts, wording=shown)) == catalogue.render(letter, facts)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_name_that_is_offered_can_be_inserted_as_it_is_offered(name: str) -> None:
    letter = TEMPLATES[name]
    body = "# Objet\n\n" + "\n\n".join(one.snippet for one in names.known(letter).values())
    assert [one.told for one in own_wording.check(letter, body) if one.blocks] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_name_that_is_offered_says_something_of_a_whole_dossier(name: str) -> None:
    letter = TEMPLATES[name]
    facts = specimen.facts(letter, Profile(), TODAY)
    quiet = {
        NameKind.ROWS,
        NameKind.SHARED,
        NameKind.PASSAGE,
        NameKind.CHOICE,
        NameKind.TEXTS,
        NameKind.TEXT,
        NameKind.CODE,
    }
    for _, offered in own_wording.offered(letter, facts):
        for one in offered:
            assert one.value or one.name.kind in quiet or one.name.kind is NameKind.DATE, one.name.name


# ---- what is refused -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("# Objet\n\n{{ montant }}", 3, "« montant » n’est pas un nom connu"),
        ("# Objet\n{{ salutatio }}", 2, "Vouliez-vous dire « salutation »"),
        ("# Objet\n{{ line.numbr }}", 2, "« line.number »"),
        ("# Objet\n{{ asked }}", 2, "{{ asked|money }}"),
        ("# Objet\n{{ asked|date_long }}", 2, "Filtre possible : |money"),
        ("# Objet\n{{ one }}", 2, "une réponse par oui ou non"),
        ("# Objet\n{{ asked|monnaie }}", 2, "n’est pas un filtre"),
        ("# Objet\n{% if one %}\nfin", 2, "il manque {% endif %}"),
        ("# Objet\n{% endif %}", 2, "n’a pas de début"),
        ("# Objet\n{% si one %}{% endif %}", 2, "{% si %} n’existe pas"),
        ("# Objet\n{{ one", 2, "n’est pas refermée"),
        ("# Objet\n{{ l’objet }}", 2, "le signe ’"),
        ("# Objet\n```ledgr\n```", 2, "n’est pas un passage"),
        ("# Objet\n```ledger\n", 2, "n’est pas refermé"),
        ('# Objet\n{% include "_mediator.md" %}', 2, "ne connaît pas"),
        ('# Objet\n{% include "_rien.md" %}', 2, "n’existe pas"),
        ("# Objet\n{{ profile.__class__ }}", 2, "n’est pas un nom connu"),
        ("# Objet\n{{ say.__globals__ }}", 2, "n’est pas un nom connu"),
        ("# Objet\n{{ 9 ** 9 ** 9 }}", 2, "n’est pas permis"),
        ("# Objet\n{{ 'a' * 10 ** 12 }}", 2, "n’est pas permis"),
        ("# Objet\n{{ '{:99999999}'.format(1) }}", 2, "n’est pas permis"),
        ("# Objet\n{% for a in range(10 ** 9) %}{% endfor %}", 2, "parcourt une liste"),
        (
            "# Objet\n{% for a in lines %}{% for b in lines %}{% endfor %}{% endfor %}",
            2,
            "une répétition se fait seule",
        ),
        ("# Objet\n{% macro a() %}{{ a() }}{% endmacro %}", 2, "n’est pas permis"),
        ("# Objet\n{% set asked = 1 %}", 2, "déjà pris"),
        ("# Objet\n{% set a = 'x' ~ 'y' %}", 2, "bout à bout"),
        ("# Objet\n{% raw %}{{ x }}{% endraw %}", 2, "n’est pas permis"),
        ("# Objet\n\n* un\n\n  ```ledger\n  ```", 5, "au début de la ligne"),
        ("# Objet\n\n{%\nraw %}{{ x }}{%\nendraw %}", 3, "n’est pas permis"),
        ("a" * 40_000, 0, "trop long : 30 000 caractères"),
        ("", 0, "pas de texte"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words_at_its_line(body: str, line: int, words: str) -> None:
    found = [one for one in own_wording.check(NOTICE, body) if one.blocks]
    plain = [(one.line, one.told.replace("\u202f", " ").replace("\u00a0", " ")) for one in found]
    assert any(at == line and words in told for at, told in plain), plain


def test_a_list_inside_a_list_is_printed_item_by_item() -> None:
    body = "# Objet\n\n* un\n  * deux\n    1. trois\n* quatre\n\nfin\n"
    assert blocked(body) == []
    letter = catalogue.render(NOTICE, replace(samples.facts(), wording=body))
    items = next(one for one in letter.blocks if isinstance(one, ItemList))
    assert [item[0].text for item in items.items] == ["un", "deux", "trois", "quatre"]
    assert "fin" in letter.text()


def test_a_letter_is_not_written_from_a_text_that_is_refused() -> None:
    with pytest.raises(Refused, match="montant"):
        catalogue.render(NOTICE, replace(samples.facts(), wording="# Objet\n\n{{ montant }}"))


def test_what_this_dossier_lacks_is_advice_since_another_may_have_it() -> None:
    letter = TEMPLATES["relance-amiable"]
    late = samples.owed("professional")
    facts = replace(
        samples.facts("relance-amiable"), statement=replace(late, lines=(replace(late.lines[0], performed_on=None),))
    )
    body = "# Objet\n\nrien\n{{ line.performed_on|date_long }}\n"
    found = [one for one in own_wording.check(letter, body, facts) if "manque dans ce dossier" in one.sentence]
    assert [(one.line, one.blocks) for one in found] == [(4, False)]
    with pytest.raises(Refused, match="Ligne\u00a04"):
        catalogue.render(letter, replace(facts, wording=body))


# ---- what is told ------------------------------------------------------------------------------------------------------
def test_a_mediators_details_a_date_of_reply_and_an_article_that_are_gone_are_told_and_not_refused() -> None:
    reply = TEMPLATES["reponse-reclamation"]
    shorter = own_wording.ours(reply).replace('{% include "_mediator.md" +%}', "Voyez le médiateur.")
    told = advice(shorter, reply)
    assert "site du médiateur" in told
    assert "L612-2" in told
    assert blocked(shorter, reply) == []
    spelled = shorter.replace(
        "Voyez le médiateur.", "{{ mediator.name }}, {{ mediator_address }}, {{ mediator.website }}."
    )
    assert "site du médiateur" not in advice(spelled, reply)
    notice = (
        own_wording.ours(NOTICE)
        .replace("en demeure", "en garde")
        .replace("reply_by|date_full", "statement.as_of|date_full")
    )
    assert "interpellation" in advice(notice)
    assert "date limite" in advice(notice)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Vous me devez 1 250,00 €.", "1 250,00 €"),
        ("Payez avant le 3 mars 2027.", "3 mars 2027"),
        ("Je reconnais ma faute.", "je reconnais"),
        ("Ceci est **gras.", "vont par deux"),
        ("Ceci est *penché.", "il en manque une"),
        ("Trop }} d’accolades.", "telles quelles"),
    ],
)
def test_what_would_be_the_same_in_every_letter_or_is_not_closed_is_told(typed: str, words: str) -> None:
    body = own_wording.ours(NOTICE).replace("{{ salutation }},", f"{{{{ salutation }}}},\n\n{typed}", 1)
    assert words in advice(body).replace("\u202f", " ").replace("\u00a0", " ")
    assert blocked(body) == []


def test_what_is_kept_names_letters_names_and_families_that_exist() -> None:
    for one in kept.everything():
        assert set(one.letters) <= set(TEMPLATES)
        concerned = [letter for letter in TEMPLATES.values() if one.concerns(letter)]
        known = {name for letter in concerned for name in names.known(letter)}
        assert concerned
        assert set(one.holds) <= known


def test_differences_show_what_was_added_and_what_is_gone_with_its_line() -> None:
    before, after = own_wording.ours(NOTICE), own_wording.ours(NOTICE).replace("{{ salutation }},", "Bonjour,", 1)
    found = own_wording.differences(before, after)
    assert [(one.mark, one.text) for one in found if one.mark in "+-"] == [
        ("-", "{{ salutation }},"),
        ("+", "Bonjour,"),
    ]
    assert next(one.line for one in found if one.mark == "+") == 3
    assert own_wording.differences(before, before) == ()


# ---- any text ------------------------------------------------------------------------------------------------------------
WORDS = [
    "{{ ", " }}", "{% if one %}", "{% else %}", "{% endif %}", "{% for a in lines %}", "{% endfor %}", "{%- set b = ", " %}",
    "{# ", " #}", "asked", "|money", "lines", "line.number", "loop.last", "say(", '"a"', ", ", ")", "(", "not ", " and ", " == ",
    "[0]", "~", "**", "*", "```", "```ledger\n```\n", "\n", "\n\n", "# ", "- ", "\\", "{% raw %}", "{% include \"_closing.md\" %}",
    "é", "\u202e", "{{ asked|money }}", "{{ reply_by|date_long }}", "{% macro x() %}", "9" * 30, "_", ".__class__", "\x00", "'",
]  # fmt: skip
PIECES = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60).map("".join)
FACTS = samples.facts()


@settings(max_examples=40)
@given(PIECES)
@example("*" * 29_000)
@example("{{" * 14_000)
@example("`" * 29_000)
@example("- " * 14_000)
@example("{% if one %}" * 2_400)
@example("{% if one %}" * 900 + "{% endif %}" * 900)
@example("{{ " + "(" * 9_000)
@example("{{ " + "not " * 7_000 + "one }}")
@example("{{ a" + ".b" * 9_000 + " }}")
@example("{{ one" + "|money" * 4_000 + " }}")
@example("{{ " + "9" * 9_000 + " }}")
@example('{% include "_closing.md" %}' * 1_000)
@example("{% for a in lines %}" + "{{ a.title }}" * 2_000 + "{% endfor %}")
@example("{# " + "{{" * 12_000)
@example("{{ '" + "{{" * 12_000 + "' }}")
def test_no_text_breaks_the_check_and_one_that_passes_can_be_written(body: str) -> None:
    found = own_wording.check(NOTICE, body, FACTS)
    assert all(one.sentence for one in found)
    assert all(0 <= one.line <= own_wording.plain(body).count("\n") + 1 for one in found)
    if not any(
        one.blocks or "manque dans ce dossier" in one.sentence or "trop longue" in one.sentence for one in found
    ):
        catalogue.render(NOTICE, replace(FACTS, wording=body))


@settings(max_examples=25)
@given(PIECES)
def test_a_text_shown_twice_is_the_same_and_a_file_gives_it_back(body: str) -> None:
    once = own_wording.plain(body)
    assert own_wording.plain(once) == once
    file = wording_file.write(NOTICE, body, own_wording.ours(NOTICE), TODAY)
    read = wording_file.read(file)
    assert (read.body, read.letter) == (once, NOTICE.id)
    assert read.from_text == wording_file.mark_of(own_wording.ours(NOTICE))


def test_the_longest_text_allowed_over_many_invoices_ends_early_rather_than_fill_the_memory() -> None:
    owed = samples.owed("professional", 3)
    facts = replace(FACTS, statement=replace(owed, lines=owed.lines * 400))
    piece = "{{ a.title }} {{ a.number }} "
    body = "{% for a in lines %}" + piece * ((source_check.LONGEST - 60) // len(piece)) + "{% endfor %}"
    assert any("trop longue" in one.sentence for one in own_wording.check(NOTICE, body, facts))


def test_shared_texts_are_all_described() -> None:
    described = {one.name for group in names.every_group() for one in group.names if one.kind is NameKind.SHARED}
    used = {
        found
        for letter in TEMPLATES.values()
        for found in source_check.read(letter, letter.body).uses
        if found.endswith(".md")
    }
    assert used == described
    assert all(template.fragment(name) is not None for name in described)
