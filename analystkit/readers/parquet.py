"""Parquet tables of articles, some rows at a time."""

from collections.abc import Iterator
from typing import BinaryIO

from analystkit.readers.article_rows import Row, read_rows
from analystkit.readers.extras import load_extra
from analystkit.readers.streams import blame, seekable
from analystkit.records import Article, Skipped

__all__ = ["is_parquet", "read_parquet"]

AT_ONCE = 16
"""Rows in memory at a time."""


def is_parquet(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a Parquet table."""
    return head.startswith(b"PAR1")


def read_parquet(stream: BinaryIO, path: str) -> Iterator[Article | Skipped]:
    """Yield the articles of a Parquet table.

    Parameters
    ----------
    stream : the open file.
    path : where it is.

    Raises
    ------
    SourceError : pyarrow is not installed, the table is damaged, or no column can hold an article.
    """
    yield from read_rows(_rows(seekable(stream, path), path), path)


def _rows(stream: BinaryIO, path: str) -> Iterator[Row]:
    parquet = load_extra("pyarrow.parquet", "parquet", path)
    with blame(path, "it is no Parquet table that can be read", "fetch it again, or save it as CSV"):
        for batch in parquet.ParquetFile(stream).iter_batches(batch_size=AT_ONCE):
            yield from batch.to_pylist()
