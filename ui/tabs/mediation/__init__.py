"""The tab Médiation: the calendar, the files of mediations, the user's mediator, their duties to inform."""

from .tab import MediationTab

__all__ = ["MediationTab"]
