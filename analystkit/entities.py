"""Named entities of an article: countries, organisations, people, places and events, where they stand.

Finders have their say in order. First what is told by its own shape or by heart, the longest name winning; then
people, then single words of the gazetteer, then places told by what stands beside them, and at last what the
document itself taught: a surname stands for the full name, initials for what they were put beside.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from analystkit.capitals import Run, Word, find_runs, free_pieces
from analystkit.coalitions import find_coalitions, find_halves
from analystkit.companies import find_companies
from analystkit.designators import find_designators
from analystkit.events import find_events
from analystkit.gazetteer import Words, country_of, find_names, find_words, flatten, known_names, words_of
from analystkit.institutions import find_forces, find_institutions, find_sites, find_vessels, force_of
from analystkit.people import find_people, title_words, with_tail
from analystkit.records import Mention
from analystkit.tables import mapping

__all__ = ["country_of", "find_designators", "find_mentions", "name_mentions"]


def find_mentions(text: str) -> list[Mention]:
    """Return the named entities of an article, with canonical names.

    Parameters
    ----------
    text : an article; a title may go before it as a paragraph of its own.

    Returns
    -------
    Mentions in text order, not overlapping; kind is country, organisation, person, place, event or other.
    ``adjective`` marks "Russian" and "Russians", which name an owner but no place.

    Examples
    --------
    >>> text = "Belarusian President Alexander Lukashenko met NATO officials. Lukashenko then left Minsk."
    >>> for mention in find_mentions(text):
    ...     print(mention.text, "=", mention.name, f"({mention.kind})")
    Belarusian = Belarus (country)
    Alexander Lukashenko = Alexander Lukashenko (person)
    NATO = NATO (organisation)
    Lukashenko = Alexander Lukashenko (person)
    Minsk = Minsk (place)
    """
    return name_mentions(text, find_designators(text))


def name_mentions(text: str, designators: Sequence[Mention]) -> list[Mention]:
    """Return the named entities of an article whose designators are found already."""
    flat = flatten(text)
    words = find_words(flat)
    runs = list(find_runs(flat, words))
    names = list(find_names(flat, words))
    claims = _Claims(flat)
    claims.add(_longest_first(_shaped(flat, words, runs, names, designators)))
    claims.add(find_people(flat, runs, claims.taken))
    claims.add(names)
    runs = [run for run in runs if claims.leaves(run)]
    claims.add(_places_by_context(flat, runs, claims))
    claims.add(_initials(flat, claims.found))
    claims.add(find_coalitions(flat, claims.found))
    claims.add(find_halves(flat, claims.found))
    claims.add(_remembered(runs, claims))
    claims.add(find_companies(flat, runs, claims.taken))
    claims.add(_others(flat, runs, claims.taken))
    return [
        Mention(m.start, m.end, text[m.start : m.end], m.name, m.kind, m.adjective)
        for m in _renamed(flat, claims.ordered())
        if m.kind != "none"
    ]


class _Claims:
    """The mentions found so far, and which letters they take: the first to claim a letter keeps it."""

    def __init__(self, flat: str) -> None:
        self.found: list[Mention] = []
        self.taken = bytearray(len(flat))

    def add(self, mentions: Iterable[Mention]) -> None:
        """Keep the mentions whose letters are free."""
        for mention in list(mentions):
            start, end = mention.start, mention.end
            if start < end and self.taken.find(1, start, end) < 0:
                self.taken[start:end] = b"\x01" * (end - start)
                self.found.append(mention)

    def leaves(self, run: Run) -> bool:
        """True where a letter of a run is free."""
        return self.taken.find(0, run.words[0].start, run.words[-1].end) >= 0

    def ordered(self) -> list[Mention]:
        """Return the mentions in text order."""
        return sorted(self.found, key=lambda m: m.start)


def _shaped(
    flat: str, words: Words, runs: Sequence[Run], names: Sequence[Mention], designators: Sequence[Mention]
) -> Iterator[Mention]:
    yield from (m for m in names if " " in m.text and m.kind == "organisation")  # World Food Programme, no event
    yield from find_events(flat, words, runs)
    yield from designators
    yield from find_vessels(flat, runs)
    yield from find_forces(flat, words, names)
    yield from (m for m in names if " " in m.text or m.kind == "none")
    yield from _with_number(flat, find_institutions(flat, runs), designators)
    yield from find_sites(flat, words, runs)


def _with_number(flat: str, bodies: Iterable[Mention], designators: Sequence[Mention]) -> Iterator[Mention]:
    """Extend a body over its number: "Strike Group 5" is part of "Carrier Strike Group 5"."""
    reaching = {place: m.end for m in designators for place in range(m.start, m.end)}
    for body in bodies:
        end = reaching.get(body.end, body.end)
        text = flat[body.start : end]
        yield body if end == body.end else Mention(body.start, end, text, text, body.kind)


def _longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Sort by length; of equal ones the finder that spoke first wins."""
    return sorted(mentions, key=lambda m: m.start - m.end)


# -- places told by what stands beside them --------------------------------------------------------


def _places_by_context(flat: str, runs: Sequence[Run], claims: _Claims) -> Iterator[Mention]:
    starts = {m.start: m for m in claims.found if m.kind in ("country", "place") and not m.adjective}
    for run in runs:
        for piece in free_pieces(run, claims.taken):
            words = _unknown_words(piece, run)
            if words and _is_place(flat, words, run, starts):
                start, end = words[0].start, words[-1].end
                yield Mention(start, end, flat[start:end], flat[start:end], "place")


def _unknown_words(piece: Sequence[Word], run: Run) -> list[Word]:
    """Return the one to three words of a piece that may be a name nobody knows."""
    words = [word for word in piece if word.text not in words_of("opener")]
    whole = len(words) == len(piece) or (run.opening and words and words[0] is not piece[0])
    return words if whole and 0 < len(words) <= 3 and words[-1] is piece[-1] else []


def _is_place(flat: str, words: Sequence[Word], run: Run, starts: dict[int, Mention]) -> bool:
    start, end = words[0].start, words[-1].end
    if end + 2 in starts and flat.startswith(", ", end) and words[-1] is run.words[-1]:
        return True
    if end + len(" in ") in starts and flat.startswith(" in ", end) and flat.endswith(MOVING, 0, start):
        return True  # "from Lingyado in Zamfara State"
    if run.heading or any(word.text in words_of("organisation") for word in words):
        return False
    return _after_a_place_word(flat, words) or _opens_a_dateline(flat, start, end)


MOVING = (" from ", " to ", " at ", " through ", " around ")


def _after_a_place_word(flat: str, words: Sequence[Word]) -> bool:
    """In, near, the village of: but initials after "in" are more often a body than a place."""
    before = flat[max(0, words[0].start - 24) : words[0].start]
    if not before.endswith(" "):
        return False
    said = HYPHENED.findall(before[before.rfind("\n") + 1 :].lower())
    said = said[:-1] if said[-1:] == ["the"] and " ".join(said[-2:-1]) != "in" else said
    if any(" ".join(said[-count:]) in words_of("place_of") for count in (2, 3)):
        return True
    return " ".join(said[-1:]) in words_of("place_in") and not words[0].text.isupper()


HYPHENED = re.compile(r"[\w-]+")


def _opens_a_dateline(flat: str, start: int, end: int) -> bool:
    """Capitals open the line and brackets or a dash follow: "JUBA, May 20 (Xinhua) --"."""
    opens = start == 0 or flat[start - 1] == "\n"
    shouted = opens and end - start > 3 and flat[start:end].isupper()
    return shouted and re.match(r"(?:, [^()\n—]{2,30})? ?(?:\(|--|—|- )", flat[end : end + 40]) is not None


# -- what the document taught ----------------------------------------------------------------------


def _initials(flat: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Initials put in brackets beside a name stand for it everywhere: "Kachin Independence Army (KIA)"."""
    taught: dict[str, Mention] = {}
    for mention in found:
        match = _IN_BRACKETS.match(flat, mention.end)
        if match and mention.kind not in ("country", "person") and _are_initials(match.group(1)):
            taught.setdefault(match.group(1), mention)
    for match in _INITIALS.finditer(flat) if taught else ():
        full = taught.get(match.group())
        if full:
            yield Mention(*match.span(), match.group(), full.name, full.kind)


def _are_initials(short: str) -> bool:
    return sum(map(str.isupper, short)) > 1 and short not in known_names().values


_IN_BRACKETS = re.compile(r"(?:'s)? \((?:the )?\"?([A-Z][A-Za-z&-]{1,9})\"?\)")
_INITIALS = re.compile(r"(?<![\w-])[A-Z][A-Za-z&-]{1,9}(?!\w)")


def _short_names(found: Iterable[Mention]) -> dict[str, Mention]:
    """Return what may stand for a full name: the surname of one person only, a storm or an operation by itself."""
    short: dict[str, Mention] = {}
    shared: set[str] = set()
    for mention in found:
        word = _short_name(mention)
        if word and short.setdefault(word, mention).name != mention.name:
            shared.add(word)
    return {word: mention for word, mention in short.items() if word not in shared}


def _short_name(mention: Mention) -> str:
    words = mention.name.split()
    if mention.kind == "person" and len(words) > 1:
        return words[-1] if words[-1] not in ("Jr.", "Sr.", "Jr", "Sr") else words[-2]
    if mention.kind == "event" and len(words) > 1 and " ".join(words[:-1]) in words_of("storm", "event_words"):
        return words[-1]
    return ""


def _remembered(runs: Sequence[Run], claims: _Claims) -> Iterator[Mention]:
    """A short name stands for the full one wherever it stands, also before: "Putin ... President Vladimir Putin"."""
    short = _short_names(claims.found)
    for run in runs:
        for piece in free_pieces(run, claims.taken):
            for word in piece:
                if word.text in short and word.text not in words_of("opener"):
                    full = short[word.text]
                    yield Mention(word.start, word.end, word.text, full.name, full.kind)


def _renamed(flat: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Give people their full name, and a force or ministry named alone its country."""
    short = _short_names(found)
    owners = _Owners(flat, found)
    for mention in found:
        if mention.kind == "person":
            yield replace(mention, name=_full_name(mention.name, short))
        elif mention.kind == "organisation":
            yield replace(mention, name=owners.name_of(mention))
        else:
            yield mention


def _full_name(name: str, short: dict[str, Mention]) -> str:
    if name in short:
        return short[name].name
    known = known_names().values.get(name)
    return known.name if known else name


class _Owners:
    """Whose a force or ministry is that is named alone: of whom it was said before, or of the only country."""

    def __init__(self, flat: str, found: Sequence[Mention]) -> None:
        self.flat = flat
        self.countries = [m for m in found if m.kind == "country"]
        self.starts = [m.start for m in self.countries]
        self.named = {m.name for m in self.countries}
        self.acting = any(m.adjective or not _is_goal(flat, m.start) for m in self.countries)
        self.giving = {
            m.name for m in self.countries if m.adjective or not GIVEN.search(flat[max(0, m.start - 9) : m.start])
        }
        self.american = any(_is_american(m) for m in found)
        self.taught: dict[str, str] = {}

    def name_of(self, mention: Mention) -> str:
        """Return the name with its country: "the Navy" after "the US Navy"; itself where that is open."""
        name = mention.name
        body = name.partition(" ")[2]
        if _is_shared(body):
            self.taught[body] = name
        if not _is_shared(name):
            return name
        only = self._home(name) or self._only_country(mention.start)
        return self.taught.get(name) or (force_of(only, name) if only else name)

    def _home(self, name: str) -> str:
        """Where no country acts, or the American one does, "the Army" with a capital is its: others are "the army"."""
        home = not self.acting or self.american or name == "Marines"
        return "United States" if home and name in words_of("us_force") else ""

    def _only_country(self, before: int) -> str:
        """The only one the article names, or the paragraph so far: "Peru denies it. Its Defence Ministry ..."."""
        paragraph = self.flat.rfind("\n", 0, before) + 1
        first, last = bisect_left(self.starts, paragraph), bisect_left(self.starts, before)
        near = {m.name for m in self.countries[max(first, last - 20) : last]}
        only = next((next(iter(names)) for names in (self.named, near) if len(names) == 1), "")
        return only if only in self.giving else ""


GIVEN = re.compile(r" (?:to|for) (?:the )?\Z")
"""What stands before those that something is sent to: "The Navy sent two destroyers to Israel"."""


def _is_american(mention: Mention) -> bool:
    """True for the Pentagon, the White House, the USS Nimitz."""
    if mention.kind == "other":
        return mapping("vessels", "prefix", "owner").get(mention.text.partition(" ")[0], "").startswith("US ")
    return country_of(mention.name) == "United States"


def _is_goal(flat: str, start: int) -> bool:
    """True for the country of "exercise in Norway" and "aid to Peru", which only something happens to."""
    before = re.search(r"(\w+|,)(?: the)? $", flat[max(0, start - 16) : start])
    return before is not None and (before[1] == "," or before[1].lower() in words_of("place_in"))


def _is_shared(body: str) -> bool:
    """Every country has one."""
    return body in words_of("force") or body.startswith("Ministry of ")


def _others(flat: str, runs: Sequence[Run], taken: bytearray) -> Iterator[Mention]:
    """What is left is a name of some kind: forces named alone are organisations, the rest is no guess."""
    for run in runs:
        if run.heading:
            continue
        for piece in free_pieces(run, taken):
            words = _left_over(piece, run)
            if words and (len(words) > 1 or len(words[0].text) > 1):
                start, end = words[0].start, words[-1].end
                end = with_tail(flat, end) if len(words) > 1 else end  # "Yau Wai-ching"
                text = flat[start:end]
                kind = "organisation" if text in words_of("force") or _is_body(words) else "other"
                yield Mention(start, end, text, text, kind)


@cache
def _idle_words() -> frozenset[str]:
    return words_of("opener") | title_words()


def _left_over(piece: Sequence[Word], run: Run) -> list[Word]:
    words = _without(list(piece), words_of("opener"))
    whole = len(words) > 1 or not (run.opening and words[:1] == list(run.words[:1]))
    if whole and " ".join(word.text for word in words) in words_of("force"):
        return words
    words = _without(words, _idle_words())
    opened = run.opening and words[:1] == list(run.words[:1])
    return [] if opened and len(words) == 1 and not words[0].text.isupper() else words


def _without(words: list[Word], idle: AbstractSet[str]) -> list[Word]:
    """Drop idle words from both ends."""
    while words and words[0].text in idle:
        words.pop(0)
    while words and words[-1].text in idle:
        words.pop()
    return words


def _is_body(words: Sequence[Word]) -> bool:
    return len(words) > 1 and words[-1].text in words_of("organisation")
