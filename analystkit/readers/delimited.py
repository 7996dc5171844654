"""Tables as text: CSV and its kin, a row at a time."""

import codecs
import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from analystkit.cleaning import decode_bytes
from analystkit.errors import SourceError
from analystkit.readers.article_rows import Row, read_rows
from analystkit.readers.streams import LARGEST, read_lines, read_whole
from analystkit.records import Article, Skipped

__all__ = ["read_delimited"]

DELIMITERS = ",;\t|"
QUOTED = re.compile(r'"[^"]*"')
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(stream: BinaryIO, path: str) -> Iterator[Article | Skipped]:
    """Yield the articles of a CSV file, whose first line names its columns.

    Parameters
    ----------
    stream : the open file; commas, semicolons, tabs or bars part the cells, whichever the first line has most of.
    path : where it is.

    Raises
    ------
    SourceError : no column can hold an article, or a cell never ends.
    """
    if csv.field_size_limit() < LARGEST:  # the limit belongs to the whole process; 131,072 is less than an article
        csv.field_size_limit(LARGEST)
    try:
        yield from read_rows(_rows(_lines(stream, path)), path)
    except csv.Error as error:
        raise SourceError(path, f"it is no table that can be read ({error})", "save it again as CSV") from error


def _rows(lines: Iterator[str]) -> Iterator[Row]:
    first = next(lines, "")
    names = next(csv.reader([first], delimiter=_delimiter(first)), [])
    for cells in csv.reader(lines, delimiter=_delimiter(first)):
        if any(cells):
            yield dict(zip(names, cells, strict=False))


def _delimiter(line: str) -> str:
    bare = QUOTED.sub("", line)
    return max(DELIMITERS, key=bare.count)


def _lines(stream: BinaryIO, path: str) -> Iterator[str]:
    """Yield the lines as text; UTF-16, which spreadsheets write, has no lines before it is decoded."""
    lines = read_lines(stream, path)
    first = next(lines, b"")
    if first.startswith(UTF16):
        yield from decode_bytes(first + read_whole(stream, path)).splitlines(keepends=True)
        return
    yield decode_bytes(first)
    for line in lines:
        yield decode_bytes(line)
