"""Whose, where, when and in which event: what stands around a counted phrase and is tied to it."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from analystkit import tables
from analystkit.clauses import FINITE, Governor, subject_span
from analystkit.entities import country_of
from analystkit.lexicon import harm_of
from analystkit.phrases import Passage, Phrase
from analystkit.records import Mention, Moment, Number, Statement, Token

__all__ = ["find_actor", "find_event", "find_place", "find_time"]

OWNERS = ("country", "organisation")


# -- whose


def find_actor(passage: Passage, phrase: Phrase, governor: Governor | None, kind: str) -> tuple[tuple[str, ...], str]:
    """Return the named owners of what is counted and the rule that found them.

    A modifier wins over what follows ("of the Rwandan army"), and that over the subject of the verb: in "Russia
    destroyed two Ukrainian tanks" the tanks are Ukraine's.
    """
    owners = _modifier(passage, phrase)
    if owners:
        return owners, "actor_modifier"
    owners = _complement(passage, phrase)
    if owners:
        return owners, "actor_complement"
    if governor is None or kind in tables.words("hit_kinds"):
        return (), ""
    owners = _agent(passage, governor) if governor.passive else _subject(passage, governor)
    return (owners, "actor_agent" if governor.passive else "actor_subject") if owners else ((), "")


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_owner(mention) for mention in mentions if mention.kind in OWNERS))


def _owner(mention: Mention) -> str:
    """Return the owner a mention stands for: a ministry or a seat of government speaks for its country."""
    country = country_of(mention.name)
    return (
        country if country and any(word in mention.name for word in tables.words("government_words")) else mention.name
    )


def _modifier(passage: Passage, phrase: Phrase) -> tuple[str, ...]:
    """Read the words of the phrase itself and a possessive before it: "20 Russian warships", "Iraq's 12 bases"."""
    tokens = passage.tokens
    start, end = tokens[phrase.first].start, tokens[min(phrase.end, len(tokens)) - 1].end
    names = _names(mention for mention in passage.mentions if start <= mention.start < end)
    words = {token.text.lower() for token in tokens[phrase.first : phrase.end]}
    if not names and words & tables.words("foreign_words"):
        return ("foreign",)
    return names or _possessive(passage, phrase)


def _possessive(passage: Passage, phrase: Phrase) -> tuple[str, ...]:
    at = phrase.first - 1
    while at >= 0 and passage.tokens[at].tag in ("JJ", "RB", "JJR", "IN", "RBR", "NN", "JJS") and phrase.first - at < 4:
        at -= 1
    if at < 0 or passage.tokens[at].tag != "POS":
        return ()
    end = passage.tokens[at].start
    return _names(mention for mention in passage.mentions if mention.end in (end, passage.tokens[at].end))


def _complement(passage: Passage, phrase: Phrase) -> tuple[str, ...]:
    """Read "of the Rwandan army", "from France", "belonging to Hezbollah" right after the phrase."""
    tokens = passage.tokens
    if phrase.end >= len(tokens) or tokens[phrase.end].text.lower() not in ("of", "from", "belonging", "for"):
        return ()
    start = tokens[phrase.end].end
    window = tokens[phrase.end + 1 : phrase.end + 6]
    stop = next(
        (token.start for token in window if token.tag.startswith("VB") or token.tag in (",", "WDT", "CD")),
        None,
    )
    end = stop if stop is not None else (window[-1].end if window else start)
    near = [mention for mention in passage.mentions if start <= mention.start < end]
    if tokens[phrase.end].text.lower() == "for":
        near = []
    return _names(near[:2])


def _subject(passage: Passage, governor: Governor) -> tuple[str, ...]:
    """Read the subject of the verb that has the phrase as its object: "Cuba has shipped 1,500 advisers"."""
    if governor.relation == "subject" or governor.action in tables.words("adverse_verbs") or harm_of(governor.action):
        return ()
    span = subject_span(passage, governor)
    if span is None:
        return ()
    inside = [
        m for m in passage.mentions if span[0] <= m.start < span[1] and not _in_prepositional(passage, m, span[0])
    ]
    return _names(inside)


def _in_prepositional(passage: Passage, mention: Mention, start: int) -> bool:
    """True for the country in "the city of Homs in Syria": no owner, only a place."""
    before = [token for token in passage.tokens if start <= token.start < mention.start][-2:]
    return any(token.tag in ("IN", "TO") for token in before)


def _agent(passage: Passage, governor: Governor) -> tuple[str, ...]:
    """Read "by the US Navy" after a passive verb of ownership: "12 missiles were launched by Iran"."""
    if harm_of(governor.action) or governor.action in tables.words("adverse_verbs"):
        return ()
    after = passage.tokens[governor.at + 1 : governor.at + 8]
    by = next((token for token in after if token.text.lower() == "by"), None)
    if by is None:
        return ()
    return _names(mention for mention in passage.mentions if by.end < mention.start < by.end + 24)


# -- where


def find_place(passage: Passage, phrase: Phrase) -> tuple[str, ...]:
    """Return the places that a preposition ties to the clause of a phrase, as written.

    "Near NATO borders" is no place, nor is the country in "the president of Ukraine".
    """
    start, end = clause_span(passage, phrase)
    tied = [
        m
        for m in passage.mentions
        if start <= m.start < end and m.kind in ("place", "country") and _is_tied(passage, m)
    ]
    return tuple(dict.fromkeys(_as_written(m) for m in tied))


def _as_written(mention: Mention) -> str:
    return mention.name if mention.kind == "country" else mention.text


def _is_tied(passage: Passage, mention: Mention) -> bool:
    if mention.adjective:
        return False
    offset = mention.start - passage.start
    before = passage.text[max(0, offset - 40) : offset]
    follows = passage.text[mention.end - passage.start : mention.end - passage.start + 2]
    if follows[:1] in ("'", "’"):
        return False
    return _place_before().search(before) is not None


@cache
def _place_before() -> re.Pattern[str]:
    prepositions = "|".join(sorted(tables.words("place_prepositions")))
    return re.compile(
        rf"\b(?:{prepositions})\s+(?:the\s+)?(?:[\w-]+\s+(?:of|and|in)\s+(?:the\s+)?|[a-z-]+\s+){{0,3}}$",
        re.IGNORECASE,
    )


def clause_span(passage: Passage, phrase: Phrase) -> tuple[int, int]:
    """Return the offsets of the clause around a phrase: up to a semicolon, "while", "after they", or its own "which"."""
    tokens = passage.tokens
    edges = [index for index in range(len(tokens)) if _is_edge(tokens, index)]
    first = max((edge + 1 for edge in edges if edge < phrase.first), default=0)
    end = min((edge for edge in edges if edge >= phrase.end), default=len(tokens))
    if first and tokens[first - 1].text.lower() in tables.words("subordinators"):
        end = min(end, next((at for at in range(phrase.end, len(tokens)) if tokens[at].tag == ","), end))
    first, end = _relative_span(tokens, phrase, first, end)
    return tokens[first].start, tokens[max(first, end - 1)].end


def _is_edge(tokens: Sequence[Token], index: int) -> bool:
    """True where a clause of its own begins: "; ", "while", and "after" with a verb of its own."""
    word = tokens[index].text.lower()
    if word in (";", "while", "whereas"):
        return True
    if word not in tables.words("subordinators"):
        return False
    following = tokens[index + 1 : index + 10]
    stop = next((at for at, token in enumerate(following) if token.tag == ","), len(following))
    return any(token.tag in FINITE for token in following[:stop])


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
    near = [moment for moment in passage.moments if start <= moment.start < end]
    dated = [moment for moment in near if _dates_count(passage, moment, number, statement)]
    return min(dated, key=lambda moment: _distance(moment, number), default=None)


def _dates_count(passage: Passage, moment: Moment, number: Number, statement: Statement | None) -> bool:
    if moment.start < number.end and number.start < moment.end:
        return False
    if moment.start > number.end and moment.text.lower() in tables.words("time_adverbs"):
        return False
    if statement is not None and moment.end <= statement.start:
        return False
    return not (_speech_time(passage, moment) or _in_dateline(passage, moment) or _premodifies(passage, moment))


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


def _speech_time(passage: Passage, moment: Moment) -> bool:
    """True for the day in "the ministry said on Thursday": it dates the claim, not what is claimed."""
    offset = moment.start - passage.start
    before = passage.text[max(0, offset - 40) : offset].lower()
    match = re.search(r"(\w+)(?: in a \w+| (?:told|to) \w+)?(?: on| late| early)?\s*$", before)
    return match is not None and match[1] in tables.words("speech_verbs")


def find_event(passage: Passage, phrase: Phrase) -> str:
    """Return the named event of the clause that stands nearest to a phrase, or ""."""
    start, end = clause_span(passage, phrase)
    events = [m for m in passage.mentions if m.kind == "event" and start <= m.start < end]
    at = passage.tokens[phrase.first].start
    return min(events, key=lambda m: abs(m.start - at)).name if events else ""
