"""The noun phrase of who speaks: left of a verb, right of it, and no longer than it takes to name the source."""

from functools import cache

from analystkit import tables
from analystkit.lexicon import noun_of
from analystkit.lines import FINITE, NOUN, Line, Span, words_of
from analystkit.saying_verbs import DASHES, verbs_of

__all__ = ["RELATIVE", "main_subject", "phrase_after", "source_text", "subject_before"]

MODIFIER = frozenset({"JJ", "JJR", "JJS", "DT", "PDT", "PRP$", "POS", "CD", "HYPH", "AFX", "NFP"})
RELATIVE = frozenset({"WP", "WDT", "WRB", "WP$"})


# -- left of a verb ---------------------------------------------------------------------------------------------------


def subject_before(line: Line, verb: int) -> Span | None:
    """Return the subject that ends left of a verb, or None.

    Adverbs, auxiliaries, times, appositions and relative clauses between the two are skipped.
    """
    at = verb - 1
    while at >= 0 and _skipped(line, at):
        at -= 1
    if line.tag(at) in RELATIVE or (line.word(at) == "that" and line.is_noun(at - 1)):
        nearest, things = line.word(at - 1) == ",", line.word(at) == "which"
        at -= 2 if line.word(at - 1) == "," else 1
        return _nearest(line, _phrase_before(line, at + 1), things) if nearest else _phrase_before(line, at + 1)
    issued = line.tag(at) == "VBN" or line.word(at) in words_of("authoring")
    if issued and at + 1 in line.hidden and line.is_noun(at - 1):
        return _phrase_before(line, at)  # "a report released on Thursday states"
    if line.word(at) in DASHES and (opening := _dash_before(line, at)):
        return _phrase_before(line, opening)
    if line.word(at) == ",":
        readings = (_opening_subject, _before_insertion, _opening_with_clause, _before_stray_comma)
        return next((subject for reading in readings if (subject := reading(line, at))), None)
    phrase = _phrase_before(line, at + 1)
    return _before_relative(line, phrase[0] if phrase else at + 1) or phrase


def _nearest(line: Line, phrase: Span | None, things: bool) -> Span | None:
    """In "sent 30 letters to the regulator, which listed" the regulator did, no letters."""
    first, stop = phrase or (0, 0)
    verbs = [i for i in range(first, stop - 1) if line.tags[i] == "VBN" and line.is_noun(i - 1)]
    first = verbs[-1] + 1 if verbs else first  # "who heard shots called police, who said"
    inner = (i for i in range(first, stop) if line.tags[i] in ("IN", "TO") and line.words[i] not in ("of", "for"))
    at = next((i + 1 for i in inner if things and line.tag(i + 1) == "DT"), first)
    return (at, stop) if phrase else None


def _skipped(line: Line, at: int) -> bool:
    return (
        at in line.hidden
        or line.tags[at].startswith("RB")
        or (line.words[at] in words_of("auxiliary") and line.tags[at] not in ("POS", "NNP"))
    )


def _before_insertion(line: Line, comma: int) -> Span | None:
    """Skip "Peskov, who met them, said"; keep the name in "the governor, Petra Weiss, said"."""
    opening = next((i for i in range(comma - 1, 0, -1) if line.words[i] == "," and i not in line.quoted), None)
    if opening is None or opening + 1 == comma or set(range(opening, comma)) & line.quoted:
        return None
    inside = range(opening + 1, comma)
    finite = next((i for i in inside if line.tags[i] in FINITE), None)
    if finite and line.tags[opening + 1] not in RELATIVE | {"VBG"} and not _is_described(line, opening + 1, finite):
        return None
    before = _phrase_before(line, opening)
    if before is None or _is_no_subject(line, before[0]):
        return None
    if _is_name(line, inside) and line.tags[before[1] - 1] not in ("NNP", "NNPS", "PRP"):
        return (opening + 1 if line.words[opening + 1].rstrip(".") in _ranks() else before[0]), comma
    return before


@cache
def _ranks() -> frozenset[str]:
    """Return the first words of titles: "her captain, Commander Olly Trent," is Commander Olly Trent."""
    return frozenset(title.lower().split()[0].rstrip(".") for title in tables.column("titles", "title", kind="title"))


def _is_described(line: Line, first: int, finite: int) -> bool:
    """Tell the apposition "COGAT, the body that runs the crossings, said", with a relative clause of its own."""
    relatives = range(first + 2, finite)
    return line.tags[first] in ("DT", "PRP$") and any(
        line.tags[i] in RELATIVE or line.words[i] == "that" for i in relatives
    )


def _is_no_subject(line: Line, first: int) -> bool:
    """Tell "saw the crash, in Leeds, said" and "swept into the river, in Leeds, said": an object, a place."""
    if line.tags[first] in ("IN", "TO"):
        return True
    placed = line.tag(first - 1) in ("IN", "TO") and first > 1 and line.word(first - 1) not in words_of("subordinator")
    ruled = line.tag(first - 1) in ("VBD", "VBZ", "VBP") and line.word(first - 1) not in verbs_of("speech")
    return (placed and line.word(first - 1) != "that") or ruled


def _opening_with_clause(line: Line, comma: int) -> Span | None:
    """Skip all of "The firm, which has yards in Kiel, Bremen and Wismar, said", where each verb has its conjunction."""
    opening = phrase_after(line, 0)
    if opening is None:
        return None
    start = opening[1] + (line.word(opening[1]) == ",")
    inside = range(start, comma)
    if line.tag(start) not in RELATIVE and line.word(start) != "that":
        return None
    openers = words_of("subordinator") | {"that"}
    opens = sum(line.tags[i] in RELATIVE or line.words[i] in openers for i in inside)
    verbs = sum(line.tags[i] in FINITE for i in inside)
    return opening if verbs <= opens and line.quoted.isdisjoint(inside) else None


def _dash_before(line: Line, at: int) -> int | None:
    """Return the first of two dashes: "The report - which the mayor had asked for - found"."""
    dashes = (i for i in range(at - 2, 0, -1) if line.words[i] in DASHES and line.tags[i] != "HYPH")
    return next(dashes, None)


def _before_stray_comma(line: Line, comma: int) -> Span | None:
    """A subject that opens its sentence may have one: "Officials close to the talks, said"."""
    phrase = _phrase_before(line, comma)
    return phrase if phrase and phrase[0] == 0 else None


def _before_relative(line: Line, stop: int) -> Span | None:
    """In "a man who had been a driver said" the driver is no subject, the man is."""
    if not line.tag(stop - 1).startswith("VB"):
        return None
    for at in range(stop - 1, 0, -1):
        if line.words[at] == "," or at in line.quoted:
            return None
        if line.tags[at] in RELATIVE and line.is_noun(at - 1):
            return _phrase_before(line, at)
    return None


def _opening_subject(line: Line, comma: int) -> Span | None:
    """In "Figures, compiled by X, a news site, from open records, show" the subject is what opens the sentence."""
    opening = phrase_after(line, 0)
    if opening is None or line.word(opening[1]) != "," or opening[1] == comma:
        return None
    between = range(opening[1], comma)
    return None if any(line.tags[i] in FINITE or i in line.quoted for i in between) else opening


def _is_name(line: Line, inside: range) -> bool:
    return 0 < len(inside) <= 5 and all(line.tags[i] in ("NNP", "NNPS", "HYPH") for i in inside)


def _phrase_before(line: Line, stop: int) -> Span | None:
    while stop > 0 and (stop - 1 in line.hidden or line.word(stop - 1).endswith("self")):
        stop -= 1
    if line.tag(stop - 1) == "PRP":
        return stop - 1, stop
    if not (line.is_noun(stop - 1) or line.tag(stop - 1) in ("CD", "JJ", "DT")):
        return None
    first = stop
    while first > 0 and _joins_left(line, first - 1):
        first -= 1
    first = _after_preposition(line, first, stop)
    first = _after_object(line, first, stop)
    return (first, stop) if any(line.is_noun(i) for i in range(first, stop)) else None


def _joins_left(line: Line, at: int) -> bool:
    """Tell whether a token goes with the noun phrase on its right."""
    tag, word = line.tags[at], line.words[at]
    if at in line.quoted:
        return False
    if word == "that" and (line.is_noun(at - 1) or line.tag(at - 1) == "CD" or at - 1 in line.hidden):
        return False  # "a move that economists say", "the $5 million that"
    shown = line.hidden.isdisjoint((at, at + 1))
    if line.tag(at + 1) in ("DT", "PRP$") and line.is_noun(at) and shown and line.word(at - 1) != "in":
        return False  # "a road his aides say", where "a poll this week says" hides a time
    if tag in NOUN or tag in MODIFIER or at in line.hidden:
        return True
    if tag in ("IN", "TO"):
        hedge = line.tag(at + 1) == "CD" and line.tag(at - 1) in ("IN", "CD")
        return word not in words_of("subordinator") and (hedge or _may_be_modified(line, at - 1))
    if tag == "CC":
        return word in ("and", "or", "&") and line.is_noun(at - 1)
    if tag in ("VBN", "VBG"):
        return line.is_noun(at - 1) or (
            line.is_noun(at + 1) and (line.tag(at - 1) in MODIFIER or line.tag(at - 1) in ("CC", ","))
        )
    return tag.startswith("RB") and line.tag(at + 1) in ("CD", "JJ", "VBN")


def _may_be_modified(line: Line, at: int) -> bool:
    """A noun, with a time after it or not, "an editorial", or a participle: "pumps sold in"."""
    while at in line.hidden:
        at -= 1
    described = line.tag(at) == "JJ" and (line.tag(at - 1) == "DT" or line.is_noun(at - 1))  # sources close to
    return line.is_noun(at) or described or (line.tag(at) in ("VBN", "VBG") and line.word(at) != "according")


def _after_preposition(line: Line, first: int, stop: int) -> int:
    """In "In a statement the ministry said" the subject starts at its own article."""
    while first < stop and (line.tags[first] in ("POS", "HYPH", "CC") or first in line.hidden):
        first += 1
    if line.tag(first - 1) not in ("IN", "TO") or line.word(first - 1) in words_of("subordinator"):
        return first
    inner = [i for i in range(first + 1, stop) if line.tags[i] in ("DT", "PRP$") and _closes(line, i - 1)]
    return inner[-1] if inner and line.word(first - 1) != "as" else first


def _closes(line: Line, at: int) -> bool:
    """A noun ends a phrase, and so does "and" after one: "Schools opened in Oslo and the mayor said"."""
    return line.is_noun(at) or (line.words[at] in ("and", "but") and line.is_noun(at - 1))


def _after_object(line: Line, first: int, stop: int) -> int:
    """In "Russia fired missiles and Kyiv said" the subject starts after "and"."""
    if not line.tag(first - 1).startswith("VB"):
        return first
    joins = [i for i in range(first, stop) if line.tags[i] == "CC"]
    return joins[-1] + 1 if joins else first


def main_subject(line: Line, before: int) -> Span | None:
    """Return the subject of the first finite verb of the sentence that stands before a token."""
    for verb in range(1, before):
        if line.tags[verb] in FINITE and verb not in line.quoted:
            subject = subject_before(line, verb)
            if subject and line.tag(subject[0] - 1) == "VBG" and subject[0] == 1:
                return None  # "Getting a wounded man out can take hours, he said"
            if subject:
                return subject
    return None


# -- right of a verb or of "according to" -----------------------------------------------------------------------------


def phrase_after(line: Line, start: int) -> Span | None:
    """Return the noun phrase that starts at a token, adverbs skipped, or None."""
    while line.tag(start).startswith("RB") or line.word(start) == "both":
        start += 1
    if line.tag(start) == "PRP":
        return start, start + 1
    stop = start
    while stop < len(line) and _joins_right(line, stop, start):
        stop += 1
    while stop > start and not line.is_noun(stop - 1):
        stop -= 1
    if stop == start:
        return None
    return start, _with_name(line, start, stop)


def _joins_right(line: Line, at: int, start: int) -> bool:
    tag, word = line.tags[at], line.words[at]
    if at in line.quoted:
        return False
    if at in line.hidden:
        return line.tag(start) == "DT" and not any(line.is_noun(i) and i not in line.hidden for i in range(start, at))
    if tag in NOUN or tag in MODIFIER:
        return True
    follows = line.tag(at + 1) in NOUN or line.tag(at + 1) in MODIFIER
    if tag in ("IN", "TO") and at > start:
        return follows and (
            word in ("of", "for") or (word in ("at", "from", "with", "in", "to") and _is_office(line, at))
        )
    if tag == "CC":
        return word in ("and", "&") and follows and at > start
    if tag == "VBG" and line.tag(at + 1) == "NN" and line.is_noun(at - 1):  # the vessel tracking service
        return noun_of((line.words[at + 1],)).kind == "organisation"
    return tag in ("VBN", "VBG") and line.is_noun(at + 1) and (at == start or line.tag(at - 1) in MODIFIER)


def _is_office(line: Line, at: int) -> bool:
    """Officials in Gaza and a source at the ministry, but no report "in a newspaper"."""
    return line.tag(at + 1) in ("NNP", "NNPS") or (line.tag(at + 1) == "DT" and line.word(at) in ("at", "from", "with"))


def _with_name(line: Line, start: int, stop: int) -> int:
    """Keep the name in "said the governor, Petra Weiss."."""
    if line.word(stop) != "," or line.tags[stop - 1] in ("NNP", "NNPS"):
        return stop
    end = stop + 1
    while line.tag(end) in ("NNP", "NNPS"):
        end += 1
    named = _is_name(line, range(stop + 1, end)) and line.tag(end) in (",", ".", "", "IN")
    return end if named and line.tags[start] in ("DT", "JJ", "NN", "NNP") else stop


# -- the words that name the source -----------------------------------------------------------------------------------


def source_text(line: Line, span: Span) -> str:
    """Return a phrase as written, cut to what names the source: "A survey" of "A survey of 900 pumps sold"."""
    first, stop = span
    while first < stop and (line.words[first] == "both" or line.tags[first] in ("CC", ",")):
        first += 1
    stop = next((i for i in range(first + 1, stop) if _modifies(line, i, stop)), stop)
    kept = [i for i in range(first, stop) if i not in line.hidden and i not in _based(line, first, stop)]
    while kept and line.tags[kept[-1]] in ("POS", "HYPH", ",", "IN", "DT", "RB"):
        kept.pop()
    return _joined(line, kept)


def _modifies(line: Line, at: int, stop: int) -> bool:
    """A participle after the noun, or a preposition with a number after it, names nobody."""
    if line.tags[at] in ("VBN", "VBG"):
        return line.is_noun(at - 1) and not line.is_noun(at + 1)
    if line.tags[at] in ("IN", "TO"):
        if _is_named_in_full(line, at):
            return True
        if line.tag(at - 1) == "CD" == line.tag(at + 1):  # three in four doctors
            return False
        numbered = any(line.tags[i] == "CD" for i in range(at, min(at + 4, stop)))
        return numbered or line.words[at] not in words_of("attaching")
    return line.tags[at] in RELATIVE


def _is_named_in_full(line: Line, at: int) -> bool:
    """The name is enough of "Terry Lee from the miners' union", but King Charles of Britain is of a country."""
    return {at - 1, at - 2} <= line.people and line.lands.isdisjoint(range(at + 1, at + 3))


def _based(line: Line, first: int, stop: int) -> set[int]:
    """Find "Geneva-based" in "the Geneva-based Institute": the name is enough."""
    ends = [i for i in range(first + 2, stop - 1) if line.words[i] == "based" and line.words[i - 1] == "-"]
    if not ends or line.words[first] != "the" or not line.tokens[ends[0] + 1].text.istitle():
        return set()
    return set(range(first + 1, ends[0] + 1))


def _joined(line: Line, kept: list[int]) -> str:
    """Join tokens as the text does: apart only where white space or something left out lies between."""
    parts: list[str] = []
    for place, index in enumerate(kept):
        token = line.tokens[index]
        adjacent = place and kept[place - 1] == index - 1 and line.tokens[index - 1].end == token.start
        parts.append(token.text if adjacent or not place else f" {token.text}")
    return "".join(parts)
