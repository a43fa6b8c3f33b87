"""The lines of an import of clients, saved inside its step."""

from dataclasses import replace

from litigedesk.domain.records import Contact
from litigedesk.formats import typographic
from litigedesk.imports.drafts import ClientChange, ClientDraft, ExtraContact
from litigedesk.imports.plan import LineStatus, PlannedLine
from litigedesk.operations.imported_lines import TOGETHER, Work


class ImportedClients:
    """Saves what was planned for each line."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._new: list[tuple[str, ClientDraft]] = []
        self._ids: dict[str, int] = {}  # of the clients saved, by key

    def run(self) -> None:
        """Save every line; what is done is told to the work."""
        work = self._work
        for line in work.lines():
            draft, key = line.draft, str(line.line)
            if isinstance(draft, ExtraContact):
                self._add_contact(line, draft)
            elif isinstance(draft, ClientChange):
                work.change_client(draft)
                work.told.updated += 1
            elif isinstance(draft, ClientDraft):
                if line.status is LineStatus.DOUBTFUL and key not in work.choices.same:
                    work.told.refused[line.line] = line.reason
                elif (client_id := work.choices.same.get(key)) is not None:
                    work.told.updated += work.merge_client(client_id, draft)
                    self._ids[key] = client_id
                else:
                    self._add(key, draft)
        self._save()

    def _add(self, key: str, draft: ClientDraft) -> None:
        self._new.append((key, draft))
        if len(self._new) == TOGETHER:
            self._save()

    def _save(self) -> None:
        saved = self._work.add_clients(self._new)
        self._ids |= saved
        self._work.told.added += len(saved)
        self._new.clear()

    def _add_contact(self, line: PlannedLine, draft: ExtraContact) -> None:
        """Another person at a client of the file, unless that client was left out."""
        self._save()
        client_id = self._ids.get(str(draft.first_line))
        if client_id is None:
            told = f"Son client, à la ligne {draft.first_line}, n’a pas été repris."
            self._work.told.refused[line.line] = typographic(told)
            return
        self._work.desk.table(Contact).insert(replace(draft.contact, client_id=client_id))
        self._work.told.updated += 1
