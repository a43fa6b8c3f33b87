"""The tab Contrats."""

from .tab import ContractsTab

__all__ = ["ContractsTab"]
