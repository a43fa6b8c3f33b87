"""What every closed list is made of."""

from enum import StrEnum


class Labelled(StrEnum):
    """A closed list whose members carry a French label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
