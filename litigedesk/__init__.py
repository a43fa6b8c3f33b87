"""LitigeDesk core: records, law, letters and storage, without any user interface."""

__version__ = "0.1.0"
RELEASED_ON = "2026-11-26"  # the day of this version, changed with it
HOME = ""  # where new versions are announced, once there is such a page
