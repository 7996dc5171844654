"""Documents of word processors: DOCX and ODT, ZIP archives of XML of which no entity is ever resolved."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from analystkit.errors import SourceError
from analystkit.readers.assembly import assemble
from analystkit.readers.printed import printed_fields
from analystkit.readers.streams import blame
from analystkit.records import Article

__all__ = ["is_docx", "is_odt", "is_other_office", "read_docx", "read_odt", "refuse_office"]

ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
LARGEST = 100_000_000
"""Bytes that all parts of a document may unpack to; pictures are packed already."""

LARGEST_TEXT = 50_000_000
"""Bytes of XML: the text itself takes a tenth of them."""

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAME = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
BROKEN = "save it again from the word processor, or as text"


def is_docx(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a Word document."""
    return _is_office(head) and b"word/" in head


def is_odt(head: bytes) -> bool:
    """Tell whether a file's first bytes begin an OpenDocument text."""
    return ODT in head[:120]


def is_other_office(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a workbook or slides."""
    return _is_office(head) and (b"xl/" in head or b"ppt/" in head)


def _is_office(head: bytes) -> bool:
    return head.startswith(b"PK") and b"[Content_Types].xml" in head


def refuse_office(_: bytes, path: str) -> Iterator[Article]:
    """Raise SourceError for a workbook or slides."""
    raise SourceError(path, "it holds a workbook or slides", "save it as CSV or as text")


def read_docx(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of a Word document: its paragraphs, and its tables with a line per row.

    Parameters
    ----------
    raw : the bytes of the document.
    path : where it was read from.

    Raises
    ------
    SourceError : it is damaged, unpacks to too much, or holds no text.
    """
    import docx  # costs 0.1 s

    _check_size(raw, path)
    with blame(path, "it is no Word document that can be read", BROKEN):
        document = docx.Document(BytesIO(raw))
        text = "\n\n".join(_blocks(document.element.body))
        known = document.core_properties
        fields = printed_fields(text, known.title or "", known.author or "")
    yield assemble(text, path, fields)


def read_odt(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of an OpenDocument text, as ``read_docx`` does."""
    _check_size(raw, path)
    with blame(path, "it is no document that can be read", BROKEN), ZipFile(BytesIO(raw)) as archive:
        text = "\n\n".join(_odt_paragraphs(_xml(archive.read("content.xml"))))
        meta = _xml(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
        title, author = (_first(meta, DUBLIN + name) for name in ("title", "creator"))
        fields = printed_fields(text, title, author)
    yield assemble(text, path, fields)


def _check_size(raw: bytes, path: str) -> None:
    """Look at what the parts say of their size: they are cut off where they say too little."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(path, "its ZIP directory cannot be read", BROKEN) from error
    text = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if text > LARGEST_TEXT or sum(part.file_size for part in parts) > LARGEST:
        raise SourceError(path, "it unpacks to far more than a document has", "save its text as .txt")
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(path, "it is protected by a password", "save it without one")


def _blocks(body: Any) -> Iterator[str]:
    """Yield paragraphs, and rows of tables as lines; a table inside a table is read where it stands."""
    for block in body.iterchildren():
        if block.tag == f"{WORD}tbl":
            yield "\n".join(_table_rows(block))
        elif block.tag == f"{WORD}p":
            yield _paragraph(block)
        elif block.tag in (f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}customXml"):
            yield from _blocks(block)


def _table_rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{WORD}tr"):
        cells = (" ".join(map(_paragraph, cell.iterchildren(f"{WORD}p"))) for cell in row.iter(f"{WORD}tc"))
        yield " | ".join(cell.strip() for cell in cells if cell.strip())


def _paragraph(paragraph: Any) -> str:
    """Return the text of a paragraph as it stands after all changes: inserted words yes, deleted ones no."""
    return "".join(_run_text(paragraph))


def _run_text(element: Any) -> Iterator[str]:
    for part in element.iterchildren():
        if part.tag == f"{WORD}t":
            yield part.text or ""
        elif part.tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n"
        elif part.tag == f"{WORD}tab":
            yield "\t"
        elif part.tag == f"{WORD}noBreakHyphen":
            yield "-"
        elif part.tag not in (f"{WORD}del", f"{WORD}moveFrom", SAME):  # a fallback says the same again
            yield from _run_text(part)


def _odt_paragraphs(tree: Any) -> Iterator[str]:
    for part in tree.iter(f"{TEXT}h", f"{TEXT}p"):
        if not any(above.tag in (f"{TEXT}tracked-changes", f"{TEXT}note") for above in part.iterancestors()):
            yield _odt_text(part)


def _odt_text(element: Any) -> str:
    found = element.text or ""
    for part in element:
        if part.tag in (f"{TEXT}tab", f"{TEXT}s"):
            found += " "
        elif part.tag == f"{TEXT}line-break":
            found += "\n"
        elif part.tag not in (f"{TEXT}note", f"{TEXT}p", f"{TEXT}h") and isinstance(part.tag, str):
            found += _odt_text(part)
        found += part.tail or ""
    return found


def _xml(raw: bytes) -> Any:
    """Parse XML whose entities stay what they are and which fetches nothing."""
    from lxml import etree

    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _first(tree: Any, tag: str) -> str:
    found = next(tree.iter(tag), None) if tree is not None else None
    return re.sub(r"\s+", " ", found.text or "") if found is not None else ""
