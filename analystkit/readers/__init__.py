"""Readers turn files into articles: one small module per format, chosen by content first, then by ending.

The way in is ``read_files``: ``sources`` finds the files, ``formats`` chooses the reader, and the reader
gives an Article with its clean text. A file that cannot be read is a Skipped with the reason and the next
step; it never stops the others.
"""

import os
from collections.abc import Iterator
from dataclasses import replace

from analystkit.errors import SourceError
from analystkit.readers.formats import read_bytes
from analystkit.readers.sources import Source, find_files, load_file
from analystkit.records import Article, Skipped
from analystkit.text import article_id

__all__ = ["Source", "article_id", "read_files"]


def read_files(source: Source) -> Iterator[Article | Skipped]:
    """Yield the articles of files in order of path; what cannot be read is yielded as Skipped.

    Parameters
    ----------
    source : a path, a glob pattern, a folder, or a list of them. A folder is read with its subfolders; files
        called README and those whose names begin with a dot are passed over there, links to folders are not
        followed.

    Examples
    --------
    >>> [article.via for article in read_files("seeds/russia-*.txt")]
    ['Reuters']
    >>> next(read_files("missing.txt")).reason
    'there is no such file'
    """
    for path, problem in find_files(source):
        try:
            if problem:
                raise problem
            for article in read_bytes(load_file(path), path):
                yield replace(article, path=_printable(path))
        except SourceError as error:
            yield Skipped(_printable(path), error.found, error.step)


def _printable(path: str) -> str:
    """File names need not be valid text; a table and a page need it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
