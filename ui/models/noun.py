"""What the rows of a list are called, with the agreement that French asks for."""

from dataclasses import dataclass

from litigedesk import formats


@dataclass(frozen=True)
class Noun:
    """« litige », « litiges », and whether it is feminine."""

    singular: str
    plural: str
    feminine: bool = False

    def counted(self, count: int) -> str:
        """« 3 litiges »."""
        return formats.count(count, self.singular, self.plural)

    def agreed(self, participle: str, count: int) -> str:
        """« choisi » with what is counted: « choisies » for several invoices."""
        return participle + "e" * self.feminine + "s" * (abs(count) >= 2)

    def chosen(self, count: int) -> str:
        """« 3 factures choisies »."""
        return f"{self.counted(count)} {self.agreed('choisi', count)}"


ROW = Noun("ligne", "lignes", feminine=True)
