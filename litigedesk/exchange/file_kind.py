"""What a file is, by what it holds: its name says what its sender wanted one to believe."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from litigedesk.errors import UserError

_SAMPLE = 65_536  # bytes looked at to know a text from the rest


@dataclass(frozen=True)
class FileKind:
    """A kind of file, how a sentence calls it, and how names of it end."""

    media_type: str
    called: str
    suffixes: tuple[str, ...]


_KINDS = (
    FileKind("application/pdf", "un PDF", (".pdf",)),
    FileKind("image/jpeg", "une image JPEG", (".jpg", ".jpeg", ".jpe", ".jfif")),
    FileKind("image/png", "une image PNG", (".png",)),
    FileKind("image/gif", "une image GIF", (".gif",)),
    FileKind("image/tiff", "une image TIFF", (".tif", ".tiff")),
    FileKind("image/webp", "une image WebP", (".webp",)),
    FileKind("image/bmp", "une image BMP", (".bmp",)),
    FileKind("image/heic", "une image HEIC", (".heic", ".heif")),
    FileKind("image/avif", "une image AVIF", (".avif",)),
    FileKind("image/svg+xml", "un dessin SVG", (".svg",)),
    FileKind("message/rfc822", "un courriel", (".eml",)),
    FileKind("application/vnd.ms-outlook", "un message Outlook", (".msg",)),
    FileKind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "un document Word",
        (".docx", ".docm"),
    ),
    FileKind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "un classeur Excel", (".xlsx", ".xlsm")
    ),
    FileKind(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "une présentation PowerPoint",
        (".pptx", ".pptm"),
    ),
    FileKind("application/vnd.oasis.opendocument.text", "un document OpenDocument", (".odt",)),
    FileKind("application/vnd.oasis.opendocument.spreadsheet", "un classeur OpenDocument", (".ods",)),
    FileKind("application/vnd.oasis.opendocument.presentation", "une présentation OpenDocument", (".odp",)),
    FileKind("application/msword", "un ancien document Word", (".doc", ".dot")),
    FileKind("application/vnd.ms-excel", "un ancien classeur Excel", (".xls",)),
    FileKind("application/vnd.ms-powerpoint", "une ancienne présentation PowerPoint", (".ppt", ".pps")),
    FileKind("application/x-encrypted-office", "un document Office sous mot de passe", (".docx", ".xlsx", ".pptx")),
    FileKind("application/rtf", "un document RTF", (".rtf", ".doc")),
    FileKind("application/xml", "un fichier XML", (".xml", ".xsd", ".ubl", ".cii")),
    FileKind("text/html", "une page web", (".html", ".htm", ".xhtml")),
    FileKind("text/csv", "un tableau CSV", (".csv", ".tsv")),
    FileKind("text/calendar", "un agenda", (".ics",)),
    FileKind("text/plain", "un texte", (".txt", ".md", ".log", ".text", ".json", ".srt", ".vcf")),
    FileKind("application/zip", "une archive ZIP", (".zip",)),
    FileKind("application/gzip", "une archive GZIP", (".gz", ".tgz")),
    FileKind("application/x-7z-compressed", "une archive 7-Zip", (".7z",)),
    FileKind("application/vnd.rar", "une archive RAR", (".rar",)),
    FileKind("audio/mpeg", "un enregistrement sonore", (".mp3",)),
    FileKind("audio/mp4", "un enregistrement sonore", (".m4a", ".mp4")),
    FileKind("audio/wav", "un enregistrement sonore", (".wav",)),
    FileKind("audio/ogg", "un enregistrement sonore", (".ogg", ".opus", ".oga")),
    FileKind("video/mp4", "une vidéo", (".mp4", ".m4v", ".3gp", ".mov")),
    FileKind("video/quicktime", "une vidéo", (".mov", ".qt")),
    FileKind("video/webm", "une vidéo", (".webm", ".mkv")),
    FileKind("application/x-executable", "un programme", (".exe", ".dll", ".com", ".scr", ".bin", ".so")),
    FileKind("application/octet-stream", "un fichier d’un format inconnu", ()),
)
KINDS = {kind.media_type: kind for kind in _KINDS}
UNKNOWN = KINDS["application/octet-stream"]
_CLAIMED = {suffix: kind for kind in reversed(_KINDS) for suffix in kind.suffixes}

_FIRST_BYTES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xca\xfe\xba\xbe", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-executable"),
)
_OLE_STREAMS = (
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("EncryptedPackage", "application/x-encrypted-office"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("Workbook", "application/vnd.ms-excel"),
)
_OFFICE_FOLDERS = (
    ("word/", "wordprocessingml.document"),
    ("xl/", "spreadsheetml.sheet"),
    ("ppt/", "presentationml.presentation"),
)
_BRANDS = {
    "avif": "image/avif",
    "avis": "image/avif",
    "M4A ": "audio/mp4",
    "M4B ": "audio/mp4",
    "qt  ": "video/quicktime",
}
_HEIC = {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"}
_HEADER = re.compile(rb"([!-9;-~]{1,70}):")
_FROM_WHOM = {b"from", b"sender", b"received", b"return-path", b"delivered-to"}
_OF_MAIL = {b"date", b"subject", b"message-id", b"mime-version", b"to"}


def kind_of(data: bytes, name: str = "") -> FileKind:
    """The kind of these bytes; the name only tells apart texts, which have no first bytes of their own."""
    return KINDS.get(_signed(data) or _written(data, PurePath(name).suffix.lower()), UNKNOWN)


def contradiction(kind: FileKind, name: str) -> str:
    """What the end of a name promises when the file is something else, such as « un PDF »; empty otherwise."""
    claimed = _CLAIMED.get(PurePath(name).suffix.lower())
    if claimed is None or PurePath(name).suffix.lower() in kind.suffixes:
        return ""
    both_texts = {kind.media_type.partition("/")[0], claimed.media_type.partition("/")[0]} == {"text"}
    return "" if both_texts else claimed.called


def _signed(data: bytes) -> str:
    """The kind that the first bytes say; empty for what may be a text."""
    for mark, media_type in _FIRST_BYTES:
        if data.startswith(mark):
            return media_type
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), UNKNOWN.media_type)
    if data.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12], UNKNOWN.media_type)
    if data[4:8] == b"ftyp":
        brand = data[8:12].decode("latin-1")
        return "image/heic" if brand in _HEIC else _BRANDS.get(brand, "video/mp4")
    if data.startswith(b"MZ") and b"\0" in data[:200]:
        return "application/x-executable"
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "image/bmp"
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    return ""


def _packed(data: bytes) -> str:
    """What an archive is: a document, or files together."""
    from litigedesk.exchange import archive

    if data[30:38] == b"mimetype":  # OpenDocument puts its kind first, without compression
        declared = data[38:138].split(b"PK")[0].decode("ascii", errors="replace")
        if declared in KINDS:
            return declared
    try:
        with archive.opened(data) as packed:
            names = packed.namelist()
    except UserError:  # cut short: the names of its first files are still there
        names = [one.decode("latin-1") for one in re.findall(rb"PK\x03\x04.{26}([\w./\[\]-]{1,60})", data, re.DOTALL)]
    if any(name.startswith("[Content_Types].xml") for name in names):
        for folder, end in _OFFICE_FOLDERS:
            if any(name.startswith(folder) for name in names):
                return f"application/vnd.openxmlformats-officedocument.{end}"
    return "application/zip"


def _written(data: bytes, suffix: str) -> str:
    """Which text it is, or that it is none."""
    from litigedesk.exchange.encoding import decoded

    sample = data[:_SAMPLE]
    text = decoded(sample).lstrip("\ufeff \t\r\n")
    strange = sum(1 for sign in text if sign < " " and sign not in "\t\n\f\x1b")
    if strange > len(text) // 500:
        return UNKNOWN.media_type
    if _is_mail(sample, suffix):
        return "message/rfc822"
    head = text[:1024].lower()
    if head.startswith("<!doctype html") or "<html" in head:
        return "text/html"
    if head.startswith("<?xml") or (head.startswith("<") and suffix in (".xml", ".svg")):
        return "image/svg+xml" if "<svg" in head else "application/xml"
    if head.startswith("begin:vcalendar"):
        return "text/calendar"
    return {".csv": "text/csv", ".tsv": "text/csv", ".html": "text/html", ".htm": "text/html"}.get(suffix, "text/plain")


def _is_mail(sample: bytes, suffix: str) -> bool:
    """Headers of an e-mail before the first empty line; one is enough when the name says so too."""
    found: set[bytes] = set()
    for number, line in enumerate(sample.splitlines()):
        header = _HEADER.match(line)
        if header:
            found.add(header[1].lower())
        elif not line.strip() or not (line[:1].isspace() or (number == 0 and line.startswith(b"From "))):
            break
    both = bool(found & _FROM_WHOM) and bool(found & _OF_MAIL)
    return both or (suffix == ".eml" and bool(found & (_FROM_WHOM | _OF_MAIL)))
