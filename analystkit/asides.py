"""What a sentence tells by the way: between commas, in brackets, between a subject and its verb.

No parser: an aside is known by what opens it, or by the verb behind it that the subject before it still waits for.
"""

from collections.abc import Sequence

from analystkit import tables
from analystkit.lexicon import is_happening, lemma, noun_of
from analystkit.passages import ADJECTIVE, NOUN
from analystkit.records import Token
from analystkit.verb_groups import FINITE, VERB

__all__ = ["ASIDE", "Aside", "aside_around", "goes_off", "is_apart"]

ASIDE = (",", "-", "–", "—", "(")

Aside = tuple[int, int]
"""The tokens of an aside, end exclusive."""


def aside_around(tokens: Sequence[Token], at: int) -> Aside | None:
    """Return the tokens of the aside that a token stands in, or None: ", published on Monday,", ", a city that will".

    What goes on with the sentence is no aside: ", killing 12 on Friday", ", the army left".
    """
    first = next((index + 1 for index in range(at, -1, -1) if _parts(tokens, index)), 0)
    if first >= len(tokens) or not _opens_aside(tokens, first):
        return None
    end = next((index for index in range(at, len(tokens)) if tokens[index].text in (",", ")")), len(tokens))
    return None if _is_predicate(tokens, first, end) else (first, end)


def _parts(tokens: Sequence[Token], index: int) -> bool:
    """True for what an aside stands between, but not for the hyphen of "fourth-largest"."""
    token = tokens[index]
    glued = token.text == "-" and index + 1 < len(tokens) and tokens[index + 1].start == token.end
    return token.text in ASIDE and not glued


def _is_predicate(tokens: Sequence[Token], first: int, end: int) -> bool:
    """True for "rolled" in "100 trucks, some of them empty, rolled on, a driver said": nothing else is told of them."""
    if tokens[first].tag not in ("VBN", "VBD") or any(token.tag in (*FINITE, "VBN") for token in tokens[:first]):
        return False
    second = any(token.text == "," for token in tokens[: first - 1])
    return second and not any(token.tag in FINITE for token in tokens[end + 1 : end + 2])


def _opens_aside(tokens: Sequence[Token], first: int) -> bool:
    if tokens[first].tag in ("VBN", "WDT", "WP", "WP$", "WRB"):
        return True
    if tokens[first].tag == "VBD" and tokens[first + 1 : first + 2] and tokens[first + 1].tag in ("IN", "TO"):
        return True  # ", launched in 1998,": the tagger may take it for the past tense
    if tokens[first].tag != "DT" or first == 0:
        return False
    for index in range(first + 1, len(tokens)):
        if _parts(tokens, index):
            return True
        if tokens[index].tag in FINITE:
            return tokens[index - 1].tag in ("WDT", "WP") or tokens[index - 1].text.lower() == "that"
    return True


# -- between a subject and its verb


def is_apart(tokens: Sequence[Token], circumstance: int, number: int) -> bool:
    """Return whether either a time or place or a number stands between a subject and its verb, and the other does not.

    Of a thing or of somebody that is another story: "The firm, which sold a yard in May, employs 300". What happened
    has one: "The raid, which began in May, killed 300". So has "The team, in Goma since May, treated 300", and a part
    of the subject: "Nine drivers, two of them from Bern, died on Monday".
    """
    if _is_fronted_story(tokens, circumstance, number) or _is_of_earlier(tokens, circumstance, number):
        return True
    aside = _interruption(tokens, circumstance)
    if aside is not None:
        own = circumstance <= aside[0] + 1 and tokens[aside[0]].tag in ("IN", "TO")
        return not (own or _holds(aside, number) or _is_scene(tokens, aside))
    aside = _interruption(tokens, number)
    if aside is None or _holds(aside, circumstance) or _is_scene(tokens, aside):
        return False
    return any(token.tag in (*FINITE, "VBN", "WDT", "WP", "WRB") for token in tokens[slice(*aside)])


def _is_fronted_story(tokens: Sequence[Token], circumstance: int, number: int) -> bool:
    """True for Florida in "Before it hit Florida on Friday, the storm killed 12 in Haiti": a story before the story."""
    if circumstance > number or tokens[0].text.lower() not in tables.words("contrast_openers"):
        return False
    comma = next((at for at in range(circumstance, number) if tokens[at].text == ","), None)
    return comma is not None and any(token.tag in FINITE for token in tokens[1 : circumstance + 1])


def _is_of_earlier(tokens: Sequence[Token], circumstance: int, number: int) -> bool:
    """True for Lima in "Nine died when a bus that had left Lima fell into a ravine": what went before.

    Those that are counted have it: "hit two trucks that had left Lima".
    """
    for at in range(circumstance, 1, -1):
        if tokens[at].text in (",", ";") or (tokens[at].tag in FINITE and tokens[at].text.lower() != "had"):
            return False
        if tokens[at].tag in ("WP", "WDT") or tokens[at].text.lower() == "that":
            told = tokens[at - 1].tag in NOUN and tokens[at + 1].text.lower() == "had"
            return told and any(token.tag in (",", "IN", *VERB) for token in tokens[number + 1 : at])
    return False


def _holds(aside: Aside, at: int) -> bool:
    return aside[0] <= at < aside[1]


def _interruption(tokens: Sequence[Token], at: int) -> Aside | None:
    """Return what parts a subject from its verb around a token: "The firm, founded in May in Kiel, employs 300"."""
    for first in range(min(at, len(tokens) - 1), 0, -1):
        if tokens[first].text != "," or not _ends_subject(tokens, first):
            continue
        end = next((comma for comma in range(first + 1, len(tokens)) if _resumes(tokens, comma)), None)
        return (first + 1, end) if end is not None and at < end else None
    return None


def _resumes(tokens: Sequence[Token], comma: int) -> bool:
    """True for the comma of ", has closed 281 bases" and of ", killed 30"."""
    if tokens[comma].text != ",":
        return False
    verb = next((at for at in range(comma + 1, len(tokens)) if tokens[at].tag != "RB"), len(tokens) - 1)
    if tokens[verb].tag in FINITE:
        return not (tokens[verb].tag == "VBD" and tokens[verb + 1 : verb + 2] and tokens[verb + 1].tag == "IN")
    counts = verb + 1 < len(tokens) and tokens[verb + 1].tag in ("CD", "DT", "PRP$", "$")
    return tokens[verb].tag == "VBN" and counts


SUBJECT = (*NOUN, *ADJECTIVE, "DT", "PRP$", "POS", "CD", "HYPH", "CC", "VBN", "RB", "IN")


def _ends_subject(tokens: Sequence[Token], comma: int) -> bool:
    """True where a noun phrase without its verb ends: "The firm,", "In May, the firm,", "said that the firm,"."""
    first = comma
    while first > 0 and tokens[first - 1].tag in SUBJECT and tokens[first - 1].text.lower() != "that":
        first -= 1
    if first == comma or tokens[first].tag not in (*NOUN, *ADJECTIVE, "DT", "PRP$", "CD"):
        return False
    return first == 0 or tokens[first - 1].text.lower() == "that" or _is_fronted(tokens, first)


def _is_fronted(tokens: Sequence[Token], first: int) -> bool:
    """True for a subject behind "In May," or "Founded in Kiel,"."""
    if tokens[first - 1].text != "," or tokens[0].tag not in ("IN", "TO", "RB", "VBG", "VBN"):
        return False
    return not any(token.tag in FINITE or token.text == "," for token in tokens[: first - 1])


def _is_scene(tokens: Sequence[Token], aside: Aside) -> bool:
    """True for the scene of what happens: "The raid, which began in May," and "The crash, at a crossing in Bern,".

    "The storm, now heading for Haiti," and "The quake, which followed one in May," tell of something else.
    """
    opener = tokens[aside[0]]
    if opener.tag not in ("IN", "WDT", "VBN") and opener.text.lower() != "when":
        return False
    verb = next((token for token in tokens[slice(*aside)] if token.tag in (*FINITE, "VBN", "VBD")), None)
    told = tables.words("occurrence_verbs") | tables.column("harm_verbs", "verb")
    if opener.tag not in ("IN", "WRB") and (verb is None or lemma(verb.text) not in told | {"be", "have", "leave"}):
        return False
    for at in range(aside[0] - 2, -1, -1):
        if tokens[at].tag not in SUBJECT:
            return False
        if goes_off(tokens[at].text.lower()):
            return True
    return False


def goes_off(word: str) -> bool:
    """Return whether what a word names happens, or goes off: "crash", "raid", "bomb"."""
    return is_happening(word) or word in tables.words("raid_nouns") or noun_of((word,)).kind == "munition"
