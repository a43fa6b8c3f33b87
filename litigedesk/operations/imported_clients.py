"""The lines of an import of clients, saved inside its step."""

from litigedesk.imports.drafts import ClientChange, ClientDraft
from litigedesk.imports.plan import LineStatus
from litigedesk.operations.imported_lines import TOGETHER, Work


class ImportedClients:
    """Saves what was planned for each line."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._new: list[tuple[str, ClientDraft]] = []

    def run(self) -> None:
        """Save every line; what is done is told to the work."""
        work = self._work
        for line in work.lines():
            draft, key = line.draft, str(line.line)
            if isinstance(draft, ClientChange):
                work.change_client(draft)
                work.told.updated += 1
            elif isinstance(draft, ClientDraft):
                if line.status is LineStatus.DOUBTFUL and key not in work.choices.same:
                    work.told.refused[line.line] = line.reason
                elif (client_id := work.choices.same.get(key)) is not None:
                    work.told.updated += work.merge_client(client_id, draft)
                else:
                    self._add(key, draft)
        self._save()

    def _add(self, key: str, draft: ClientDraft) -> None:
        self._new.append((key, draft))
        if len(self._new) == TOGETHER:
            self._save()

    def _save(self) -> None:
        self._work.told.added += len(self._work.add_clients(self._new))
        self._new.clear()
