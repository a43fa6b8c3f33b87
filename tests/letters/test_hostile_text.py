"""What users type is printed as they typed it: it never becomes markup, code, a header or a page that does not close."""

import io
from dataclasses import replace

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from litigedesk import fonts
from litigedesk.domain.money import Money
from litigedesk.errors import BugError
from litigedesk.letters import catalogue, escaping, markdown, pdf, phrases, template, word
from litigedesk.letters.blocks import Paragraph, Run, plain
from litigedesk.letters.facts import LetterFacts
from tests.letters import case_samples, insurance_samples, pages, portage_samples, samples

NASTY = [
    "Dupont & Fils <SA>",
    "*gras* _italique_ | {} [lien](x) # titre ~~non~~ `code`",
    "{{7*7}} {% for x in y %} {# rien #} ${7*7}",
    "1. liste\n- autre\n\n# titre\n```ledger```\n    code",
    "</b><font color=red>&amp;&lt;",
    "\\* \\ \\\\",
    "L'été à l'Haÿ-les-Roses, cœur d'Œdipe",
    "e\u0301lan de\u0301compose\u0301",
]


def with_text(text: str) -> LetterFacts:
    line = replace(samples.late(), number=text, title=text)
    return samples.facts(
        client=replace(samples.CLIENTS["professional"], name=text),
        profile=replace(samples.EI, name=text),
        dispute=replace(samples.DISPUTE, reference=text, contested_reason=text),
        contracts=(replace(samples.CONTRACT, reference=text),),
        statement=samples.statement(line, contested_amount=Money.of(1)),
        enclosures=(text,),
    )


@pytest.mark.parametrize("text", NASTY)
def test_typed_text_is_printed_as_typed(text: str) -> None:
    letter = catalogue.render(catalogue.template("mise-en-demeure"), with_text(text))
    expected = escaping.clean(text)
    paragraphs = [plain(block.runs) for block in letter.blocks if isinstance(block, Paragraph)]
    assert any(f"la prestation suivante\u00a0: «\u202f{expected}\u202f»" in paragraph for paragraph in paragraphs)
    assert "49" not in letter.text().replace("2026-04-29", "")
    made = "".join(pages.dense(page) for page in pages.texts(pdf.write_pdf(letter)))
    assert pages.dense(f"suivante\u00a0: «{expected}»") in made
    body = docx.Document(io.BytesIO(word.write_docx(letter)))
    assert any(expected in paragraph.text for paragraph in body.paragraphs)


@settings(max_examples=25)
@given(st.text(max_size=300))
@example("\n".join(NASTY))
@example("株\r\n\t- \u202epoint\x0b•\u00a0autre\n" + "a" * 300)
def test_any_long_text_of_the_user_is_printed_whole_in_a_letter_about_a_complaint(text: str) -> None:
    complaint = replace(case_samples.COMPLAINT, findings=f"Fait.\n{text}", grievance=f"Grief.\n{text}")
    mediation = replace(case_samples.TAKING_PART, position=f"Position.\n{text}", reference=text or "M-7")
    for name in ("reponse-reclamation", "transmission-dossier-mediateur"):
        facts = case_samples.facts(name, complaint=complaint, mediation=mediation)
        if catalogue.missing(catalogue.template(name), facts):
            continue  # a reference of spaces only
        letter = catalogue.render(catalogue.template(name), facts)
        dense = pages.dense(
            letter.text()
        )  # the first word of a line may be the dash of a list, which is drawn otherwise
        assert all(
            pages.dense(part) in dense for line in text.splitlines() for part in escaping.clean(line).split()[1:]
        )
        assert pages.texts(pdf.write_pdf(letter))
        assert docx.Document(io.BytesIO(word.write_docx(letter))).paragraphs


@settings(max_examples=20)
@given(st.text(max_size=300))
@example("\n".join(NASTY))
@example("株\r\n\t- \u202epoint\x0b•\u00a0autre\n" + "a" * 300)
def test_any_long_text_of_the_user_is_printed_whole_in_a_letter_to_the_portage_company_or_the_insurer(
    text: str,
) -> None:
    claim = replace(insurance_samples.CLAIM, facts=f"Fait.\n{text}", request=f"Demande.\n{text}", measures=text)
    harm = replace(insurance_samples.DATA_LOSS, description=text)
    parties = replace(portage_samples.PARTIES, service=f"Prestation.\n{text}", termination=text)
    for facts, name in (
        (insurance_samples.facts("declaration-sinistre", insurance_claim=claim, harms=(harm,)), "declaration-sinistre"),
        (portage_samples.facts("contrat-a-valider", tripartite=parties), "contrat-a-valider"),
    ):
        letter = catalogue.render(catalogue.template(name), facts)
        dense = pages.dense(letter.text())
        assert all(
            pages.dense(part) in dense for line in text.splitlines() for part in escaping.clean(line).split()[1:]
        )
        assert pages.texts(pdf.write_pdf(letter))
        assert docx.Document(io.BytesIO(word.write_docx(letter))).paragraphs


@given(st.text(max_size=60))
def test_escaped_text_comes_back_from_markdown_as_it_was(text: str) -> None:
    blocks = markdown.read(f"a {escaping.markdown(text)} b", {})
    assert [block.runs for block in blocks if isinstance(block, Paragraph)] == [(Run(f"a {escaping.clean(text)} b"),)]


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert escaping.clean(escaping.clean(text)) == escaping.clean(text)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.text(min_size=1, max_size=90).filter(lambda text: escaping.clean(text) != ""),
    cents=st.integers(1, 10**10),
    count=st.integers(1, 40),
    kind=st.sampled_from(samples.KINDS),
    name_of=st.sampled_from(samples.TEMPLATES),
)
def test_any_name_sum_and_number_of_invoices_gives_whole_pages(
    name: str, cents: int, count: int, kind: str, name_of: str
) -> None:
    lines = [samples.invoice(index + 1, Money(cents), title=name) for index in range(count)]
    facts = samples.facts(
        name_of, kind, client=replace(samples.CLIENTS[kind], name=name), statement=samples.statement(*lines)
    )
    letter = catalogue.render(catalogue.template(name_of), facts)
    made = pdf.write_pdf(letter)
    written = pages.texts(made)
    numbers = [line.number for line in lines if not any(line.number in text for text in written)]
    assert numbers == []
    assert pages.dense(fonts.drawable(letter.recipient.lines[0])) in pages.dense(written[0])
    assert docx.Document(io.BytesIO(word.write_docx(letter))).paragraphs


@pytest.mark.parametrize(
    "body",
    [
        "{{ inconnu }}",
        "{{ ''.__class__ }}",
        "{{ asked }}",
        "{{ none }}",
        "{% include '/etc/passwd' %}",
        "```autre\n```",
    ],
)
def test_a_template_that_says_what_it_may_not_is_an_error(body: str) -> None:
    from jinja2 import TemplateError

    letter = replace(catalogue.template("mise-en-demeure"), body=body)
    with pytest.raises((BugError, TemplateError)):
        catalogue.render(letter, samples.facts())


def test_declarations_that_lack_something_name_it() -> None:
    with pytest.raises(BugError, match="title"):
        template.parse('+++\nid = "x"\n+++\ntexte')
    with pytest.raises(BugError, match=r"\+\+\+"):
        template.parse("texte sans déclaration")


def test_french_spacing_is_put_into_the_text_of_a_template_and_not_into_its_code() -> None:
    assert template.typographic_source('{% if a %}Oui ; {{ say("a ;", "b") }} : « x »{% endif %}') == (
        '{% if a %}Oui\u202f; {{ say("a ;", "b") }}\u00a0: «\u202fx\u202f»{% endif %}'
    )


def test_no_heavy_library_is_loaded_with_the_engine() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from litigedesk.letters import catalogue, email, pdf, word;"
        "print([name for name in ('docx', 'jinja2', 'reportlab', 'markdown_it', 'lxml', 'PIL', 'stdnum') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_the_font_lacks_is_seen_as_a_question_mark_and_pasted_hyphens_stay_hyphens() -> None:
    assert fonts.drawable("F\u20112026 株") == "F-2026 ?"
    assert fonts.lost("F\u20112026 株") == "株"


def test_lists_of_dates_say_a_shared_year_once() -> None:
    day = samples.TODAY
    assert phrases.dates([day]) == "du 22\u00a0novembre\u00a02026"
    assert (
        phrases.dates([day.replace(year=2025), day]) == "des 22\u00a0novembre\u00a02025 et 22\u00a0novembre\u00a02026"
    )
