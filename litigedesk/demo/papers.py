"""One-page PDF files for the demo: a signed contract, an activity report, an invoice, plainly invented."""

from pathlib import Path


def paper(folder: Path, name: str, *lines: str) -> Path:
    """Write a page with a title and a few lines, and say where."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    target = folder / f"{name}.pdf"
    page = Canvas(str(target), pagesize=A4, invariant=True)
    page.setTitle(name)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(72, 760, name)
    page.setFont("Helvetica", 11)
    for place, line in enumerate((*lines, "Document d’exemple : personnes et sociétés inventées.")):
        page.drawString(72, 728 - 18 * place, line)
    page.showPage()
    page.save()
    return target
