"""The tab Clients."""

from .tab import ClientsTab

__all__ = ["ClientsTab"]
