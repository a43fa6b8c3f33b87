"""The tab Sinistres: insurance claims, and the liability policies they are declared on."""

from .tab import ClaimsTab

__all__ = ["ClaimsTab"]
