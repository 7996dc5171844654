"""Organisations and places that are named by a pattern: "French Navy", "Ukraine's Defence Ministry", "Khost province".

A force or ministry belongs to the country beside it and has one canonical form however it is written; any other
name ends in a word that tells what it is (``data/name_words.csv``), or stands beside one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analystkit.capitals import Run, Word
from analystkit.gazetteer import Index, Words, is_sea, known_names, known_places, words_of
from analystkit.records import Mention
from analystkit.tables import column, rows

__all__ = ["find_forces", "find_institutions", "find_sites", "find_vessels", "force_of"]

# -- forces and ministries -------------------------------------------------------------------------


@cache
def _ministries() -> dict[str, str]:
    """Return every written form of a ministry with its name: "Defense Ministry" is the "Ministry of Defence"."""
    forms: dict[str, str] = {}
    for row in rows("ministries"):
        for portfolio in row["portfolios"].split(";"):
            for form in _forms(portfolio):
                forms.setdefault(form, row["name"])
    return forms


def _forms(portfolio: str) -> list[str]:
    if portfolio[:3].isupper() or portfolio.startswith("Mo"):
        return [portfolio]
    return [
        f"{portfolio} Ministry",
        f"{portfolio} ministry",
        f"{portfolio.lower()} ministry",
        f"Ministry of {portfolio}",
        f"Ministry for {portfolio}",
    ]


@cache
def _bodies() -> Index[str]:
    forces = sorted(words_of("force"))
    return Index([*((force, force) for force in forces), *_ministries().items()])


@cache
def _owners() -> dict[str, str]:
    """Return what a country's forces are called after: Russia -> "Russian"."""
    owners = {row["name"]: row["adjectives"].split(";")[0] or row["name"] for row in rows("countries")}
    return owners | {"United States": "US"}


def find_forces(flat: str, words: Words, names: Sequence[Mention]) -> Iterator[Mention]:
    """Yield forces and ministries beside their country, and ministries alone, under one name each.

    Parameters
    ----------
    flat : a flattened text.
    words : its words.
    names : its mentions of the gazetteer.

    Examples
    --------
    >>> from analystkit.gazetteer import find_names, find_words
    >>> text = "Ukraine's Defense Ministry, the Russian Ministry of Defence, the Navy of Chile"
    >>> words = find_words(text)
    >>> [m.name for m in find_forces(text, words, list(find_names(text, words)))]
    ['Ukraine Ministry of Defence', 'Russia Ministry of Defence', 'Chilean Navy']
    """
    bodies = list(_bodies().find(flat, words))
    countries = [m for m in names if m.kind == "country" or (m.kind == "place" and m.adjective)] if bodies else []
    ends, starts = {m.end: m for m in countries}, {m.start: m for m in countries}
    for start, end, body in bodies:
        before = _owner_before(flat, start, ends)
        after = _owner_after(flat, end, starts)
        if before:
            yield _force(flat, before.start, end, before.name, body)
        elif after:
            yield _force(flat, start, after.end, after.name, body)
        elif body != flat[start:end] and flat[start].isupper():
            yield Mention(start, end, flat[start:end], body, "organisation")  # "the Defense Ministry"


def _owner_before(flat: str, start: int, ends: dict[int, Mention]) -> Mention | None:
    possessive = 2 * (flat[start - 3 : start] == "'s ") or flat[start - 2 : start] == "' "
    return ends.get(start - 1 - possessive) if flat[start - 1 : start] == " " else None


def _owner_after(flat: str, end: int, starts: dict[int, Mention]) -> Mention | None:
    linked = re.match(r" of (?:the )?", flat[end : end + 8])
    owner = starts.get(end + linked.end()) if linked else None
    return owner if owner and not owner.adjective else None


def _force(flat: str, start: int, end: int, country: str, body: str) -> Mention:
    return Mention(start, end, flat[start:end], force_of(country, body), "organisation")


def force_of(country: str, body: str) -> str:
    """Return the name of a force or ministry of a country.

    Examples
    --------
    >>> force_of("United States", "Navy"), force_of("Peru", "Navy"), force_of("Peru", "Ministry of Defence")
    ('US Navy', 'Peruvian Navy', 'Peru Ministry of Defence')
    """
    ministry = body in _ministries().values()
    name = f"{country if ministry else _owners().get(country, country)} {body}"
    known = known_names().values.get(name)
    return known.name if known else name


# -- organisations ---------------------------------------------------------------------------------


def find_institutions(flat: str, runs: Sequence[Run]) -> Iterator[Mention]:
    """Yield the organisations whose last word, or legal form, tells that they are one.

    Examples
    --------
    >>> from analystkit.capitals import find_runs
    >>> from analystkit.gazetteer import find_words
    >>> text = "The Karo River Protection Board, the University of Lund and Tuval Holdings Ltd. agreed."
    >>> [m.name for m in find_institutions(text, list(find_runs(text, find_words(text))))]
    ['Karo River Protection Board', 'University of Lund', 'Tuval']
    """
    by_start = {run.start: run for run in runs}
    for run in runs:
        words = run.named()
        if words and not run.heading:
            yield from list(_company(flat, words)) or _headed(flat, words, by_start)


def _company(flat: str, words: Sequence[Word]) -> Iterator[Mention]:
    """A legal form ends it, and is no part of its name: "Northrop Grumman Corporation"."""
    forms = words_of("company")
    named = list(words)
    while len(named) > 1 and named[-1].text in forms:
        named.pop()
    comma = _COMMA_FORM.match(flat, words[-1].end, words[-1].end + 8)
    if len(named) < len(words) or comma:
        name = flat[named[0].start : named[-1].end]
        end = comma.end() if comma else words[-1].end
        yield Mention(words[0].start, end, flat[words[0].start : end], name, "organisation")


_COMMA_FORM = re.compile(r", (?:Inc|LLC|Ltd|Corp|PLC|plc)\b\.?")


def _headed(flat: str, words: Sequence[Word], by_start: dict[int, Run]) -> Iterator[Mention]:
    """A head ends it, or opens what "of" goes on with: "Kachin Independence Army", "Bank of Ghana"."""
    heads = words_of("organisation")
    last = max((place for place, word in enumerate(words) if word.text in heads), default=None)
    if last is None or not _goes_on_with_a_title(words[last:]):
        force = " ".join(word.text for word in words[:2])
        if len(words) > 1 and force in words_of("us_force"):
            yield Mention(words[0].start, words[1].end, force, force, "organisation")  # "Air Force C-130J transports"
        return
    end = words[last].end
    further = _continuation(flat, end, by_start) if last == len(words) - 1 else None
    if further:
        end = further
    if last > 0 or further:
        text = flat[words[0].start : end]
        yield Mention(words[0].start, end, text, text, "organisation")


def _goes_on_with_a_title(words: Sequence[Word]) -> bool:
    """Nothing follows the head, or a person does: "Army Chief Dana Okoro", but not "Defence Minister", "Guard Week"."""
    titles = column("titles", "title", kind="title")
    after = [word.text for word in words[1:]]
    return not after or (after[0] in titles and f"{words[0].text} {after[0]}" not in titles)


def _continuation(flat: str, end: int, by_start: dict[int, Run]) -> int | None:
    linked = re.match(r" (?:of|for) (?:the )?", flat[end : end + 9])
    run = by_start.get(end + linked.end()) if linked else None
    if run is None or run.words[0].text in words_of("opener"):
        return None
    return run.end


# -- vessels ---------------------------------------------------------------------------------------


def find_vessels(flat: str, runs: Sequence[Run]) -> Iterator[Mention]:
    """Yield ships with a prefix, so that none is taken for the person or place it is named after.

    Examples
    --------
    >>> from analystkit.capitals import find_runs
    >>> from analystkit.gazetteer import find_words
    >>> text = "the cruiser USS Port Royal and HMS Duncan sailed"
    >>> [m.text for m in find_vessels(text, list(find_runs(text, find_words(text))))]
    ['USS Port Royal', 'HMS Duncan']
    """
    for run in runs:
        for place, word in enumerate(run.words[:-1]):
            if word.text in column("vessels", "prefix"):
                last = _end_of_ship(run.words[place + 1 : place + 5])
                yield Mention(word.start, last, flat[word.start : last], flat[word.start : last], "other")
                break


def _end_of_ship(words: Sequence[Word]) -> int:
    """The ship's name ends before the next body: "USS Carl Vinson Carrier Strike Group"."""
    for place, word in enumerate(words[1:], start=1):
        if word.text in words_of("organisation") | words_of("formation"):
            return words[place - 1].end
    return words[-1].end


# -- places ----------------------------------------------------------------------------------------


@cache
def _lower_heads() -> re.Pattern[str]:
    heads = sorted((word for word in words_of("place") if word.islower()), key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(heads)})\b(?!-)")


@cache
def _fronts() -> Index[str]:
    return Index((word, word) for word in sorted(words_of("place_before")))


def find_sites(flat: str, words: Words, runs: Sequence[Run]) -> Iterator[Mention]:
    """Yield the places that a word for what they are stands beside.

    Examples
    --------
    >>> from analystkit.capitals import find_runs
    >>> from analystkit.gazetteer import find_words
    >>> text = "in Achin district, Nangarhar Province, near Fort Varga and the Gulf of Tadjoura."
    >>> words = find_words(text)
    >>> [m.text for m in find_sites(text, words, list(find_runs(text, words)))]
    ['Achin district', 'Nangarhar Province', 'Fort Varga', 'Gulf of Tadjoura']
    """
    spans = [span for run in runs if not run.heading for span in _site_before_its_head(flat, run)]
    for start, end in sorted({*spans, *_site_after_its_head(flat, words, runs)}):
        yield Mention(start, end, flat[start:end], flat[start:end], "place")
        faith = _LAST_WORD.search(flat, max(0, start - 24), start)
        if faith and _is_faith(faith[1]):
            yield Mention(*faith.span(1), faith[1], faith[1], "none")  # "the Sunni Dora district" hit no Sunnis


_LAST_WORD = re.compile(r"([\w']+) $")


def _site_before_its_head(flat: str, run: Run) -> Iterator[tuple[int, int]]:
    words = _of_a_place(run.named())
    if not words:
        return
    lower = _lower_heads().match(flat, run.end)
    if lower and _is_of_a_town(flat, words, lower):
        return
    if lower and not _names_no_place(words, lower.group().strip()):
        yield words[0].start, lower.end()
        return
    for place in range(len(words) - 1, 0, -1):
        size = _head_at(words, place)
        if size:
            if not _names_no_place(words[:place], words[place].text):
                yield words[0].start, words[place + size - 1].end
            return


def _is_of_a_town(flat: str, words: Sequence[Word], head: re.Match[str]) -> bool:
    """True for "town" in "the Gaza Strip town of Rafah": it is part of no name."""
    known = " ".join(word.text for word in words) in known_names().values
    return known and head.group().strip() in words_of("settlement") and flat.startswith(" of ", head.end())


def _head_at(words: Sequence[Word], place: int) -> int:
    """Return how many words the head has that begins here, or 0: "Air Force Base" has three."""
    sizes = range(min(3, len(words) - place), 0, -1)
    tails = ((size, " ".join(word.text for word in words[place : place + size])) for size in sizes)
    return next((size for size, tail in tails if tail in words_of("place")), 0)


def _of_a_place(words: Sequence[Word]) -> list[Word]:
    """Drop adjectives of countries and of faiths from the front: "Syrian Hama province", "Shi'ite Dora district"."""
    kept = list(words)
    while kept:
        entry = known_names().values.get(kept[0].text)
        if " ".join(word.text for word in kept[:2]) in known_places():
            break  # "French Polynesia"
        named = len(kept) > 1 and kept[1].text not in words_of("place")  # not so in "the Druze Mountain"
        if not entry or not entry.adjective or (entry.kind == "other" and not (named and _is_faith(kept[0].text))):
            break
        kept.pop(0)
    return kept


def _is_faith(word: str) -> bool:
    entry = known_names().values.get(word)
    return entry is not None and entry.adjective and entry.name in column("peoples", "name", faith="yes")


def _names_no_place(words: Sequence[Word], head: str) -> bool:
    """Somebody or some country has a base or a city; that is no name: "the NATO base", "an Assad stronghold"."""
    entry = known_names().values.get(" ".join(word.text for word in words))
    if entry is not None and is_sea(entry.name) and head.islower() and head in words_of("settlement"):
        return True  # "the Mediterranean island"
    titled = column("titles", "title", kind="title")
    if any(word.text in titled for word in words):
        return True
    return entry is not None and (entry.kind != "place" or entry.adjective or head in words_of("facility"))


def _site_after_its_head(flat: str, words: Words, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """A head goes before: "Mount Hermon", "Gulf of Tadjoura", "Camp Varga"."""
    fronts = list(_fronts().find(flat, words))
    by_start = {word.start: run for run in runs for word in run.words} if fronts else {}
    for start, end, _ in fronts:
        linked = re.match(r" (?:the )?", flat[end : end + 5])
        run = by_start.get(end + linked.end()) if linked else None
        if run is None or run.heading:
            continue
        after = [word for word in run.words if word.start > end][:2]
        named = [word for word in after if word.text not in words_of("opener")]
        if named and named[0] is after[0]:
            yield start, named[-1].end
