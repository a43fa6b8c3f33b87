"""What Windows shows of the program under « Propriétés › Détails », in the form that PyInstaller reads."""

from __future__ import annotations

import re

TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable("040c04b0", [
      StringStruct("CompanyName", "LitigeDesk"),
      StringStruct("FileDescription", "LitigeDesk"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "litigedesk"),
      StringStruct("LegalCopyright", "GPL-3.0-or-later"),
      StringStruct("OriginalFilename", "litigedesk.exe"),
      StringStruct("ProductName", "LitigeDesk"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x040c, 1200])]),
  ],
)
"""


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """The first four numbers of a version, zeros for those it lacks: Windows knows no other."""
    one, two, three, four = (*map(int, re.findall(r"\d+", version)[:4]), 0, 0, 0, 0)[:4]
    return one, two, three, four


def version_resource(version: str) -> str:
    """The text of the resource, in French (040c) and Unicode (04b0, which is 1200)."""
    return TEMPLATE.format(numbers=four_numbers(version), version=version)
