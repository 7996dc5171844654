"""Pages joined into one text: furniture off, words and paragraphs that a page cuts mended, page starts kept."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from analystkit.cleaning import clean_text
from analystkit.readers.pdf_layout import ENDS, Line, paragraphs_of

__all__ = ["Joined", "join_pages", "page_starts", "without_furniture"]

EDGE = 3
"""Lines at the top and at the bottom of a page that may be furniture."""

PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—|\s]*(?:\d{1,4}|[ivxlc]{1,7})[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?\Z", re.IGNORECASE
)
BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
COUNTED = 5
"""Lines numbered one after another from which the numbers are furniture, as in a transcript."""

Pages = list[list[Line]]


class Joined(NamedTuple):
    """The text of all pages, a line per paragraph, and in which of these each page begins and how far in."""

    text: str
    starts: tuple[tuple[int, int], ...]


def without_furniture(pages: Pages) -> Pages:
    """Return pages without page numbers, running heads and feet, and numbers of lines."""
    edges = [_edge(page) for page in pages]
    seen = Counter(fold for edge in edges for fold in {_fold(line) for line in edge})
    often = {fold for fold, count in seen.items() if count >= max(2, len(pages) * 0.4)}
    parted = zip(pages, edges, strict=True)
    return [_uncounted([line for line in page if not _is_furniture(line, edge, often)]) for page, edge in parted]


def join_pages(pages: Pages) -> Joined:
    """Return pages as one text of paragraphs; one that a page cuts in two is one again."""
    known = Counter(word.text.strip('.,;:()"”“').casefold() for page in pages for line in page for word in line.words)
    paragraphs: list[str] = []
    starts = []
    for page in pages:
        texts = [_mended(paragraph, known) for paragraph in paragraphs_of(page)]
        if paragraphs and texts and _goes_on(paragraphs[-1], texts[0]):
            starts.append((len(paragraphs) - 1, len(paragraphs[-1])))
            paragraphs[-1] = _joined(paragraphs[-1], texts.pop(0), known)
        else:
            starts.append((len(paragraphs), 0))
        paragraphs += texts
    return Joined("\n\n".join(paragraphs), tuple(starts))


def page_starts(joined: Joined, text: str) -> tuple[int, ...]:
    """Return the offset in an article's text at which each page begins.

    Parameters
    ----------
    joined : what the text was made of.
    text : the clean text, from which some paragraphs may have been lifted as headers.

    Examples
    --------
    >>> joined = Joined("Troops Leave\\n\\nSome 300 left.\\n\\nMore follow.", ((0, 0), (2, 0)))
    >>> page_starts(joined, "Some 300 left.\\n\\nMore follow.")
    (0, 16)
    """
    places: list[int] = []
    place = 0
    for paragraph in map(clean_text, joined.text.split("\n\n")):
        found = text.find(paragraph, place) if paragraph else -1
        places.append(place if found < 0 else found)
        place = places[-1] if found < 0 else found + len(paragraph)
    starts = (
        places[number] + (inside and inside + 1) if number < len(places) else len(text)
        for number, inside in joined.starts
    )
    return tuple(min(start, len(text)) for start in [0, *list(starts)[1:]])


def _edge(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.words[0].top)
    return by_height if len(by_height) <= 2 * EDGE else by_height[:EDGE] + by_height[-EDGE:]


def _is_furniture(line: Line, edge: list[Line], often: set[str]) -> bool:
    return line in edge and (PAGE_NUMBER.match(line.text) is not None or _fold(line) in often)


def _fold(line: Line) -> str:
    """Return a line without its numbers: a running foot counts the pages."""
    return re.sub(r"\d+", "#", line.text.casefold()) + f"@{round(line.words[0].top / 12)}"


def _uncounted(lines: list[Line]) -> list[Line]:
    """Take off the numbers 1, 2, 3 ... at the left of the lines of a transcript or a bill."""
    numbers = [int(line.words[0].text) if line.words[0].text.isdecimal() else None for line in lines]
    steps = sum(b == a + 1 for a, b in pairwise(number for number in numbers if number is not None))
    counted = sum(number is not None for number in numbers)
    if steps < COUNTED or steps < 0.8 * (counted - 1) or counted < 0.6 * len(lines):
        return lines
    bare = (
        line if number is None else line._replace(words=line.words[1:])
        for line, number in zip(lines, numbers, strict=True)
    )
    return [line for line in bare if line.words]


def _mended(paragraph: list[Line], known: Counter[str]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        text = _joined(text, line.text, known)
    return text


def _joined(text: str, following: str, known: Counter[str]) -> str:
    """Join two lines; a hyphen at the end of the first goes unless the document writes the word with one."""
    broken = BROKEN_WORD.search(text)
    if not broken or not following[:1].isalnum():
        is_open = text.endswith("-") and following[:1].isalnum()  # "2023-" and "0379"
        return text + following if is_open else f"{text} {following}"
    first, rest = broken[1].casefold(), following.split(" ", 1)[0].strip('.,;:()"”“').casefold()
    is_compound = following[0].isupper() or known[f"{first}-{rest}"] > known[first + rest]
    return text + following if is_compound else text[: broken.end(1)] + following


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a paragraph goes on over the page: its sentence has not ended, and no capital begins another."""
    return before[-1:] not in ENDS and (after[:1].islower() or (after[:1].isdigit() and len(before) > 80))
