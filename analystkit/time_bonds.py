"""Which times are bound to one thing alone: to a number beside them, to a cause, to a whole with parts."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.asides import goes_off
from analystkit.clause_edges import changes_tense
from analystkit.clauses import FINITE, Governor
from analystkit.date_grammar import match_whole
from analystkit.lexicon import is_happening, lemma
from analystkit.passages import ADJECTIVE, NOUN
from analystkit.records import Token

__all__ = ["BONDS", "Pair", "follows_number", "parts_claims", "tells_when"]


class Pair(NamedTuple):
    """A figure and a time, as indices of tokens: the number, what is behind it, the time, what is behind that."""

    tokens: Sequence[Token]
    first: int
    end: int
    at: int
    after: int
    time: str
    governor: Governor | None

    @property
    def gap(self) -> tuple[int, int]:
        """Return what stands between the two, whichever comes first."""
        left, right = sorted(((self.first, self.end), (self.at, self.after)))
        return left[1], right[0]


PHRASE = (*NOUN, *ADJECTIVE, "IN", "DT", "HYPH", "RB")


def follows_number(tokens: Sequence[Token], at: int) -> int | None:
    """Return the number that a time stands right behind, "9,000 soldiers in 2010", or None."""
    for before in range(at - 1, max(-1, at - 7), -1):
        if tokens[before].tag == "CD":
            return before
        if tokens[before].tag not in PHRASE and tokens[before].text not in ("%", "$"):
            return None
    return None


def _is_of_level(pair: Pair) -> bool:
    """True for the year of "from 9,000 soldiers in 2010 to 16,300": each level has its own time."""
    if pair.after >= len(pair.tokens) or pair.first < pair.at:
        return False
    joint = pair.tokens[pair.after].text.lower()
    if joint not in ("from", "to", "against", "versus") or pair.time.lower().startswith("since "):
        return False
    number = follows_number(pair.tokens, pair.at)
    if number is None or not _is_number(pair.tokens, pair.after + 1):
        return False
    return joint != "to" or _has_from(pair.tokens, number)


def tells_when(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a time stands in an aside that tells when the deed was: "The blast, which struck on Monday,"."""
    for before in range(at - 1, max(1, at - 12), -1):
        if tokens[before].tag == "WDT" and tokens[before - 1].text == ",":
            verb = next((token for token in tokens[before:at] if token.tag in FINITE), None)
            happened = verb is not None and lemma(verb.text) in tables.words("occurrence_verbs")
            return happened and goes_off(tokens[before - 2].text.lower())
        if tokens[before].text == ",":
            return False
    return False


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    """True for the number of "to $40", "to about 40", "from some 30"."""
    for token in tokens[at : at + 4]:
        if token.tag == "CD":
            return True
        if token.tag not in ("RB", "IN", "$", "DT", "JJR", "RBR", *ADJECTIVE):
            return False
    return False


def _has_from(tokens: Sequence[Token], number: int) -> bool:
    return any(token.text.lower() == "from" for token in tokens[max(0, number - 4) : number])


def _is_of_cause(pair: Pair) -> bool:
    """True for the day of "fined $8,000 for Monday's outburst", "calls in the wake of Monday's storm"."""
    if pair.at < 2 or pair.after >= len(pair.tokens) or pair.tokens[pair.after].tag != "POS":
        return False
    words = [token.text.lower() for token in pair.tokens[pair.at - 2 : pair.at]]
    if words[1] == "of":
        caused = words[0] in tables.words("consequence_nouns")
    else:
        caused = words[1] in tables.words("cause_prepositions")
    inside = pair.tokens[pair.after + 1 : pair.first] if pair.first > pair.after else None
    named = inside is not None and all(token.tag in (*NOUN, *ADJECTIVE) for token in inside)
    return caused and not named  # "for Monday's 40 runners"


def _is_of_thing(pair: Pair) -> bool:
    """True for the year of "a 2023 review", "a 2019 law": what is older than the deed. What happened dates it."""
    if not pair.time.isdigit() or pair.at < 1 or pair.after >= len(pair.tokens):
        return False
    if pair.tokens[pair.at - 1].text.lower() != "a" or pair.tokens[pair.after].tag not in ("NN", *ADJECTIVE):
        return False
    head = pair.after
    while head + 1 < len(pair.tokens) and pair.tokens[head + 1].tag in NOUN:
        head += 1
    told = head + 1 < len(pair.tokens) and pair.tokens[head + 1].tag == "WDT" and pair.first > head
    return not told and not is_happening(pair.tokens[head].text)  # "a 2015 arson that killed 12"


def _is_of_whole(pair: Pair) -> bool:
    """True for the month of "Of the 251 people seized in May, 58 are still held": it dates the whole alone.

    In "Of the 66 killed since May, 60 died in raids" the parts are told as the whole is.
    """
    if pair.tokens[0].text != "Of" or pair.first < pair.at:
        return False
    comma = next((at for at in range(pair.after, pair.first) if pair.tokens[at].text == ","), None)
    if comma is None or not any(token.tag in ("VBN", "VBD") for token in pair.tokens[1 : pair.at]):
        return False
    told = next((token.tag for token in pair.tokens[comma:] if token.tag in FINITE), "")
    return told in ("VBZ", "VBP")


def _is_of_standing_before(pair: Pair) -> bool:
    """True for the year of "The firm, which employs 9,100 people, will build by 2029": what always is has no day."""
    if pair.first > pair.at:
        return False
    opens = next(
        (at for at in range(pair.first, 0, -1) if pair.tokens[at].tag in ("WDT", "WP", "WP$", ",")), len(pair.tokens)
    )
    if opens >= pair.first or pair.tokens[opens].text == "," or pair.tokens[opens - 1].text != ",":
        return False
    closes = next((at for at in range(pair.end, pair.at) if pair.tokens[at].text == ","), None)
    inside = pair.tokens[opens + 1 : closes]
    if closes is None or not inside:
        return False
    if inside[0].tag == "NNS" and not any(token.tag in FINITE for token in inside):
        return True  # "which supplies 400 villages": the tagger took the verb for a noun
    verb = next((token for token in inside if token.tag in FINITE), None)
    if verb is None or verb.tag not in ("VBZ", "VBP"):
        return False
    return not any(token.tag == "VBN" for token in inside) or lemma(verb.text) != "have"


def _is_beyond_semicolon(pair: Pair) -> bool:
    """True for the day of "were found on Monday; 50 are missing": a semicolon begins a sentence of its own."""
    return any(token.text == ";" for token in pair.tokens[slice(*pair.gap)])


def _is_of_claimed(pair: Pair) -> bool:
    """True for a time beyond "adding that": "5,400 houses fell, adding that 155 flights were made in two days"."""
    return parts_claims(pair.tokens, *pair.gap)


def parts_claims(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Return whether another claim begins between two tokens: ", adding that", "and that", ", citing"."""
    for at in range(first, min(end, len(tokens) - 1)):
        following = tokens[at + 1].text.lower()
        if tokens[at].text == "," and following == "citing":
            return True
        if following != "that":
            continue
        claimed = tokens[at].tag == "VBG" and lemma(tokens[at].text) in tables.words("claim_verbs")
        if claimed and at and tokens[at - 1].text in (",", "while", "and"):
            return True
        if tokens[at].text.lower() == "and" and at + 2 < len(tokens) and tokens[at + 2].tag not in FINITE:
            return True
    return False


def _is_of_relative(pair: Pair) -> bool:
    """True for "since January" in "who had sheltered there since January began leaving": it is that of sheltered."""
    if pair.after >= len(pair.tokens) or pair.tokens[pair.after].tag not in FINITE or match_whole(pair.time) == "":
        return False
    before = range(pair.at - 1, max(-1, pair.at - 12), -1)
    opens = next((at for at in before if pair.tokens[at].tag in ("WP", "WDT", ",")), None)
    if opens is None or pair.tokens[opens].text == "," or not pair.end <= opens:
        return False
    verbs = [token for token in pair.tokens[opens : pair.at] if token.tag in FINITE]
    return len(verbs) == 1 and lemma(verbs[0].text) == "have"


def _is_of_publication(pair: Pair) -> bool:
    """True for the day of "leads by five points, a poll released on Thursday found": it is that of the poll."""
    if pair.first > pair.at or pair.at < 3 or pair.after >= len(pair.tokens):
        return False
    verb = pair.at - 1 - (pair.tokens[pair.at - 1].tag == "IN")
    apart = any(token.text == "," for token in pair.tokens[pair.end : verb])
    reduced = pair.tokens[verb].tag in ("VBN", "VBD") and pair.tokens[verb - 1].tag in NOUN
    return apart and reduced and pair.tokens[pair.after].tag in FINITE


def _is_of_baseline(pair: Pair) -> bool:
    """True for the year of "42 per cent below 2005 levels by 2030": it is that of what is compared with."""
    following = pair.tokens[pair.after].text.lower() if pair.after < len(pair.tokens) else ""
    return following in tables.words("baseline_nouns")


def _is_of_next_verb(pair: Pair) -> bool:
    """True for "now" in "lost 12 ships and now holds"; in "8,000 are currently at sea" it is that of the number."""
    if pair.time.lower() not in tables.words("time_adverbs") or pair.at < pair.end:
        return False
    led = pair.first > 0 and pair.tokens[pair.first - 1].text == "from"
    if led and follows_number(pair.tokens, pair.at) is not None:
        return False  # "from 24,000 soldiers now to"
    between = pair.tokens[pair.end : pair.at]
    return not any(token.tag in FINITE for token in between) or any(token.tag in ("CC", ",") for token in between)


def _is_of_goal(pair: Pair) -> bool:
    """True for the day in "troops joined the drill that will end on October 1": it dates the drill.

    What has no verb but that of a relative clause is dated by it: "a contract for 260 vehicles which was signed in".
    """
    behind = range(pair.end, pair.at - 1)
    opens = (i for i in behind if pair.tokens[i].tag == "WDT" and pair.tokens[i + 1].tag in FINITE)
    clause = next(opens, None)
    return clause is not None and pair.governor is not None and pair.governor.at < clause


def _is_of_participle_behind(pair: Pair) -> bool:
    """True for the year of "passed by 323 votes, clearing the way for growth by 2035"."""
    behind = range(pair.end, pair.at - 1)
    return any(pair.tokens[i].tag == "," and _opens_clause_in_ing(pair.tokens, i + 1) for i in behind)


def _opens_clause_in_ing(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].tag == "VBG" and tokens[at].text.lower() not in tables.words("participle_prepositions")


def _is_of_reason(pair: Pair) -> bool:
    """True for the years of "fined them 162 million for fixing prices between 2018 and 2022"."""
    for at in range(pair.end, pair.at - 2):
        linked = pair.tokens[at].text.lower() in ("for", "by", "after", "before", "without")
        if linked and pair.tokens[at + 1].tag == "VBG" and pair.tokens[at + 2].tag not in ("IN", "TO"):
            return True
    return False


def _is_of_term(pair: Pair) -> bool:
    """True for the term of "announced 4 million and ordered a check within 15 days": it is set for the last verb."""
    before = pair.tokens[pair.at - 1].text.lower() if pair.at else ""
    if not (pair.time.lower().startswith(("within ", "the next ")) or before == "within"):
        return False
    verbs = (pair.tokens[i : i + 2] for i in range(pair.end, pair.at - 1))
    return any(one.tag in ("CC", "TO") and verb.tag in (*FINITE, "VB") for one, verb in verbs)


def _is_beyond_speech(pair: Pair) -> bool:
    """True for the two sides of "may fall through Tuesday, forecasters said, and 310,000 homes were dark"."""
    behind = pair.at >= pair.end
    between = pair.tokens[pair.end - 1 : pair.at] if behind else pair.tokens[pair.after : pair.first]
    said = (token.text.lower() in tables.words("speech_verbs") for token in between)
    return any(
        spoke and comma.tag == "," and joint.tag == "CC"
        for spoke, comma, joint in zip(said, between[1:], between[2:], strict=False)
    )


def _is_of_goal_reached(pair: Pair) -> bool:
    """True for the day of "raise its strength from 138,000 to 150,000 by January" beside the 138,000."""
    if pair.at < pair.end or pair.first < 1 or pair.tokens[pair.first - 1].text.lower() != "from":
        return False
    to = next((at for at in range(pair.end, pair.at) if pair.tokens[at].text.lower() == "to"), pair.at)
    return any(token.tag == "CD" for token in pair.tokens[to : pair.at])


def _is_beyond_dash(pair: Pair) -> bool:
    """True for the two sides of "half a million are besieged – many have had no aid since June"."""
    left, right = pair.gap
    dashes = [at for at in range(left, right) if pair.tokens[at].text in ("–", "—")]
    if len(dashes) != 1:
        return False
    before, behind = pair.tokens[: dashes[0]], pair.tokens[dashes[0] + 1 : dashes[0] + 5]
    return all(any(token.tag in FINITE for token in side) for side in (before, behind))


def _is_of_saying(pair: Pair) -> bool:
    """True for the day of "the minister on Thursday said China had lent 2 billion"."""
    if pair.after >= len(pair.tokens) or pair.at < 2 or pair.first < pair.after:
        return False
    verb = pair.tokens[pair.after]
    before = pair.tokens[pair.at - 1 - (pair.tokens[pair.at - 1].tag == "IN")]
    return lemma(verb.text) == "say" and verb.tag in FINITE and before.tag in NOUN


def _is_of_other_tense(pair: Pair) -> bool:
    """True for the year of "employs 300 people and will open a plant next year", which dates the second verb."""
    return changes_tense(pair.tokens, pair.end, pair.at)


def _opens_next_clause(pair: Pair) -> bool:
    """True for the year of "bought it for $3 million and in 2019 sold it": it opens what comes next."""
    if pair.at <= pair.end:
        return False
    opens = pair.at - 1 - (pair.tokens[pair.at - 1].tag == "IN")
    if opens < pair.end or pair.tokens[opens].tag != "CC" or pair.after >= len(pair.tokens):
        return False
    return any(token.tag in FINITE for token in pair.tokens[pair.after : pair.after + 5])


def _is_of_noun_before_that(pair: Pair) -> bool:
    """True for the month of "an announcement in January that 12 ships would sail": it dates the announcement."""
    if not pair.after < pair.first or pair.tokens[pair.after].text.lower() != "that":
        return False
    noun = pair.at - 1 - (pair.tokens[pair.at - 1].tag == "IN")
    return pair.tokens[pair.after].tag == "IN" and noun >= 0 and pair.tokens[noun].tag in (*NOUN, "VBD", "VBN")


def _is_of_earlier(pair: Pair) -> bool:
    """True for the month of "arrested 14 men who had fled in May": it dates what went before."""
    opens = next((at for at in range(pair.end, pair.at - 1) if pair.tokens[at].tag in ("WP", "WDT")), None)
    if opens is None or pair.governor is None or pair.governor.at > opens:
        return False
    return pair.tokens[opens + 1].text.lower() == "had" and pair.tokens[pair.governor.at].tag == "VBD"


def _is_of_main_clause(pair: Pair) -> bool:
    """True for the day of "raided a house on Monday in the hunt for a gang that has killed nine": they died before."""
    opens = (i for i in range(pair.after, pair.first - 1) if pair.tokens[i].tag == "WDT")
    clause = next(opens, None)
    if clause is None or pair.tokens[clause + 1].text.lower() not in ("has", "have"):
        return False
    told = [token.tag for token in pair.tokens[:clause] if token.tag in FINITE]
    return told[-1:] == ["VBD"]


def _is_of_speaking(pair: Pair) -> bool:
    """True for the day of "Speaking in Kyiv on Monday, he said 300 tanks would go", "In a letter on Monday"."""
    if pair.first < pair.after or pair.tokens[0].tag not in ("VBG", "IN") or pair.after >= len(pair.tokens):
        return False
    spoke = lemma(pair.tokens[0].text) in tables.words("addressing_verbs")
    if pair.tokens[0].tag == "IN":
        head = next((at for at in range(2, pair.at) if pair.tokens[at].tag not in (*NOUN, *ADJECTIVE)), pair.at)
        occasion = pair.tokens[head - 1].text.lower()
        spoke = pair.tokens[1].tag in ("DT", "PRP$") and occasion in tables.words("statement_nouns")
    return spoke and not any(token.text == "," for token in pair.tokens[: pair.at])


BONDS: tuple[Callable[[Pair], bool], ...] = (
    _is_of_level,
    _is_of_cause,
    _is_of_thing,
    _is_of_whole,
    _is_of_standing_before,
    _is_beyond_semicolon,
    _is_of_claimed,
    _is_of_relative,
    _is_of_publication,
    _is_of_baseline,
    _is_of_next_verb,
    _is_of_goal,
    _is_of_participle_behind,
    _is_of_reason,
    _is_of_term,
    _is_beyond_speech,
    _is_of_goal_reached,
    _is_beyond_dash,
    _is_of_saying,
    _is_of_other_tense,
    _opens_next_clause,
    _is_of_noun_before_that,
    _is_of_earlier,
    _is_of_main_clause,
    _is_of_speaking,
)
"""Each binds a time to something else for one reason."""
