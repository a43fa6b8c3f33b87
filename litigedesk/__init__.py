"""LitigeDesk core: records, law, letters and storage, without any user interface."""

__version__ = "0.1.0"
