"""The user's own texts of letters: keep one, go back to ours, take them from files and write them to files."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.wording import Wording
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.letters import catalogue, own_wording, wording_file
from litigedesk.letters.template import Template
from litigedesk.operations.exports import write_file
from litigedesk.operations.outcome import operation
from litigedesk.queries import wordings
from litigedesk.store.disk import read_file

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Votre texte de lettre enregistré{ — wording}")
def save(desk: "Desk", template_id: str, body: str) -> Wording | None:
    """Keep the user's text of a letter, which its letters then say; ``None`` when it is ours, word for word.

    A change of ours that was not looked at yet stays to be looked at (``keep``).
    Raises ``InvalidInput`` with everything that keeps a letter from being written so, ``NotFound`` for an unknown letter.
    """
    template = catalogue.template(template_id)
    own = desk.table(Wording).first(template=template_id)
    return _keep(desk, template, body, own.ours if own is not None else own_wording.ours(template))


@operation("Retour au texte de LitigeDesk{ — wording}")
def remove(desk: "Desk", template_id: str) -> None:
    """Go back to our text of a letter; undoing brings the user's back."""
    own = desk.table(Wording).first(template=template_id)
    if own is not None and own.id is not None:
        desk.table(Wording).delete(own.id)


@operation("Votre texte gardé{ — wording}")
def keep(desk: "Desk", template_id: str) -> Wording | None:
    """Keep the user's text as it is though ours has changed: it is compared with our present one from now on."""
    own = desk.table(Wording).first(template=template_id)
    if own is None:
        return None
    return desk.table(Wording).update(replace(own, ours=own_wording.ours(catalogue.template(template_id))))


@operation("Textes de lettres importés")
def import_files(desk: "Desk", sources: Sequence[Path], template_id: str = "") -> tuple[Wording | None, ...]:
    """Take texts from files, all or none; ``template_id`` is the letter of a file that names none.

    Raises ``InvalidInput`` with what is wrong in each file, ``Refused`` for two texts of one letter, ``StorageError`` for a
    file that cannot be read.
    """
    found = [_read(source, template_id) for source in sources]
    seen = [template.id for template, _ in found]
    if twice := next((one for one in seen if seen.count(one) > 1), None):
        title = catalogue.template(twice).title
        raise Refused(formats.typographic(f"Deux de ces fichiers sont le texte de la même lettre : « {title} »."))
    return tuple(_import(desk, template, text) for template, text in found)


def _read(source: Path, template_id: str) -> tuple[Template, wording_file.FileText]:
    text = wording_file.read(read_file(source, most=wording_file.LARGEST))
    named = text.letter or template_id
    known = {one.id: one for one in catalogue.catalogue()}
    if named not in known:
        sentence = f"« {source.name} » ne dit pas de quelle lettre il est le texte : ouvrez d’abord cette lettre, puis importez-le."
        if text.letter:
            sentence = f"« {source.name} » est le texte d’une lettre que LitigeDesk n’a pas : « {named[:40]} »."
        raise Refused(formats.typographic(sentence))
    return known[named], text


def _import(desk: "Desk", template: Template, text: wording_file.FileText) -> Wording | None:
    """The text our one of which has changed since is told apart: what ours was then is not known."""
    ours = own_wording.ours(template)
    unknown = bool(text.from_text) and text.from_text != wording_file.mark_of(ours)
    return _keep(desk, template, text.body, "" if unknown else ours)


def _keep(desk: "Desk", template: Template, body: str, ours: str) -> Wording | None:
    table = desk.table(Wording)
    own = table.first(template=template.id)
    if own_wording.is_ours(template, body):
        if own is not None and own.id is not None:
            table.delete(own.id)
        return None
    refused = [one for one in own_wording.check(template, body) if one.blocks]
    if refused:
        raise InvalidInput([Problem("body", f"{template.title}. {one.told}") for one in refused])
    made = Wording(template=template.id, body=own_wording.plain(body), ours=ours, changed_on=desk.today())
    return table.insert(made) if own is None else table.update(replace(made, id=own.id))


def export_file(desk: "Desk", template_id: str, target: Path) -> None:
    """Write the text that stands, the user's or ours, where the user asks. Raises ``StorageError``."""
    row = wordings.row(desk, template_id)
    from_text = row.own.ours if row.own is not None else row.body
    write_file(target, wording_file.write(row.template, row.body, from_text, desk.today()))


def export_all(desk: "Desk", folder: Path) -> tuple[Path, ...]:
    """Write every text of letters into a folder, one file each; the files written. Raises ``StorageError``."""
    written = []
    for row in wordings.rows(desk):
        target = folder / wording_file.name_of(row.template)
        export_file(desk, row.template.id, target)
        written.append(target)
    return tuple(written)
