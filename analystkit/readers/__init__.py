"""Readers turn files into articles: one small module per format, chosen by content first, then by ending.

The way in is ``read_files``: ``sources`` finds and opens the files, ``formats`` chooses the reader, and the
reader gives Articles with their clean text, one at a time. A file that cannot be read is a Skipped with the
reason and the next step; it never stops the others.
"""

from collections.abc import Iterator
from dataclasses import replace

from analystkit.errors import SourceError
from analystkit.readers.fetching import is_address
from analystkit.readers.formats import read_stream
from analystkit.readers.sources import Source, find_sources, printable, reason_of
from analystkit.records import Article, Skipped
from analystkit.text import article_id

__all__ = ["Source", "article_id", "read_files"]


def read_files(source: Source, *, private: bool = False) -> Iterator[Article | Skipped]:
    """Yield the articles of files in order of path; what cannot be read is yielded as Skipped.

    Parameters
    ----------
    source : a path, a glob pattern, a folder, a web address, an open file, or a list of them. A folder is read
        with its subfolders; files called README and those whose names begin with a dot are passed over there,
        links to folders are not followed.
    private : allow web addresses inside one's own network; see ``fetching``.

    Examples
    --------
    >>> [article.via for article in read_files("seeds/russia-*.txt")]
    ['Reuters']
    >>> next(read_files("missing.txt")).reason
    'there is no such file'
    """
    for path, opened in find_sources(source, private=private):
        try:
            with opened() as stream:
                for result in read_stream(stream, path):
                    yield _placed(result, path)
        except SourceError as error:
            yield Skipped(printable(error.thing if error.thing.startswith(path) else path), error.found, error.step)
        except OSError as error:
            yield Skipped(printable(path), f"it could not be read ({reason_of(error)})", "copy it elsewhere and retry")


def _placed(result: Article | Skipped, path: str) -> Article | Skipped:
    """Give a result a path that can be printed, and what was fetched the address it came from."""
    if isinstance(result, Article) and not result.url and is_address(path):
        result = replace(result, url=path)
    return replace(result, path=printable(result.path))
