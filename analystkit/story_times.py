"""Times that are told by what happened or by how long it took: "since the attacks began", "in just two days".

They need the tags of a sentence, which the grammar of time expressions does without. What dates nothing is left:
"since it was short of cash" is a reason, "the worst in 20 years" a comparison.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.clauses import FINITE, REACH
from analystkit.date_grammar import day_of_story, edge_of_story, length_inside, length_named, match_whole
from analystkit.lexicon import lemma
from analystkit.passages import ADJECTIVE, NOUN, index_at
from analystkit.records import Moment, Token
from analystkit.stories import gerund_end, noun_end, story_end

__all__ = ["add_story_times", "compares"]


class Sentence(NamedTuple):
    """A tagged sentence and the times already found in it."""

    text: str
    tokens: Sequence[Token]
    moments: Sequence[Moment]

    @property
    def start(self) -> int:
        """Where it begins in the article."""
        return self.tokens[0].start

    def quote(self, start: int, end: int) -> str:
        """Return what is written between two offsets."""
        return self.text[start - self.start : end - self.start]


def add_story_times(text: str, tokens: Sequence[Token], moments: Sequence[Moment]) -> list[Moment]:
    """Return the moments of a sentence with those told by a story; what is part of a longer one is left out.

    Where such a clause has numbers of its own, "since the raid killed 12 on Monday", its own day stays as well.
    """
    sentence = Sentence(text, tokens, moments)
    found = {(story.start, story.end): story for find in FINDERS for story in find(sentence)}
    told = [story for story in found.values() if not any(_goes_beyond(moment, story) for moment in moments)]
    if not told:
        return list(moments)
    kept = [moment for moment in moments if not any(_swallows(sentence, story, moment) for story in told)]
    outer = [story for story in told if not any(_inside(story, other) for other in told if other is not story)]
    return sorted([*kept, *outer], key=lambda moment: (moment.start, -moment.end))


def _goes_beyond(moment: Moment, story: Moment) -> bool:
    """True for "since Oct. 7, 2023", which is more than "since Oct. 7"."""
    return moment.start == story.start and moment.end > story.end


def _inside(moment: Moment, other: Moment) -> bool:
    return other.start <= moment.start and moment.end <= other.end


def _swallows(sentence: Sentence, story: Moment, moment: Moment) -> bool:
    if not (story.start < moment.end and moment.start < story.end):
        return False
    first, end = index_at(sentence.tokens, story.start), index_at(sentence.tokens, story.end)
    counts = any(
        token.tag == "CD" and not any(time.start <= token.start < time.end for time in sentence.moments)
        for token in sentence.tokens[first:end]
    )
    return moment.start == story.start or not counts


# -- since the attacks began


def _since(sentence: Sentence) -> Iterator[Moment]:
    """Yield "since the attacks began", "until the ceasefire" and "by the time help came".

    A length may stand before: "the ten years since the war", "the year before the vote".
    """
    openers = tables.words("story_openers")
    for at, token in enumerate(sentence.tokens):
        word = token.text.lower()
        if word not in openers or at + 1 == len(sentence.tokens):
            continue
        if word == "since" and _is_date_of_subject(sentence, at):
            continue
        gerund = gerund_end(sentence.tokens, at + 1) if word == "since" else None
        end = gerund or story_end(sentence.tokens, at + 1)
        start = _start(sentence, at) if end is not None else None
        if end is None or start is None or compares(sentence.tokens, at):
            continue
        told = any(other.tag in FINITE for other in sentence.tokens[at:end])
        if (gerund or _dates(sentence.tokens, at, end)) if word == "since" else (told or word != "time"):
            yield _story(sentence, start, end)


def _is_date_of_subject(sentence: Sentence, at: int) -> bool:
    """True for "those held since Monday face trial": a day begins or faces nothing, the verb is that of those."""
    start = sentence.tokens[at].start
    moment = next((moment for moment in sentence.moments if moment.start == start), None)
    end = index_at(sentence.tokens, moment.end) if moment else len(sentence.tokens)
    return end < len(sentence.tokens) and sentence.tokens[end].tag in FINITE


def _start(sentence: Sentence, at: int) -> int | None:
    """Return where a time begins whose story begins behind a token, or None: "before" needs a length before it."""
    words = [token.text.lower() for token in sentence.tokens[max(0, at - 2) : at + 1]]
    length = _length_before(sentence, sentence.tokens[at].start)
    if length is not None:
        return sentence.start + length.start(1)
    if words[-1] == "time":
        return sentence.tokens[at - 2].start if words == ["by", "the", "time"] else None
    if words[-1] in ("before", "after"):
        return None
    return sentence.tokens[at - 1].start if words[-2:-1] == ["ever"] else sentence.tokens[at].start


def _length_before(sentence: Sentence, offset: int) -> re.Match[str] | None:
    """Return the length that ends at an offset: "in the ten years" since."""
    end = offset - sentence.start
    return length_named().search(sentence.text, max(0, end - 40), end)


def _dates(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for "have died since the coup failed"; "sold it since it was short of cash" is a reason.

    A preposition always dates. A clause dates where it tells of something that begins, or where the main clause is
    in the perfect and the other tells of a deed.
    """
    verb = next((i for i in range(at + 1, end) if tokens[i].tag in (*FINITE, "VBN")), None)
    if verb is None:
        return True
    if tokens[verb].tag not in ("VBD", "VBN") or (at and tokens[at - 1].text == ","):
        return False
    if any(lemma(token.text) in tables.words("beginning_verbs") for token in tokens[verb:end] if token.tag[0] == "V"):
        return True
    passive = verb + 1 < end and tokens[verb + 1].tag == "VBN"
    deed = lemma(tokens[verb].text) not in tables.words("state_verbs") or passive
    return deed and _in_perfect((*tokens[max(0, at - REACH) : at], *tokens[end : end + REACH]))


def _in_perfect(tokens: Sequence[Token]) -> bool:
    """True for "have died" and "has not yet been seen"."""
    for at, token in enumerate(tokens):
        if token.tag in (*FINITE, "VB") and lemma(token.text) == "have":
            after = next((other for other in tokens[at + 1 :] if other.tag != "RB"), None)
            if after is not None and after.tag == "VBN":
                return True
    return False


def _story(sentence: Sentence, start: int, end: int) -> Moment:
    """Return a time from an offset to the end of a token, with the days of the last time in it."""
    stop = sentence.tokens[end - 1].end
    inner = [time for time in sentence.moments if start <= time.start and time.end <= stop]
    first = inner[-1].first if inner and sentence.quote(start, stop).lower().startswith("since") else None
    return Moment(start, stop, sentence.quote(start, stop), first, None)


# -- two days after the truce took effect


def _offsets(sentence: Sentence) -> Iterator[Moment]:
    """Yield "two days after the truce took effect" and "a week before the vote" as one time each."""
    for moment in sentence.moments:
        if not moment.text.endswith((" after", " before")) or match_whole(moment.text) != "offset":
            continue
        at = index_at(sentence.tokens, moment.end)
        end = gerund_end(sentence.tokens, at) or story_end(sentence.tokens, at)
        if end is not None:
            yield _story(sentence, moment.start, end)


COUNTED = ("counted", "same_time")


def _counted(sentence: Sentence) -> Iterator[Moment]:
    """Yield "the first three hours of the strike" and "the time of the raid" as one time each."""
    for moment in sentence.moments:
        at = index_at(sentence.tokens, moment.end)
        if sentence.tokens[at : at + 1] and sentence.tokens[at].text == "of" and match_whole(moment.text) in COUNTED:
            end = noun_end(sentence.tokens, at + 1)
            if end is not None:
                yield _story(sentence, moment.start, end)


def _periods(sentence: Sentence) -> Iterator[Moment]:
    """Yield "the four years that he has been president" as one time."""
    for at, token in enumerate(sentence.tokens):
        length = _length_before(sentence, token.start) if token.text == "that" else None
        end = story_end(sentence.tokens, at + 1) if length else None
        if length and end and any(word.tag in FINITE for word in sentence.tokens[at:end]):
            yield _story(sentence, sentence.start + length.start(1), end)


# -- in just two days


def _lengths(sentence: Sentence) -> Iterator[Moment]:
    """Yield how long it took: "two days" in "destroyed 300 homes in two days", "the three-week siege"."""
    for match in length_inside().finditer(sentence.text):
        start, stop = sentence.start + match.start(2), sentence.start + match.end(2)
        at, after = index_at(sentence.tokens, sentence.start + match.start(1)), index_at(sentence.tokens, stop)
        if any(time.start < stop and start < time.end for time in sentence.moments):
            continue
        if _is_hedge(sentence.tokens, at) or _is_comparison(sentence.tokens, at) or _modifies(sentence, after, stop):
            continue
        yield _story(sentence, start, _with_deed(sentence.tokens, after))


def _is_hedge(tokens: Sequence[Token], at: int) -> bool:
    """True for "over" in "lasted over two days", "for over two days" and "just over two days"."""
    if tokens[at].text.lower() != "over" or at == 0:
        return False
    before = tokens[at - 1]
    if before.tag == "VBN":
        return at < 2 or lemma(tokens[at - 2].text) != "be"
    return before.tag not in (*NOUN, "CD", ",", "RP") and before.text not in ("%", "each")


def compares(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a token opens the reach of a comparison: "the worst attack in 20 years", "the first since 2012".

    In "the worst attack killed 12 in two days" the verb stands between.
    """
    for before in range(at - 1, max(-1, at - 20), -1):
        token = tokens[before]
        word = token.text.lower()
        if token.tag in (*FINITE, ",", ";", ":"):
            return False
        if token.tag in ("JJS", "RBS") and word not in ("least", "most"):
            return True
        if word in tables.words("comparing_over_time") or (token.tag == "JJ" and word.endswith(("th", "rd", "nd"))):
            return True
    return False


def _is_comparison(tokens: Sequence[Token], at: int) -> bool:
    return compares(tokens, at) or _is_denied(tokens, at)


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """True for "had not been seen in 40 years"."""
    for before in range(at - 1, max(-1, at - 12), -1):
        if tokens[before].tag in (",", ";", ":"):
            return False
        if tokens[before].text.lower() in tables.words("never_words"):
            return True
    return False


def _modifies(sentence: Sentence, after: int, stop: int) -> bool:
    """True for "in 12 hour shifts", "in two days' time" and "in 20 years in prison": no length of the deed."""
    if sentence.text[stop - sentence.start :][:1] in ("-", "'", "’"):
        return True
    following = sentence.tokens[after : after + 1]
    plural = sentence.tokens[after - 1].tag == "NNS"
    return bool(following) and not plural and following[0].tag in (*NOUN, *ADJECTIVE)


def _with_deed(tokens: Sequence[Token], after: int) -> int:
    """Return the end of "two days", or of "three hours of raids", "of fighting"."""
    if after + 1 < len(tokens) and tokens[after].text == "of":
        gerund = tokens[after + 1].tag == "VBG"  # "two days of fighting"
        return noun_end(tokens, after + 1 + gerund) or after + 2 * gerund
    return after


# -- on the third day of the strike


def _days(sentence: Sentence) -> Iterator[Moment]:
    """Yield "the third day of the strike" and "the three-week offensive" as written."""
    for match in day_of_story().finditer(sentence.text):
        end = noun_end(sentence.tokens, index_at(sentence.tokens, sentence.start + match.end()))
        long = match[2] is not None and match[0].lower().startswith(("in", "over"))  # "in a three-year deal" is none
        if end is not None and (not long or _is_story(sentence.tokens[end - 1])):
            yield _story(sentence, sentence.start + match.start(match.lastindex or 0), end)


def _edges(sentence: Sentence) -> Iterator[Moment]:
    """Yield "the height of the crisis", "the eve of the vote": not "the end of the road"."""
    for match in edge_of_story().finditer(sentence.text):
        end = noun_end(sentence.tokens, index_at(sentence.tokens, sentence.start + match.end()))
        if end is not None and (match[2] == "eve" or _is_story(sentence.tokens[end - 1])):
            yield _story(sentence, sentence.start + match.start(1), end)


def _is_story(token: Token) -> bool:
    return token.text.lower() in tables.column("time_words", "phrase", role="story")


FINDERS = (_edges, _since, _offsets, _counted, _periods, _lengths, _days)
"""Each finds the times of one kind."""
