"""What a claim is about: the policy, the client, the contract and the dispute it came of."""

from functools import partial

from PySide6.QtWidgets import QWidget

from litigedesk.queries.insurance_claims import ClaimFile

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.layout import row
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import Label
from .commands import Commands


class LinksCard(Card):
    """One row for each record around the claim; the policy still to choose is said first."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        super().__init__("Dossiers liés", gap=4, parent=parent)
        claim = file.claim
        if file.policy is None:
            self.add(Label("Aucun contrat RC Pro indiqué.", Tone.MUTED, wrap=True))
            choose = Button("Choisir le contrat", Kind.LINK, name="claim.policy")
            choose.clicked.connect(lambda: commands.edit(claim.id or 0, "policy_id"))
            self.add(row(choose, None))
        for kind, record_id, icon, title, detail in _linked(file):
            fact = FactRow(icon, title, detail, pressable=True)
            fact.setObjectName(f"claim.link.{kind}")
            fact.clicked.connect(partial(commands.context.navigate, kind, record_id))
            self.add(fact)
        if file.client is None and claim.third_party:
            self.add(Label(claim.third_party, wrap=True))


def _linked(file: ClaimFile) -> list[tuple[str, int, str, str, str]]:
    """Kind, id, icon, name and what it is."""
    found: list[tuple[str, int | None, str, str, str]] = []
    if (policy := file.policy) is not None:
        what = f"Contrat RC Pro {policy.number}".rstrip()
        found.append(("policy", policy.id, "badge-check", policy.insurer or "Assureur à indiquer", what))
    if (company := file.company) is not None:
        what = "Société de portage, qui déclare à l’assureur"
        found.append(("portage_company", company.id, "building-2", company.name, what))
    if (client := file.client) is not None:
        found.append(("client", client.id, "users", client.name, "Client"))
    if (contract := file.contract) is not None:
        name = f"{contract.reference} — {contract.title}".rstrip(" —")
        found.append(("contract", contract.id, "file-text", name, contract.kind.label))
    if (dispute := file.dispute) is not None:
        name = f"{dispute.reference} — {dispute.title}".rstrip(" —")
        found.append(("dispute", dispute.id, "scale", name, "Litige"))
    return [(kind, record_id or 0, icon, name, what) for kind, record_id, icon, name, what in found]
