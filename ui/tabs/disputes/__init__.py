"""The tab Litiges: the list of disputes, and the dossier of one."""

from .tab import DisputesTab

__all__ = ["DisputesTab"]
