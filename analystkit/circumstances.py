"""Where, when and in which event: what stands around a counted phrase and is tied to it."""

import re
from collections.abc import Sequence
from functools import cache

from analystkit import tables
from analystkit.clauses import FINITE, Governor, opens_clause
from analystkit.passages import Passage, index_at
from analystkit.phrases import Phrase
from analystkit.records import Mention, Moment, Number, Statement, Token

__all__ = ["clause_span", "find_edges", "find_event", "find_place", "find_time"]


# -- where


def find_place(passage: Passage, phrase: Phrase) -> tuple[str, ...]:
    """Return the places that a preposition ties to the clause of a phrase, as written.

    "Near NATO borders" is no place, nor is the country in "the president of Ukraine" or "the Britain-based group".
    """
    start, end = clause_span(passage, phrase)
    tied: list[Mention] = []
    for mention in passage.mentions:
        if not (start <= mention.start < end and mention.kind in ("place", "country")):
            continue
        if _is_tied(passage, mention) or (tied and _is_chained(passage, tied[-1], mention)):
            tied.append(mention)
    return tuple(dict.fromkeys(mention.text for mention in _own(passage, phrase, tied) or tied))


def _own(passage: Passage, phrase: Phrase, tied: Sequence[Mention]) -> list[Mention]:
    """Return the places right behind a phrase where each number has its own: "12 died in Kabul and three in Herat"."""
    end = passage.tokens[phrase.end - 1].end
    following = min((n.start for n in passage.numbers if n.start > end), default=passage.start + len(passage.text))
    own = [mention for mention in tied if end < mention.start < following]
    near = bool(own) and own[0].start - end < NEAR
    return own if near and len(own) < len(tied) and tied[0].start >= passage.tokens[phrase.first].start else []


NEAR = 32
"""How many characters there may be between a phrase and the place that is its own."""


def _is_tied(passage: Passage, mention: Mention) -> bool:
    offset, after = mention.start - passage.start, mention.end - passage.start
    if mention.adjective or passage.text[after : after + 1] in ("'", "’", "-"):
        return False
    return _place_before().search(passage.text[max(0, offset - 40) : offset]) is not None


CHAIN = re.compile(r",? (?:and |or )?(?:the )?(?:\w+ern |central |upper |lower )?| \(")


def _is_chained(passage: Passage, before: Mention, mention: Mention) -> bool:
    """True for the second place in "Gulfport, Mississippi" and "Texas, Arizona and the northern Sahara"."""
    between = passage.text[before.end - passage.start : mention.start - passage.start]
    return not mention.adjective and CHAIN.fullmatch(between) is not None


@cache
def _place_before() -> re.Pattern[str]:
    prepositions = "|".join(sorted(tables.words("place_prepositions")))
    directions = "|".join(sorted(tables.words("direction_words")))
    aside = r"(?:[\w-]+\s+(?:of|and|in)\s+(?:the\s+)?|[a-z-]+\s+){0,3}"
    return re.compile(rf"\b(?:{prepositions}|(?:{directions}) of)\s+(?:the\s+)?{aside}$", re.IGNORECASE)


def clause_span(passage: Passage, phrase: Phrase) -> tuple[int, int]:
    """Return the offsets of the clause around a phrase: up to a semicolon, "while", "after they", its own "which"."""
    tokens = passage.tokens
    edges = [edge for edge in passage.edges if not _is_closed(tokens, edge, phrase)]
    first = max((edge + 1 for edge in edges if edge < phrase.first), default=0)
    end = min((edge for edge in edges if edge >= phrase.end), default=len(tokens))
    if first and tokens[first - 1].text.lower() in tables.words("subordinators"):
        end = min(end, next((at for at in range(phrase.end, len(tokens)) if tokens[at].tag == ","), end))
    first, end = _relative_span(tokens, phrase, first, end)
    return tokens[first].start, tokens[max(first, end - 1)].end


def find_edges(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return the tokens at which a clause of its own begins."""
    return tuple(index for index in range(len(tokens)) if _is_edge(tokens, index))


def _is_edge(tokens: Sequence[Token], index: int) -> bool:
    """True where a clause of its own begins: "; ", "while", and "after" with a verb of its own."""
    word = tokens[index].text.lower()
    if word in (";", "while", "whereas") or opens_clause(tokens, index):
        return True
    if word not in tables.words("subordinators"):
        return False
    following = tokens[index + 1 : index + 10]
    stop = next((at for at, token in enumerate(following) if token.tag == ","), len(following))
    return any(token.tag in FINITE for token in following[:stop])


def _is_closed(tokens: Sequence[Token], edge: int, phrase: Phrase) -> bool:
    """True where a clause ends before the phrase: "In 1995, after 100 people died, it fell into two parts"."""
    if tokens[edge].text.lower() not in tables.words("subordinators"):
        return False
    return any(token.tag == "," for token in tokens[edge : phrase.first])


def _relative_span(tokens: Sequence[Token], phrase: Phrase, first: int, end: int) -> tuple[int, int]:
    """Narrow a clause to ", which has 40 ships," where the phrase stands in such an aside."""
    for index in range(phrase.first - 1, first, -1):
        if tokens[index].tag in ("WDT", "WP") and tokens[index - 1].text in ASIDE:
            closing = tokens[index - 1].text
            return index, next((at for at in range(phrase.end, end) if tokens[at].text == closing), end)
        if tokens[index].text in ASIDE:
            break
    return first, end


ASIDE = (",", "-", "–", "—", "(")


# -- when and in what


def find_time(
    passage: Passage, phrase: Phrase, number: Number, governor: Governor | None, statement: Statement | None
) -> Moment | None:
    """Return the time expression tied to a phrase: the nearest in its clause that dates what is counted.

    The number's own "24 hours" is none, nor is the day of a claim, of a dateline, or of another event.
    """
    if governor is None and phrase.noun.unit == "" and phrase.rule.startswith("measured"):
        return None
    if governor is not None and governor.relation == "noun" and phrase.rule.startswith("measured"):
        return None
    start, end = clause_span(passage, phrase)
    first = passage.start + INITIAL if _is_main_clause(passage, start) else passage.start
    near = [moment for moment in passage.moments if start <= moment.start < end or moment.start < first]
    dated = [moment for moment in near if _dates_count(passage, moment, number, statement)]
    return min(dated, key=lambda moment: _distance(moment, number), default=None)


INITIAL = 6
"""A time this near to the start of a sentence dates all its main clauses: "On Monday, ..."."""


def _is_main_clause(passage: Passage, start: int) -> bool:
    at = index_at(passage.tokens, start)
    return at == 0 or passage.tokens[at - 1].text.lower() not in tables.words("subordinators")


def _dates_count(passage: Passage, moment: Moment, number: Number, statement: Statement | None) -> bool:
    if moment.start < number.end and number.start < moment.end:
        return False
    if moment.start > number.end and moment.text.lower() in tables.words("time_adverbs"):
        return False
    initial = moment.start - passage.start <= INITIAL
    if (statement is not None and initial and moment.end <= statement.start) or _in_relative(passage, number, moment):
        return False
    if _is_of_another(passage, moment, number):
        return False
    return not (_speech_time(passage, moment) or _in_dateline(passage, moment) or _premodifies(passage, moment))


def _is_of_another(passage: Passage, moment: Moment, number: Number) -> bool:
    """True for the month in "8,000 remain, down from 13,000 in February", which dates the 13,000."""
    between = [n for n in passage.numbers if number.end < n.start and n.end < moment.start]
    gap = passage.text[between[-1].end - passage.start : moment.start - passage.start] if between else ""
    return gap in (" in ", " on ")


def _in_relative(passage: Passage, number: Number, moment: Moment) -> bool:
    """True for the day in "troops joined the drill that will end on October 1": it dates the drill."""
    tokens = passage.tokens
    between = range(index_at(tokens, number.end), index_at(tokens, moment.start))
    return any(tokens[at].tag == "WDT" and tokens[at + 1].tag in FINITE for at in between if at + 1 < len(tokens))


def _premodifies(passage: Passage, moment: Moment) -> bool:
    """True for the year in "the 2022 Winter Olympics": it is part of a name."""
    after = passage.text[moment.end - passage.start : moment.end - passage.start + 2]
    return moment.text.isdigit() and len(after) == 2 and after[0] == " " and after[1].isupper()


def _distance(moment: Moment, number: Number) -> int:
    return moment.start - number.end if moment.start >= number.end else number.start - moment.end


DATELINE = re.compile(r"[A-Z][A-Z'’.-]+(?:[ /-][A-Z'’.]+)*(?:,? [\w .,]{1,40})?(?: ?\([\w /.,]{1,40}\))? ?[-–—]{1,2} ")


def _in_dateline(passage: Passage, moment: Moment) -> bool:
    """True for the day in "KYIV, Nov. 3, 2021 -": it dates the article."""
    line = DATELINE.match(passage.text)
    return line is not None and moment.start - passage.start < line.end()


THING_AFTER = re.compile(
    r" (?!that\b|in\b|at\b|on\b|and\b|during\b|as\b|by\b|after\b|before\b|it\b|he\b|she\b|they\b)[a-z]"
)
"""After a time it makes the time a modifier: "reported fourth quarter 2025 sales"."""


def _speech_time(passage: Passage, moment: Moment) -> bool:
    """True for the day in "the ministry said on Thursday": it dates the claim, not what is claimed."""
    offset = moment.start - passage.start
    before = passage.text[max(0, offset - 40) : offset].lower()
    match = re.search(r"(\w+)(?: in a \w+| (?:told|to) \w+)?(?: on| late| early)?\s*$", before)
    names_thing = THING_AFTER.match(passage.text, moment.end - passage.start) is not None
    return match is not None and match[1] in tables.words("speech_verbs") and not names_thing


def find_event(passage: Passage, phrase: Phrase) -> str:
    """Return the named event of the clause that stands nearest to a phrase, or ""."""
    start, end = clause_span(passage, phrase)
    events = [m for m in passage.mentions if m.kind == "event" and start <= m.start < end]
    at = passage.tokens[phrase.first].start
    return min(events, key=lambda m: abs(m.start - at)).name if events else ""
