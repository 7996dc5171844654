"""Who counts, lists, credits with or puts at a number, without a verb of saying: "the navy counted 21 ships"."""

from analystkit import tables
from analystkit.complements import is_finite
from analystkit.lexicon import noun_of
from analystkit.lines import FINITE, Line, Span, words_of
from analystkit.saying_verbs import speaking_nouns, verbs_of
from analystkit.sources import phrase_after, subject_before

__all__ = ["TALLYING", "heads_of", "may_state", "puts_at", "watches", "who_counts", "who_publishes"]

TALLYING = (
    "avowing", "boasting", "counting", "crediting", "expecting", "giving", "placing", "putting", "recording",
    "revising", "speaking",
)  # fmt: skip
"""Kinds of verbs that state something only beside a number."""

REACH = 14
"""Tokens after a verb in which its number is looked for."""


def who_counts(line: Line, at: int) -> Span | None:
    """Return the subject of a verb that states a number, or None.

    A firm that recorded a loss of $5 million only had it; the observers who recorded 40 shots say so.
    """
    verb = line.words[at]
    if verb not in verbs_of(*TALLYING) or not is_finite(line, at) or not any(tells(line, at) for tells in TELLING):
        return None
    subject = subject_before(line, at)
    if subject is None or line.tag(subject[0]) == "PRP":
        return subject
    if verb in verbs_of("recording"):
        return subject if watches(line, subject) else None
    lands = verb not in verbs_of("counting")
    wide = verb in verbs_of("crediting", "placing", "giving", "revising", "expecting", "boasting", "avowing")
    return subject if watches(line, subject, wide=wide) or _is_somebody(line, subject, lands) else None


def who_publishes(line: Line) -> Span | None:
    """Return X of "X has published its yearbook", after which X tells its contents; no "X opened its books".

    A report on anything may be followed by other news; a yearbook, a census, figures hardly are.
    """
    for at in range(1, len(line) - 1):
        if line.words[at] not in words_of("publishing") or not is_finite(line, at) or at in line.quoted:
            continue
        thing = phrase_after(line, at + 1)
        subject = subject_before(line, at)
        own = thing is not None and words_of("own").intersection(line.words[thing[0] : thing[1]])
        if not own or thing is None or subject is None or any(tag in FINITE for tag in line.tags[at + 1 :]):
            continue
        if line.words[thing[1] - 1] in words_of("figures") and watches(line, subject, wide=True):
            return subject
    return None


def _counts(line: Line, at: int) -> bool:
    """The navy counted 21 ships; but the navy counted on 21 ships."""
    verbs = verbs_of("counting", "recording")
    return line.word(at) in verbs and line.tag(at + 1) not in ("IN", "TO", "RP") and _number(line, at + 1) > 0


def _credits(line: Line, at: int) -> bool:
    """The FAS credits Russia with 5,440 warheads; the UN blames them for 40 deaths, attributes 40 to them."""
    if line.word(at) not in verbs_of("crediting"):
        return False
    links = (i for i in range(at + 2, min(at + REACH, len(line))) if line.words[i] in words_of("crediting"))
    link = next(links, 0)
    counted = _number(line, at + 1) if line.words[link] == "to" else 0
    harmed = noun_of((line.words[min(counted + 1, len(line) - 1)],)).kind in tables.words("hit_kinds")
    return link > 0 and (_number(line, link + 1) > 0 or (counted > 0 and harmed))


def puts_at(line: Line, at: int) -> bool:
    """Putting the number of dead at no fewer than 40, a cost they put at 5; but not 300 men at the gate."""
    if line.word(at) not in verbs_of("placing"):
        return False
    if line.word(at + 1) in ("at", "between") and line.word(at) in verbs_of("putting"):
        return _number(line, at + 2) > 0
    after = range(at + 1, min(at + REACH, len(line)))
    levels = (i for i in after if line.words[i] in tables.words("levels_put"))
    level = next(levels, 0)
    if level > 0 and any(line.words[i] == "at" and _number(line, i + 1) for i in after if i > level):
        return True
    return line.word(at) in verbs_of("putting") and any(_is_level(line, at, i) for i in after)


def _is_level(line: Line, verb: int, at: int) -> bool:
    """Read "put the crowd at 36,000", no "put officers at 12 stations", "put 300 men at 12 gates"."""
    number = _number(line, at + 1) if line.words[at] == "at" and at > verb + 1 else 0
    between = line.tags[verb + 1 : at]
    sold = not words_of("not_put").isdisjoint(line.words[verb:at])  # "put it up for sale at $5 million"
    free = (
        not sold
        and "CD" not in between
        and FINITE.isdisjoint(between)
        and "," not in between
        and number not in line.hidden
    )
    end = number + 1
    while line.tag(end) == "CD":
        end += 1
    measured = line.word(end) in words_of("measured") or not (line.is_noun(end) or line.tag(end) == "JJ")
    return number > 0 and free and measured


def _speaks(line: Line, at: int) -> bool:
    """Monitors spoke of 40 dead; the rebels boasted of having taken 40 men."""
    verb, after = line.word(at), at + 2
    if line.word(at + 1) != "of" or verb not in verbs_of("speaking", "boasting"):
        return False
    while verb in verbs_of("boasting") and line.tag(after) in ("VBG", "VBN"):
        after += 1
    return _number(line, after) > 0


def _admits(line: Line, at: int) -> bool:
    """The rebels admitted 64 deaths, or to 64; the hospital admitted 12 patients."""
    if line.word(at) not in verbs_of("avowing"):
        return False
    harms = tables.words("avowed_nouns")
    to = line.word(at + 1) == "to"
    number = _number(line, at + 2 if to else at + 1)
    to = to and line.tag(at + 2) not in ("DT", "PRP$")
    return number > 0 and (to or not harms.isdisjoint(line.words[number : number + 4]))


def _gives_figure(line: Line, at: int) -> bool:
    """A ministry gives a figure of 40; but a mayor gave a gift of 40 trees."""
    thing = phrase_after(line, at + 1) if line.word(at) in verbs_of("giving") else None
    heads = heads_of(line, thing) if thing else []
    return bool(heads) and line.words[heads[-1]] in words_of("given") and _number(line, heads[-1] + 1) > 0


def _revises(line: Line, at: int) -> bool:
    """The bank cut its forecast for growth to 2 percent; but a firm cut its output to 40 cars."""
    if line.word(at) not in verbs_of("revising") or line.tag(at + 1) not in ("PRP$", "DT"):
        return False
    after = range(at + 1, min(at + REACH, len(line)))
    stop = next((i for i in after if line.words[i] == "," or line.tags[i] in FINITE), after.stop)
    forecast = next((i for i in after if i < stop and line.words[i] in words_of("forecast")), 0)
    return forecast > 0 and any(line.tags[i] == "CD" for i in range(forecast, min(forecast + REACH, len(line))))


def _expects(line: Line, at: int) -> bool:
    """A firm expects sales of $5 million and a margin of 3 percent; but a host expects 40 guests."""
    if line.word(at) not in verbs_of("expecting") or line.tag(at + 1) == "TO":
        return False
    after = range(at + 1, min(at + REACH, len(line)))
    stop = next((i for i in after if line.tags[i] in FINITE), after.stop)
    measured = words_of("measured")
    return any(line.words[i] in measured for i in after if i < stop)


def _number(line: Line, at: int) -> int:
    """Return where the first number of a phrase stands, or 0."""
    for i in range(at, min(at + 6, len(line))):
        if line.tags[i] == "CD" or line.words[i] in tables.column("vague_numbers", "word"):
            return i
        if line.tags[i] in FINITE or line.words[i] in (",", ";", "that"):
            return 0
    return 0


TELLING = (_counts, _credits, puts_at, _admits, _speaks, _gives_figure, _revises, _expects)
"""Each tells whether a verb states a number in its own way."""


def watches(line: Line, span: Span, *, wide: bool = False) -> bool:
    """A ministry, observers, a report: who counts what others do; taken wide, any body."""
    texts = tuple(line.tokens[i].text for i in heads_of(line, span))
    if wide and (noun_of(texts).kind == "organisation" or not line.bodies.isdisjoint(range(*span))):
        return True
    acronym = any(text.isupper() and text.isalpha() and len(text) > 2 for text in texts)  # NATO, no MV-22
    known = not speaking_nouns().isdisjoint(text.lower() for text in texts)
    return known or (acronym and not line.lands.intersection(range(*span)))


def may_state(line: Line, span: Span) -> bool:
    """Tell whether a phrase is a person or a body, or "they", that may put a number: no toll, no storm."""
    return line.tag(span[0]) == "PRP" or watches(line, span, wide=True) or _is_somebody(line, span, lands=True)


def _is_somebody(line: Line, span: Span, lands: bool) -> bool:
    """A name or a person: no toll, no storm; a country only where it can do nothing but speak."""
    heads = heads_of(line, span)
    named = any(line.tags[i] in ("NNP", "NNPS") and (lands or i not in line.lands) for i in heads)
    return named or noun_of(tuple(line.tokens[i].text for i in heads)).person


def heads_of(line: Line, span: Span) -> list[int]:
    """Return the nouns of a phrase before its first preposition and behind whoever owns it: no army's fleet."""
    stop = next((i for i in range(span[0] + 1, span[1]) if line.tags[i] == "IN"), span[1])
    start = next((i for i in range(stop - 2, span[0], -1) if line.tags[i] == "POS"), span[0])
    return [i for i in range(start, stop) if line.is_noun(i)]
