"""Which times of a sentence cannot date a figure: those of another clause, of another thing, of what it is part of.

No parser: each rule knows one shape of sentence. An empty cell is better than a wrong day.
"""

from collections.abc import Callable, Sequence
from functools import cache

from analystkit import tables
from analystkit.asides import aside_around
from analystkit.clauses import FINITE, REACH, Governor
from analystkit.date_grammar import DAYS, match_whole
from analystkit.lexicon import lemma, singular
from analystkit.passages import ADJECTIVE, NOUN, Passage, index_at
from analystkit.records import Moment, Number, Token
from analystkit.story_times import compares
from analystkit.time_bonds import BONDS, Pair, follows_number

__all__ = ["closes_apposition", "is_of_modifier", "is_out_of_reach", "is_undated", "opens_part_between", "part_between"]


# -- figures without a time


def is_undated(passage: Passage, number: Number) -> bool:
    """True for a number that is part of a time, and for the whole that others are part of."""
    if any(time.start <= number.start and number.end <= time.end for time in passage.times):
        return True
    tokens, first = passage.tokens, index_at(passage.tokens, number.lead)
    whole = _is_whole(tokens, first) and not _is_told_of(tokens, index_at(tokens, number.end))
    return whole or _describes(passage, first) or _is_reach(tokens, first)


def _is_reach(tokens: Sequence[Token], first: int) -> bool:
    """True for the 40 of "the strongest quake in 40 years", which says how far a comparison goes."""
    if first < 1 or first + 1 >= len(tokens) or tokens[first - 1].text.lower() not in ("in", "for"):
        return False
    return tokens[first + 1].text.lower() in tables.column("time_units", "word") and compares(tokens, first - 1)


def _is_whole(tokens: Sequence[Token], first: int) -> bool:
    """True for the 50 of "12 of the 50 seats" and "most of its 300 ships": the whole was there before."""
    if first < 3 or tokens[first - 1].tag not in ("DT", "PRP$", "POS"):
        return False
    of = next((at for at in range(first - 1, max(0, first - 5), -1) if tokens[at].text == "of"), 0)
    before = tokens[of - 1]
    return of > 0 and (before.tag == "CD" or before.text.lower() in tables.words("part_words"))


def _is_told_of(tokens: Sequence[Token], end: int) -> bool:
    """True for "one of the 15 hostages rescued on July 2": the whole has a deed of its own."""
    after = next((token for token in tokens[end : end + 5] if token.tag not in (*NOUN, "JJ", "HYPH")), None)
    return after is not None and after.tag in ("VBN", "WP", "WDT")


def _describes(passage: Passage, first: int) -> bool:
    """True for the 40,000 of "in Brovary, a town of 40,000 people," and of "the town of 40,000 people"."""
    before = passage.tokens[max(0, first - 6) : first]
    words = [token.text.lower() for token in before[-2:]]
    if words[-1:] == ["of"] and words[0] in tables.words("settled_words"):
        return True
    if {"with", "population"} <= {token.text.lower() for token in before}:
        return not any(token.tag in FINITE for token in before)
    aside = aside_around(passage.tokens, first)
    if aside is None or passage.tokens[aside[0]].tag != "DT":
        return False
    start, end = passage.tokens[aside[0]].start, passage.tokens[aside[1] - 1].end
    inside = passage.tokens[aside[0] : first]
    if any(token.tag in (*FINITE, "VBG", "VBN") for token in passage.tokens[aside[0] : aside[1]]):
        return False
    if any(start <= time.start < end for time in passage.times):
        return False
    words = [token.text.lower() for token in inside]
    return bool({"of", "with"} & set(words)) and not tables.words("sum_words") & set(words)


# -- times that belong elsewhere


def is_out_of_reach(passage: Passage, time: Moment, number: Number, governor: Governor | None) -> bool:
    """Return whether a time belongs to another clause or another thing than a figure."""
    tokens = passage.tokens
    first, end = index_at(tokens, number.lead), index_at(tokens, number.end)
    pair = Pair(tokens, first, end, index_at(tokens, time.start), index_at(tokens, time.end), time.text, governor)
    return any(rule(pair) for rule in RULES)


def _is_of_state(pair: Pair) -> bool:
    """True for "now" beside anything but a verb of the present: "open for the 12", "have now left", "now closed"."""
    if pair.time.lower() not in ("now", "right now") or pair.after >= len(pair.tokens):
        return False
    if pair.at == 0:  # "Now is the time to", "Now that", "Now in its third year,"
        return pair.tokens[pair.after].tag == "IN" or pair.tokens[pair.after].text.lower() in ("is", "that")
    number = follows_number(pair.tokens, pair.at)
    if number is not None and pair.first <= number < pair.end and pair.tokens[pair.first - 1].text == "from":
        return False  # "up from 24,000 now"
    if pair.tokens[pair.at - 1].text == "," and not any(t.text == "," for t in pair.tokens[pair.at : pair.first]):
        return pair.first < pair.at  # ", now 40 miles off the coast,"
    there = pair.tokens[pair.after].tag == "EX"
    around = [pair.tokens[at] for at in (pair.at - 1, pair.after + there) if 0 <= at < len(pair.tokens)]
    verbs = [token for token in around if token.tag in ("VBZ", "VBP")]
    if pair.tokens[pair.after].tag == "VBN" and any(lemma(token.text) == "have" for token in verbs):
        return True
    between = pair.tokens[pair.after : pair.first]
    between = between[:-1] if between and between[-1].text == "at" else between  # "now stands at 1,270"
    stops = [token for token in between if token.tag in ("CC", ",", "IN", "TO")]
    return not verbs or (bool(stops) and pair.at < pair.first)


def _is_of_participle(pair: Pair) -> bool:
    """True for a time that dates a participle: "for the 16 launchers sent so far", "a report released on Monday".

    What the participle says it of keeps it: the 16.
    """
    verb = _participle_before(pair.tokens, pair.at)
    if verb is None or pair.first > pair.at or _is_gapped(pair.tokens, pair.end, verb):
        return False
    return any(token.tag == "CD" for token in pair.tokens[pair.end : verb]) or _parted(pair, verb)


def _is_gapped(tokens: Sequence[Token], end: int, verb: int) -> bool:
    """True for "killed" in "14 cars were burned and 20 people killed in 24 hours", which leaves out its "were"."""
    joint = next((at for at in range(end, verb) if tokens[at].tag in ("CC", ",")), verb)
    return any(token.tag == "VBN" for token in tokens[end:joint]) and joint < verb


def _participle_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return the participle after a noun that a time belongs to: "released on", "sent to Kyiv in"."""
    for verb in range(at - 1, max(0, at - 6), -1):
        if tokens[verb].tag == "VBN":
            return verb if tokens[verb - 1].tag in NOUN else None
        if tokens[verb].tag not in ("IN", "TO", "DT", "RB", *NOUN):
            return None
    return None


def _parted(pair: Pair, verb: int) -> bool:
    """True where more than the noun phrase of a figure stands between it and a participle."""
    apart = ("IN", "TO", ",", ":", *FINITE, "VBG", "VB", "CC")
    return any(token.tag in apart and token.text != "of" for token in pair.tokens[pair.end : verb])


def _ends_subject(pair: Pair) -> bool:
    """True for the day of "a report released Thursday states" and "the charges that were read Saturday carry".

    "A raid launched on Monday killed 12" has one time for both verbs.
    """
    if pair.first < pair.after or pair.after >= len(pair.tokens) or not _tells_now(pair.tokens, pair.after):
        return False
    if pair.time.lower() == "now":
        return False  # "ships lost now stand at 40"
    if _participle_before(pair.tokens, pair.at) is not None:
        return True
    before = pair.tokens[max(0, pair.at - 10) : pair.at]
    opens = next((at for at, token in enumerate(before) if token.tag in ("WDT", "WP")), None)
    return opens is not None and sum(token.tag in FINITE for token in before[opens:]) == 1


def _tells_now(tokens: Sequence[Token], at: int) -> bool:
    """True for a verb of the present or of saying; "bans" may be tagged as a noun, but then no other verb follows."""
    verb = tokens[at]
    if verb.tag == "NNS" and not any(token.tag in FINITE for token in tokens[at:]):
        return True
    return verb.tag in ("VBZ", "VBP", "VB", "MD") or lemma(verb.text) in _saying()


@cache
def _saying() -> frozenset[str]:
    """Return the base forms of verbs of saying: the tagger may take "states" for a noun."""
    return frozenset(lemma(word) for word in tables.words("speech_verbs"))


def _is_compared(pair: Pair) -> bool:
    """True for the year of "up 3.5 per cent on 2005", "12 more than in 2005": it is what the figure is held against."""
    before = [token.text.lower() for token in pair.tokens[max(0, pair.at - 3) : pair.at]]
    if before[-1:] == ["than"] or (before[-2:-1] == ["than"] and pair.tokens[pair.at - 1].tag == "IN"):
        return True  # "42% higher than at the same point last year"
    if not before or pair.first > pair.at:
        return False
    if before[-1] in ("on", "from", "over") and match_whole(pair.time) in ("year", "deictic", "month", "quarter"):
        changed = pair.tokens[pair.first - 1].text.lower() in tables.words("comparative_words") if pair.first else False
        return changed and pair.at - pair.end <= 3
    return False


def _is_of_clause_behind(pair: Pair) -> bool:
    """True for "has 16 aircraft, and 35 are due by May": what a clause behind tells is not said of the one before."""
    return opens_part_between(pair.tokens, pair.end, pair.at)


def _is_of_clause_before(pair: Pair) -> bool:
    """True for "have left since the attacks began, but 40 stayed": such a time is that of its own verb."""
    lasts = pair.time.lower().startswith(("since ", "until ", "so far"))
    return lasts and pair.at > 0 and opens_part_between(pair.tokens, pair.after, pair.first)


def _is_of_past(pair: Pair) -> bool:
    """True for the time of "freed 40 on Monday but still hold 12" and "opened in May and has since moved 400".

    A second verb in the present or the perfect tells of today. What opens the sentence dates both.
    """
    joint = next((at for at in range(pair.after, pair.first) if pair.tokens[at].tag == "CC"), None)
    if joint is None or any(token.tag in FINITE for token in pair.tokens[pair.after : joint]):
        return False
    first = next((token for token in reversed(pair.tokens[: pair.at]) if token.tag in FINITE), None)
    if pair.time.lower().startswith("since ") and first is not None and first.tag in ("VBZ", "VBP"):
        return pair.tokens[joint + 1].tag in ("VBZ", "VBP") and lemma(pair.tokens[joint + 1].text) != "have"
    if first is None or not (first.tag == "VBD" or (first.tag == "VBP" and first.text.endswith("ed"))):
        return False
    second = next((token.tag for token in pair.tokens[joint + 1 : pair.first] if token.tag != "RB"), "")
    return second in ("VBZ", "VBP", "VB")


def _is_of_past_behind(pair: Pair) -> bool:
    """True for the time of "employs 40 people and had sales of $2 million last year": the first verb tells of today."""
    verbs = [at for at in range(pair.end, pair.at) if pair.tokens[at].tag in FINITE]
    if len(verbs) != 1 or pair.tokens[verbs[0]].tag != "VBD" or verbs[0] < 1:
        return False
    first = next((token.tag for token in reversed(pair.tokens[: pair.first]) if token.tag in FINITE), "")
    return first == "VBZ" and pair.tokens[verbs[0] - 1].tag == "CC"


def _is_of_noun(pair: Pair) -> bool:
    """True for the year of "jailed for 20 years for a 2015 bombing": it dates the bombing alone."""
    if not pair.time.isdigit() or pair.first > pair.at or pair.at < 2 or pair.after >= len(pair.tokens):
        return False
    attribute = pair.tokens[pair.at - 1].tag == "DT" and pair.tokens[pair.after].tag in (*NOUN, *ADJECTIVE)
    return attribute and pair.tokens[pair.at - 2].text.lower() in tables.words("topic_prepositions")


def _is_measured_from(pair: Pair) -> bool:
    """True for "since the war" in "it is 25 years since the war": the figure is counted from there."""
    unit = pair.tokens[pair.end].text.lower() if pair.at - pair.end == 1 else ""
    return pair.time.lower().startswith("since ") and unit in tables.column("time_units", "word")


def _is_of_later(pair: Pair) -> bool:
    """True for the day of "before Monday's raid, 40 had left" and "after Monday's raid, 40 left": that of the raid."""
    if pair.at < 1 or pair.after >= len(pair.tokens) or pair.tokens[pair.after].tag != "POS":
        return False
    if any(token.tag in FINITE for token in pair.tokens[pair.after : pair.first]) and not any(
        token.tag in (",", "CC") for token in pair.tokens[pair.after : pair.first]
    ):
        return False  # "after Monday's raid killed 40"
    return pair.tokens[pair.at - 1].text.lower() in tables.words("subordinators")


def _is_of_standing(pair: Pair) -> bool:
    """True for the day of "On Monday the club, which has 40 members, closed": what always is has no day."""
    relatives = [at for at in range(pair.after, pair.first) if pair.tokens[at].tag in ("WDT", "WP")]
    if not relatives or relatives[-1] + 1 >= pair.first or pair.tokens[relatives[-1] - 1].text != ",":
        return False
    inside = pair.tokens[relatives[-1] + 1 : pair.first]
    return inside[0].tag in ("VBZ", "VBP") and not any(token.tag in (",", "VBN", *FINITE) for token in inside[1:])


RULES: tuple[Callable[[Pair], bool], ...] = (
    _is_of_state,
    _is_of_participle,
    _ends_subject,
    _is_compared,
    _is_of_clause_behind,
    _is_of_clause_before,
    _is_of_past,
    _is_of_past_behind,
    _is_of_noun,
    _is_measured_from,
    _is_of_later,
    _is_of_standing,
    *BONDS,
)
"""Each refuses a time to a figure for one reason."""


def closes_apposition(passage: Passage, time: Moment) -> bool:
    """Return whether a day stands behind an apposition and is none of its own: "in Lyon, a city of France on Sunday".

    A noun of what happens may have a day: ", the attack on Sunday,".
    """
    tokens, at = passage.tokens, index_at(passage.tokens, time.start)
    aside = aside_around(tokens, at)
    if aside is None or tokens[aside[0]].tag != "DT" or match_whole(time.text) not in DAYS:
        return False
    inside = tokens[aside[0] : at]
    return not any(token.tag in (*FINITE, "VBN", "VBG") or _names_deed(token) for token in inside)


def _names_deed(token: Token) -> bool:
    noun = singular(token.text.lower())
    return noun in tables.column("action_nouns", "noun") or noun in tables.column("event_words", "word")


def is_of_modifier(passage: Passage, time: Moment, number: Number, governor: Governor | None) -> bool:
    """Return whether a time dates a participle before the verb: "men arrested on Monday were charged on Friday"."""
    tokens, at = passage.tokens, index_at(passage.tokens, time.start)
    between = governor is not None and number.end <= time.start < tokens[governor.at].start
    return between and _participle_before(tokens, at) is not None


# -- clauses side by side


def part_between(passage: Passage, time: Moment, number: Number) -> bool:
    """Return whether a clause of its own begins between a time and a figure: ", and 200 wells have dried up"."""
    tokens = passage.tokens
    bounds = sorted((index_at(tokens, time.start), index_at(tokens, number.lead)))
    joints = [at for at in range(*bounds) if tokens[at].tag in (",", "CC")]
    return any(_opens_part(tokens, at) or _opens_count(tokens, at) for at in joints)


def _opens_count(tokens: Sequence[Token], joint: int) -> bool:
    """True for the "and" of "12 died in May and 14 were wounded in June", with a number for a subject."""
    if tokens[joint].tag != "CC" or joint + 2 >= len(tokens) or tokens[joint + 1].tag != "CD":
        return False
    behind = next((token for token in tokens[joint + 2 : joint + 6] if token.tag not in (*NOUN, *ADJECTIVE)), None)
    return behind is not None and behind.tag in FINITE


def opens_part_between(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Return whether a clause with its own subject begins between two tokens: ", and two shops were set alight in"."""
    return any(_opens_part(tokens, at) for at in range(first, end))


def _opens_part(tokens: Sequence[Token], comma: int) -> bool:
    """True for the comma of ", and at least 16 were killed", a clause with its own subject, and for "and that"."""
    if tokens[comma].tag == "CC" and tokens[comma + 1 : comma + 2] and tokens[comma + 1].text == "that":
        return comma + 2 < len(tokens) and tokens[comma + 2].tag not in FINITE
    if tokens[comma].text != "," or comma + 3 >= len(tokens) or tokens[comma + 1].tag != "CC":
        return False
    named = tokens[comma + 2].tag == "VBG" and tokens[comma + 3].tag in FINITE  # ", and spending will drop"
    if tokens[comma + 2].tag in (*FINITE, "VB", "VBN", "VBG", "TO") and not named:
        return False
    if not any(token.tag in FINITE for token in tokens[max(0, comma - REACH) : comma]):
        return False
    for token in tokens[comma + 2 + (tokens[comma + 2].text.lower() == "at") : comma + 10]:
        if token.tag in FINITE:
            return True
        if (
            token.tag in (",", "IN", "TO", "VBG", "WDT", "WP")
            and not named
            and token.text.lower() not in ("of", "on", "in", "at")
        ):
            return False
    return False
