"""Writes Outlook messages (MS-CFB, MS-OXMSG) as small as they can be, since nobody's real message may stand in the tests."""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime

Folder = dict[str, "bytes | Folder"]
FREE, END, FAT_SECTOR, NOTHING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
SECTOR, MINI, CUTOFF = 512, 64, 4096


def properties(head: int, **values: "str | bytes | int | datetime") -> Folder:
    """Streams of the properties ``p<number in hex>``, after the list of all of them."""
    streams: Folder = {}
    listed = bytes(head)
    for name, value in values.items():
        number = int(name[1:], 16)
        if isinstance(value, datetime):
            ticks = (value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000
            listed += struct.pack("<HHIQ", 0x40, number, 6, int(ticks))
        elif isinstance(value, int):
            listed += struct.pack("<HHIQ", 0x03, number, 6, value)
        else:
            kind = 0x1F if isinstance(value, str) else 0x1E if name.startswith("n") else 0x102
            content = value.encode("utf-16-le") if isinstance(value, str) else value
            listed += struct.pack("<HHIII", kind, number, 6, len(content) + 2, 0)
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = content
    return {"__properties_version1.0": listed, **streams}


@dataclass
class _Entry:
    name: str
    kind: int  # 1 folder, 2 stream, 5 root
    data: bytes = b""
    left: int = NOTHING
    right: int = NOTHING
    child: int = NOTHING
    start: int = END


@dataclass
class _Directory:
    entries: list[_Entry] = field(default_factory=list)

    def add(self, folder: Folder, name: str = "Root Entry", kind: int = 5) -> int:
        place = len(self.entries)
        self.entries.append(_Entry(name, kind))
        places = [
            self.add(what, one, 1) if isinstance(what, dict) else self._stream(one, what)
            for one, what in sorted(folder.items())
        ]
        self.entries[place].child = self._tree(places)
        return place

    def _stream(self, name: str, data: bytes) -> int:
        self.entries.append(_Entry(name, 2, data))
        return len(self.entries) - 1

    def _tree(self, places: list[int]) -> int:
        if not places:
            return NOTHING
        middle = len(places) // 2
        entry = self.entries[places[middle]]
        entry.left, entry.right = self._tree(places[:middle]), self._tree(places[middle + 1 :])
        return places[middle]

    def written(self) -> bytes:
        return b"".join(
            struct.pack(
                "<64sHBBIII16sIQQIII", one.name.encode("utf-16-le"), 2 * len(one.name) + 2, one.kind, 1, one.left,
                one.right, one.child, bytes(16), 0, 0, 0, one.start, len(one.data), 0,
            )
            for one in self.entries
        )  # fmt: skip


def _chained(fat: list[int], sectors: int) -> int:
    """The first of so many sectors put one after the other."""
    first = len(fat)
    fat += [*range(first + 1, first + sectors), END] if sectors else []
    return first if sectors else END


def compound_file(tree: Folder) -> bytes:
    """The file of these folders and streams."""
    directory = _Directory()
    directory.add(tree)
    fat: list[int] = []
    mini_fat: list[int] = []
    body, small = b"", b""
    for one in directory.entries:
        if 0 < len(one.data) < CUTOFF:
            one.start = _chained(mini_fat, -(-len(one.data) // MINI))
            small += one.data.ljust(-(-len(one.data) // MINI) * MINI, b"\0")
        elif one.data:
            one.start = _chained(fat, -(-len(one.data) // SECTOR))
            body += one.data.ljust(-(-len(one.data) // SECTOR) * SECTOR, b"\0")
    directory.entries[0].data = small
    starts = []
    for data in (small, struct.pack(f"<{len(mini_fat)}I", *mini_fat), b""):
        starts.append(_chained(fat, -(-len(data) // SECTOR)))
        body += data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\xff")
    directory.entries[0].start = starts[0]
    listed = directory.written()
    listed = listed.ljust(-(-len(listed) // SECTOR) * SECTOR, b"\0")
    first_listed = _chained(fat, len(listed) // SECTOR)
    body += listed
    tables = 1
    while tables * SECTOR // 4 < len(fat) + tables:
        tables += 1
    table_places = list(range(len(fat), len(fat) + tables))
    fat += [FAT_SECTOR] * tables
    fat += [FREE] * (tables * SECTOR // 4 - len(fat))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, tables,
        first_listed, 0, CUTOFF, starts[1], -(-len(mini_fat) * 4 // SECTOR), END, 0,
    )  # fmt: skip
    places = struct.pack(f"<{len(table_places)}I", *table_places).ljust(436, b"\xff")
    return head + places + body + struct.pack(f"<{len(fat)}I", *fat)


def recipient(kind: int, name: str, address: str) -> Folder:
    return properties(8, p0C15=kind, p3001=name, p39FE=address)


def message(head: int = 32, **changed: "str | bytes | int | datetime") -> Folder:
    """A message of one day of March 2027 with two recipients and one attachment."""
    said: dict[str, str | bytes | int | datetime] = {
        "p001A": "IPM.Note",
        "p0037": "Relance de la facture F-12",
        "p1000": "Bonjour,\r\nÀ régler : 1 200 €.\r\n",
        "p0C1A": "Camille Roussel",
        "p5D01": "camille@roussel.example",
        "p0039": datetime(2027, 3, 14, 23, 30, tzinfo=UTC),
    }
    return {
        **properties(head, **(said | changed)),
        "__recip_version1.0_#00000000": recipient(1, "Hôtel du Port", "compta@port.example"),
        "__recip_version1.0_#00000001": recipient(2, "Me Albert", "albert@avocat.example"),
        "__attach_version1.0_#00000000": properties(
            8, p3707="../../F-12.pdf", p370E="application/pdf", p3705=1, p3701=b"%PDF-1.7 " + bytes(5000)
        ),
    }
