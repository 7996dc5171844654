"""The headline of a web page, chosen among those that it gives: for machines, for sharing, in the window, printed.

They differ: a heading may be "Menu", a shared title the name of the site, and each may end in "| Site". Two that
share words vouch for each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Headlines", "choose_title", "without_site"]

BETWEEN = re.compile(r"\s+(?:[|–—»·:*•-]|::)\s+|\s*\|\s*")
CUT_OFF = re.compile(r"\s*(?:\.\.\.|…)\Z")
SHORTEST_SITE = 3
MORE = 6
"""Letters that a site may add to its name: "News", "Online"."""

SIMILAR = 0.3
"""Share of words that two headlines of one article have in common; "Log in" and "Menu" have none with any."""


@dataclass(frozen=True, slots=True)
class Headlines:
    """The headlines of a page by where they stand, and the names its site goes by."""

    linked: str
    shared: Sequence[str]
    windowed: str
    """Of the ``title`` element."""
    printed: Sequence[str]
    """Of the top headings."""
    sites: Sequence[str]


def choose_title(given: Headlines) -> str:
    """Return the headline of a page without the name of its site, "" where the page gives none.

    The first that another vouches for is taken: the linked one, the shared ones, the printed one, that of the window.

    Examples
    --------
    >>> choose_title(Headlines("", ["Harbour Post"], "Troops leave | Harbour Post", ["Menu", "Troops leave"], []))
    'Troops leave'
    """
    bare = [headline for headline in (given.linked, *given.printed) if headline]
    shared = [without_site(headline, given.sites, bare) for headline in given.shared]
    windowed = without_site(given.windowed, given.sites, [*bare, *shared])
    others = [headline for headline in (given.linked, *shared, windowed) if headline]
    printed = max(given.printed, key=lambda heading: _likeness(heading, others), default="")
    ranked = [_whole(given.linked, printed), *shared[:1], printed, windowed]
    vouched = (one for one in ranked if one and _is_vouched(one, ranked))
    return next(vouched, "") or max(ranked, key=lambda one: len(one.split()))


def without_site(title: str, sites: Sequence[str], headlines: Sequence[str] = ()) -> str:
    """Drop " | The Evening Herald" after a title or before it: what parts it from another headline, or a site's name.

    Examples
    --------
    >>> without_site("Tanks - and ships - leave | World | Harbour Post", ["harbourpost.com"])
    'Tanks - and ships - leave | World'
    >>> without_site("Tanks leave * Harbour Post * by A. Petrova", [], ["Tanks leave"])
    'Tanks leave'
    """
    known = {_letters(headline) for headline in headlines}
    for rest, _ in _splits(title):
        if _letters(rest) in known:
            return rest
    sides = [*reversed(list(_splits(title))), *((rest, name) for name, rest in _splits(title))]
    return next((rest for rest, name in sides if _is_site(name, sites) and not _is_site(rest, sites)), title)


def _splits(title: str) -> Iterator[tuple[str, str]]:
    for match in BETWEEN.finditer(title):
        if match.start() and match.end() < len(title):
            yield title[: match.start()], title[match.end() :]


def _is_site(name: str, sites: Sequence[str]) -> bool:
    """ "Metro News" is the site "Metro", and "The Herald" that of "evening-herald.com"."""
    letters = _letters(name)
    others = [other for site in sites if len(other := _letters(site)) >= SHORTEST_SITE]
    return len(letters) >= SHORTEST_SITE and any(
        letters in other or (letters.startswith(other) and len(letters) <= len(other) + MORE) for other in others
    )


def _whole(headline: str, printed: str) -> str:
    """Return what is printed in place of a headline that was cut off: "Russia, Belarus Warn..."."""
    cut = CUT_OFF.sub("", headline)
    goes_on = cut != headline and len(printed) > len(headline) and _letters(printed).startswith(_letters(cut))
    return printed if goes_on else headline


def _is_vouched(headline: str, headlines: Sequence[str]) -> bool:
    return sum(_likeness(headline, [other]) >= SIMILAR for other in headlines) > 1


def _likeness(headline: str, others: Sequence[str]) -> float:
    """Return the share of words that a headline has in common with the nearest of the others."""
    words = _words(headline)
    return max((len(words & _words(other)) / len(words | _words(other)) for other in others if words), default=0.0)


def _words(headline: str) -> set[str]:
    return set(re.findall(r"\w+", headline.casefold()))


def _letters(name: str) -> str:
    return "".join(re.findall(r"\w", name.casefold().removeprefix("the ")))
