"""Where each tab is, imported when it is first shown; named here because no tab knows another."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .tabs.entries import TabEntry

if TYPE_CHECKING:
    from .tabs.base import Tab


def _today() -> "type[Tab]":
    from .tabs.today import TodayTab

    return TodayTab


def _clients() -> "type[Tab]":
    from .tabs.clients import ClientsTab

    return ClientsTab


def _contracts() -> "type[Tab]":
    from .tabs.contracts import ContractsTab

    return ContractsTab


def _disputes() -> "type[Tab]":
    from .tabs.disputes import DisputesTab

    return DisputesTab


def _mediation() -> "type[Tab]":
    from .tabs.mediation import MediationTab

    return MediationTab


def _claims() -> "type[Tab]":
    from .tabs.claims import ClaimsTab

    return ClaimsTab


MODULES: "Final[dict[str, Callable[[], type[Tab]]]]" = {
    "TodayTab": _today,
    "ClientsTab": _clients,
    "ContractsTab": _contracts,
    "DisputesTab": _disputes,
    "MediationTab": _mediation,
    "ClaimsTab": _claims,
}


def located(*entries: TabEntry) -> tuple[TabEntry, ...]:
    """These tabs, each with what imports it."""
    return tuple(replace(entry, load=MODULES[entry.key]) for entry in entries)
