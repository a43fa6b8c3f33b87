"""The ids that can still be read of the tables of a damaged database, page by page: SQLite itself gives up at the first fault.

Reads only what the format promises of a table's tree (sqlite.org/fileformat.html): inner pages, leaves, the rowid of each cell. The
root page of each table is taken from a good copy, which has the pages of the database in the same places.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

_INNER, _LEAF = 0x05, 0x0D
_HEADER = 100  # of the file, before the first page's own


def ids_of(file: Path, root: int) -> set[int]:
    """The rowids of the table whose tree begins at page ``root``, as far as they can be read; reads nothing into the content."""
    data = memoryview(file.read_bytes())
    if len(data) < _HEADER:
        return set()
    told = int.from_bytes(data[16:18], "big")
    size = 65_536 if told == 1 else told
    if size < 512 or size & (size - 1):
        return set()
    found: set[int] = set()
    seen: set[int] = set()
    ahead = [root]
    while ahead:
        number = ahead.pop()
        page = data[(number - 1) * size : number * size]
        if number < 1 or number in seen or len(page) < size:
            continue
        seen.add(number)
        inner, ids = _read(page, _HEADER if number == 1 else 0)
        ahead += inner
        found |= ids
    return found


def _read(page: memoryview, start: int) -> tuple[list[int], set[int]]:
    """The pages under a page, and the rowids on it; nothing of one that is no part of a table."""
    kind = page[start]
    if kind not in {_INNER, _LEAF}:
        return [], set()
    (cells,) = struct.unpack_from(">H", page, start + 3)
    head = start + (12 if kind == _INNER else 8)
    if head + 2 * cells > len(page):
        return [], set()
    offsets = [offset for (offset,) in struct.iter_unpack(">H", page[head : head + 2 * cells])]
    if kind == _INNER:
        children = [struct.unpack_from(">I", page, offset)[0] for offset in offsets if offset + 4 <= len(page)]
        return [*children, struct.unpack_from(">I", page, start + 8)[0]], set()
    return [], {row_id for offset in offsets for row_id in _row_id(page, offset)}


def _row_id(page: memoryview, offset: int) -> Iterator[int]:
    """The rowid of a leaf's cell, after the length of its content."""
    _, offset = _varint(page, offset)
    row_id, end = _varint(page, offset)
    if end <= len(page) and 0 < row_id < 1 << 40:
        yield row_id


def _varint(page: memoryview, offset: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for byte in page[offset : offset + 8]:
        offset += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, offset
    return (value << 8 | page[offset] if offset < len(page) else 0), offset + 1
