"""The tab Aujourd’hui: what to do first, what waits after it, and the money."""

from .tab import TodayTab

__all__ = ["TodayTab"]
