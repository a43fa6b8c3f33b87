"""Several letters as one file to print: each begins on a sheet of its own, on both sides of the paper too."""

import io
from collections.abc import Iterable


def one_after_the_other(letters: Iterable[tuple[str, bytes]], title: str, *, duplex: bool) -> bytes:
    """One PDF of these letters (name, pages), a bookmark on each; ``duplex`` adds a blank page after an odd number of them."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for name, pdf in letters:
        reader = PdfReader(io.BytesIO(pdf))
        writer.append(reader, outline_item=name, import_outline=False)
        if duplex and len(reader.pages) % 2:
            writer.add_blank_page()  # as large as the page before
    writer.add_metadata({"/Title": title, "/Creator": "LitigeDesk"})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
