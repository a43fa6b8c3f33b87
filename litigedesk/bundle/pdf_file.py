"""A PDF written object by object: only the places of the objects stay in memory, however large the bundle."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject, PdfObject


class Sink(Protocol):
    """Where bytes go: a file, or a counter."""

    def write(self, data: bytes, /) -> int:
        """Take bytes, and say how many."""
        ...


class ByteCount:
    """Counts what would be written."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes, /) -> int:
        """Count these bytes."""
        self.size += len(data)
        return len(data)


class PdfFile:
    """A PDF being written; objects may point to others not yet written."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._places: list[int] = []  # of each object in the file, 0 until it is written
        self.size = 0
        self.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def write(self, data: bytes) -> int:
        """Bytes put at the end; objects write themselves through this."""
        self._sink.write(data)
        self.size += len(data)
        return len(data)

    def reserve(self) -> "IndirectObject":
        """A reference to an object written later."""
        from pypdf.generic import IndirectObject

        self._places.append(0)
        return IndirectObject(len(self._places), 0, None)

    def put(self, reference: "IndirectObject", value: "PdfObject") -> None:
        """Write the object of a reserved reference."""
        self._places[reference.idnum - 1] = self.size
        self.write(b"%d 0 obj\n" % reference.idnum)
        value.write_to_stream(self)  # type: ignore[arg-type]  # it only writes
        self.write(b"\nendobj\n")

    def add(self, value: "PdfObject") -> "IndirectObject":
        """Write an object and return its reference."""
        reference = self.reserve()
        self.put(reference, value)
        return reference

    def close(self, root: "IndirectObject", info: "IndirectObject | None" = None) -> None:
        """Write the table of objects; the stream stays open."""
        from pypdf.generic import DictionaryObject, NameObject, NumberObject

        start = self.size
        self.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(self._places) + 1))
        for place in self._places:
            self.write(b"%010d %05d %b \n" % (place, 0 if place else 65535, b"n" if place else b"f"))
        trailer = DictionaryObject()
        trailer[NameObject("/Size")] = NumberObject(len(self._places) + 1)
        trailer[NameObject("/Root")] = root
        if info is not None:
            trailer[NameObject("/Info")] = info
        self.write(b"trailer\n")
        trailer.write_to_stream(self)  # type: ignore[arg-type]
        self.write(b"\nstartxref\n%d\n%%%%EOF\n" % start)
