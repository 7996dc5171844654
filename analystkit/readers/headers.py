"""What the first and last lines of an article say about it: headline, day, agency, author, outlet, address.

Such lines are lifted out of the text, whole lines only: a dateline inside a paragraph is read and stays, for
it is the article's own letters. Each rule looks at one line and gives the fields it found; None is no
opinion.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import TypedDict

from analystkit import tables
from analystkit.readers.days import day_line, find_day, locate_day

__all__ = ["Headers", "byline_fields", "find_outlet", "find_wire", "is_headline", "read_byline", "split_headers"]


class Headers(TypedDict, total=False):
    """The fields of an article that its header lines can fill."""

    title: str
    published: date
    publisher: str
    via: str
    author: str
    url: str


TOP, BOTTOM = 12, 3
"""Lines at either end among which header lines are looked for."""

PROSE = 120
"""Characters from which a line is a paragraph and no header line."""

TEASER = 40
"""Characters from which a first line that comes again is a teaser, and no refrain."""

CUT_OFF = re.compile(r"\s*(?:\.\.\.|…|\[…\])\Z")
ADDRESS = re.compile(r"https?://[^\s<>\"']{4,500}\Z")
LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]{1,20}?)\s*:\s*(?P<value>\S.{0,300})\Z")
DATELINE = re.compile(r"(?P<head>.{3,100}?)\s*(?:--|[-–—])\s")
CREDITED = re.compile(r"(?P<head>(?:[^a-z]{3,60}?|[A-Z][^(/]{2,30},[^(/]{3,30})[(/][A-Z][\w /-]{1,30}[)/])[.:]?\s")
CREDIT = re.compile(r"[(/\[]([A-Za-z][\w /-]{1,40})[)/\]]")
COPYRIGHT = re.compile(
    r"(?:copyright|\(c\)|©)(?:\s|\(c\)|©)*(?:\d{4},?\s+)?(?:by\s+)?(?P<owner>[^.,]{2,60})", re.IGNORECASE
)
PLACE = re.compile(r"[A-Z][\w.'’]+(?:[ ,/-]+[A-Z][\w.'’]*){0,8}(?P<end>,?)\Z")
BYLINE = re.compile(r"by\s+(?P<names>\S.{1,100})\Z", re.IGNORECASE)
NAMES = re.compile(r"[^\W\d_][\w.'’-]*(?:(?:,?\s+(?:and|for|of|in|&)\s+|,\s+|\s+)[^\W\d_][\w.'’-]*){1,13}\Z")
LISTED = re.compile(r",\s+|\s+[|/•·–—-]\s+")
WORKS_FOR = re.compile(r"\s+(?:and|for|of)\s+(?=\S.*\Z)")
BETWEEN = re.compile(r"\s+[|•·–—-]\s+|\s*\|\s*")
ENDS_SENTENCE = re.compile(r"[.:;,…]['\"”’)]*\Z")
MARK = re.compile(r"[-=_*#~·•\s]{3,}\Z")


def split_headers(text: str, title: str = "") -> tuple[Headers, str]:
    """Return the fields that header lines give, and the text without those lines.

    Parameters
    ----------
    text : clean text.
    title : the headline where it is known; else the first line that looks like one is taken.

    Examples
    --------
    >>> split_headers("Troops Leave Border\\n\\nSOURCE: REUTERS\\n\\nSome 300 left.")
    ({'via': 'Reuters', 'title': 'Troops Leave Border'}, 'Some 300 left.')
    """
    page = _Page(text.split("\n"), {"title": title} if title else {})
    page.lift_labelled(page.top())
    page.lift_title()
    page.lift_labelled(page.bottom())
    page.lift_teaser()
    for line in page.body(3):
        _keep(page.found, _dateline(line) or {})
    return page.found, page.text()


def find_wire(name: str) -> str:
    """Return the agency that a credit names, "" where it names none.

    Examples
    --------
    >>> find_wire("REUTERS"), find_wire("Associated Press writer"), find_wire("The Evening Herald")
    ('Reuters', 'Associated Press', '')
    """
    folded = _fold(name)
    bare, _, last = folded.rpartition(" ")
    wires = _names("wires")
    return wires.get(folded) or (
        wires.get(bare, "") if last in tables.column("header_words", "word", kind="job") else ""
    )


def find_outlet(name: str) -> str:
    """Return the outlet that a name stands for, "" where the table does not know it.

    Examples
    --------
    >>> find_outlet("KyivPost"), find_outlet("Anna Petrova")
    ('Kyiv Post', '')
    """
    return _names("publishers").get(_fold(name), "")


def byline_fields(value: str) -> Headers:
    """Return the fields of a byline: persons, and the agency or outlet after them or in their place.

    Examples
    --------
    >>> byline_fields("Anna Petrova, REUTERS")
    {'via': 'Reuters', 'author': 'Anna Petrova'}
    >>> byline_fields("Anna Petrova, Defence Correspondent, and John O'Neill of The Associated Press")
    {'via': 'Associated Press', 'author': "Anna Petrova, and John O'Neill"}
    """
    found, persons = Headers(), []
    for part in LISTED.split(value):
        person, fields = _employed(part)
        _keep(found, fields)
        if person and person.split()[-1].casefold() not in tables.column("header_words", "word", kind="job"):
            persons.append(person)
    if not found and len(persons) == len(LISTED.split(value)):
        return {"author": value}
    return {**found, "author": ", ".join(persons)} if persons else found


def _employed(part: str) -> tuple[str, Headers]:
    """Part "Anna Petrova of The Associated Press" into the person and whom she writes for."""
    for person, employer in (("", part), *((part[: at.start()], part[at.end() :]) for at in WORKS_FOR.finditer(part))):
        wire, outlet = find_wire(employer), find_outlet(employer)
        if wire or outlet:
            return person, {"via": wire} if wire else {"publisher": outlet}
    return part, {}


def read_byline(line: str) -> Headers | None:
    """Return the fields of a line that is a byline, None where it is none.

    "By Monday 300 had left" is none, for not all its words are names.

    Examples
    --------
    >>> read_byline("By Anna Petrova"), read_byline("By Monday 300 had left")
    ({'author': 'Anna Petrova'}, None)
    """
    match = BYLINE.match(line)
    if not match:
        return None
    names = match["names"]
    if find_wire(names) or find_outlet(names):
        return byline_fields(names)
    words = re.findall(r"[\w.'’-]+", names)
    linking = tables.column("header_words", "word", kind="linking")
    is_name = NAMES.match(names) and all(word[0].isupper() or word in linking for word in words)
    return byline_fields(names) if is_name else None


def is_headline(line: str) -> bool:
    """Tell whether a line can be a headline: some words, and no end of a sentence.

    Examples
    --------
    >>> is_headline("Russia, Belarus Warn Against NATO"), is_headline("Russia warned NATO on Monday.")
    (True, False)
    """
    return 2 <= len(line) <= 200 and len(line.split()) <= 30 and not ENDS_SENTENCE.search(line)


@dataclass
class _Page:
    """The lines of an article; lifted ones are emptied, so that paragraphs keep their places."""

    lines: list[str]
    found: Headers = field(default_factory=lambda: Headers())

    def filled(self) -> list[int]:
        return [number for number, line in enumerate(self.lines) if line]

    def top(self) -> Iterator[int]:
        """Yield the first lines, to the second paragraph of prose: a date below it is no date line."""
        prose = 0
        for number in self.filled()[:TOP]:
            prose += len(self.lines[number]) > PROSE
            if prose < 2:
                yield number

    def bottom(self) -> list[int]:
        return self.filled()[1:][-BOTTOM:]

    def body(self, count: int) -> list[str]:
        return list(self._at(self.filled()[:count]))

    def lift_labelled(self, numbers: Iterator[int] | list[int]) -> None:
        for number in numbers:
            fields = _read_line(self.lines[number])
            if fields is None or (day_line(self.lines[number]) and self._is_chronicle()):
                continue
            _keep(self.found, fields)
            self.lines[number] = ""

    def _is_chronicle(self) -> bool:
        """Days that head the parts of an article are its text; a date line stands once, or twice with "Date:"."""
        days = (line for line in self.lines if day_line(line))
        return len(list(islice(days, 4))) == 4

    def lift_title(self) -> None:
        filled = self.filled()
        if len(filled) > 1 and "title" not in self.found and self._stands_alone(filled[0]):
            self.found["title"] = self.lines[filled[0]]
        for number in filled[:TOP]:
            if len(filled) > 1 and _fold(self.lines[number]) == _fold(self.found.get("title", "")):
                self.lines[number] = ""

    def lift_teaser(self) -> None:
        """A first paragraph that comes again below, whole or as one that goes on where it ends in "...", is none."""
        filled = self.filled()
        teaser = self.lines[filled[0]] if filled else ""
        begun = CUT_OFF.sub("", teaser)
        again = (line == teaser or (begun != teaser and line.startswith(begun)) for line in self._at(filled[1:]))
        if len(teaser) > TEASER and any(again):
            self.lines[filled[0]] = ""

    def _at(self, numbers: list[int]) -> Iterator[str]:
        return (self.lines[number] for number in numbers)

    def _stands_alone(self, number: int) -> bool:
        return is_headline(self.lines[number]) and not self.lines[number + 1]

    def text(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")


def _keep(found: Headers, fields: Headers) -> None:
    for name, value in fields.items():
        found.setdefault(name, value)  # type: ignore[misc]


def _read_line(line: str) -> Headers | None:
    if len(line) > PROSE * 3:
        return None
    return next((fields for rule in RULES if (fields := rule(line)) is not None), None)


def _mark(line: str) -> Headers | None:
    return {} if MARK.match(line) else None


def _labelled(line: str) -> Headers | None:
    match = LABEL.match(line)
    name = tables.mapping("header_labels", "label", "field").get(match["label"].casefold()) if match else None
    return LABELLED[name](match["value"].strip("\"'* ")) if match and name else None


def _day(line: str) -> Headers | None:
    day = day_line(line)
    return {"published": day} if day else None


def _agency(line: str) -> Headers | None:
    """A line that is only a credit: "The Associated Press", "(AFP)", "— Reuters", "AFP, MANILA"."""
    name, _, place = line.partition(", ")
    wire = find_wire(name if place.isupper() and PLACE.match(place) else line)
    return {"via": wire} if wire else None


def _copyright(line: str) -> Headers | None:
    """ "© 2021 AFP": the line says who owns the text, and is none of it."""
    match = COPYRIGHT.match(line) if len(line) <= PROSE * 2 else None
    wire = find_wire(match["owner"]) if match else ""
    return None if match is None else {"via": wire} if wire else {}


def _parts(line: str) -> Headers | None:
    """ "By Anna Petrova | Reuters | 3 November 2021": every part must be a header line of its own."""
    parts = [part for part in BETWEEN.split(line) if part]
    if len(parts) < 2 or len(parts) > 5:
        return None
    found: Headers = {}
    for part in parts:
        fields = _read_line(part)
        if fields is None:
            return None
        _keep(found, fields)
    return found


RULES = (_mark, _labelled, _day, _agency, _copyright, read_byline, _parts)


def _source(value: str) -> Headers:
    if ADDRESS.match(value):
        return {"url": value}
    wire = find_wire(value)
    return {"via": wire} if wire else {"publisher": find_outlet(value) or value}


def _published(value: str) -> Headers | None:
    day = find_day(value)
    return {"published": day} if day else None


def _address(value: str) -> Headers | None:
    return {"url": value} if ADDRESS.match(value) else None


LABELLED: dict[str, Callable[[str], Headers | None]] = {
    "title": lambda value: Headers(title=value),
    "published": _published,
    "author": byline_fields,
    "source": _source,
    "publisher": lambda value: Headers(publisher=value),
    "url": _address,
    "nothing": lambda value: Headers(),  # noqa: ARG005 -- a label whose value is not kept
}


def _dateline(line: str) -> Headers | None:
    """ "KYIV, Nov. 3, 2021 (Reuters) - ...": a place, and beside it only a day and an agency."""
    match = DATELINE.match(line)
    found = _read_dateline(match["head"]) if match else {}
    if found:
        return found
    credited = CREDITED.match(line)  # "MOSCOW, Sept 28. /TASS/. Some ...", "Delhi, Sep 28 (PTI) Some ..."
    return _read_dateline(credited["head"]) if credited else None


def _read_dateline(head: str) -> Headers:
    found, credit, day = Headers(), CREDIT.search(head), locate_day(head)
    wire = find_wire(credit[1]) if credit else ""
    place = PLACE.match(re.split(r"\d|[(/\[](?=[^(/\[]*[)/\]])", head.split(day[0])[0] if day else head)[0].strip())
    if wire and (place or head == credit[0]):  # type: ignore[index]
        found["via"] = wire
    if day and place and (place["end"] or place[0].isupper()):  # "On May 3, 2021 - a Monday - ..." is none
        found["published"] = day[1]
    return found


def _fold(name: str) -> str:
    return " ".join(name.strip(" ()[]—–-.:*").casefold().removeprefix("the ").split())


@cache
def _names(table: str) -> dict[str, str]:
    return {_fold(row["alias"]): row["name"] for row in tables.rows(table)}
