"""The personal data of a client: erased, or made anonymous, for good."""

from litigedesk.operations.privacy.erasing import EVERYTHING, Erasure, anonymise, erase, finish

__all__ = ["EVERYTHING", "Erasure", "anonymise", "erase", "finish"]
