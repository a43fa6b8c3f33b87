"""What the two kinds of import have in common while they run: the user's decisions, what is told, progress and giving up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from litigedesk.bundle.work import Cancelled
from litigedesk.domain.records import Address, Client, Contact
from litigedesk.exchange.tables import Step
from litigedesk.imports.drafts import ClientChange, ClientDraft, ExtraContact
from litigedesk.imports.matching import Register
from litigedesk.imports.merging import PresentClients, merged
from litigedesk.imports.owners import with_kind
from litigedesk.imports.plan import Choices, LineStatus, Plan, PlannedLine
from litigedesk.operations import clients

if TYPE_CHECKING:
    from litigedesk.desk import Desk

WRITING: Final = "Enregistrement"
TOGETHER: Final = 500  # records saved at once
_EVERY: Final = 25  # lines between two words on progress


@dataclass
class Told:
    """What was done so far: records added and changed, and the lines refused with their reason."""

    added: int = 0
    updated: int = 0
    refused: dict[int, str] = field(default_factory=dict)


@dataclass
class Work:
    """One import while it runs, inside its step."""

    desk: "Desk"
    plan: Plan
    choices: Choices
    progress: Step | None
    cancelled: Callable[[], bool]
    told: Told = field(default_factory=Told)

    def lines(self) -> Iterator[PlannedLine]:
        """The lines to act on, those refused noted on the way; ``Cancelled`` when the user gave up."""
        total = len(self.plan.lines)
        for done, line in enumerate(self.plan.lines):
            if done % _EVERY == 0:
                self.pause()
                if self.progress is not None:
                    self.progress(done, total, WRITING)
            if line.status is LineStatus.REFUSED:
                self.told.refused[line.line] = line.reason
            elif line.line in self.choices.left_out or line.status in (LineStatus.SAME, LineStatus.SKIPPED):
                continue
            elif line.status is not LineStatus.UPDATE or self.choices.update or isinstance(line.draft, ExtraContact):
                yield line

    def pause(self) -> None:
        """``Cancelled`` when the user gave up."""
        if self.cancelled():
            raise Cancelled

    def add_clients(self, drafts: Sequence[tuple[str, ClientDraft]]) -> dict[str, int]:
        """Save new clients with their addresses and contacts, and give their ids by key; the kind is the user's when not told."""
        kind, kinds = self.choices.kind, self.choices.kinds
        told = [with_kind(draft, kinds.get(key, kind)) for key, draft in drafts]
        ids = self.desk.table(Client).insert_all([draft.client for draft in told])
        owned = list(zip(ids, told, strict=True))
        self.desk.table(Address).insert_all(
            [replace(draft.address, client_id=owner, main=True) for owner, draft in owned if draft.address is not None]
        )
        self.desk.table(Contact).insert_all(
            [replace(draft.contact, client_id=owner) for owner, draft in owned if draft.contact is not None]
        )
        return {key: owner for owner, (key, _) in zip(ids, drafts, strict=True)}

    def change_client(self, change: ClientChange) -> None:
        """Save what the file changes in a client already there."""
        before = self.desk.table(Client).get(change.client.id or 0)
        if before.kind is not change.client.kind:
            clients.save(self.desk, change.client)  # other rules, other dates
        else:
            self.desk.table(Client).update(change.client)
        for part in (change.address, change.contact):
            if part is None:
                continue
            table = self.desk.table(type(part))
            if part.id is None:
                table.insert(part)
            else:
                table.update(part)

    def merge_client(self, client_id: int, draft: ClientDraft) -> bool:
        """Change the client whom the user recognised as the file says, and tell whether anything did."""
        address = self.desk.table(Address).first(order="main DESC, id", client_id=client_id)
        there = PresentClients(
            {client_id: self.desk.table(Client).get(client_id)}, {client_id: address} if address else {},
            {client_id: self.desk.table(Contact).where(client_id=client_id)}, Register(),
        )  # fmt: skip
        change, _ = merged(there, client_id, draft)
        if change is not None:
            self.change_client(change)
        return change is not None
