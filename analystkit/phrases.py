"""What a number counts: the noun phrase after it, or the noun that it leaves unsaid.

The first rule with an opinion wins, and its name goes into the figure's ``rule``.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from analystkit import tables
from analystkit.bare_levels import bare_level
from analystkit.crowds import acting_people, children_of, crowd_of, of_us, people_who
from analystkit.lexicon import Noun, harm_named, harm_of, lemma, noun_of, singular
from analystkit.noun_phrases import (
    PEOPLE,
    Phrase,
    attributive,
    compound,
    demonym,
    hyphenated,
    joined_modifiers,
    noun_after,
    noun_after_next_number,
    noun_after_of,
    participle,
    strong,
    suspended,
)
from analystkit.passages import Passage, in_moment, index_at, is_demonym, noun_run, text_before
from analystkit.records import Number, Token
from analystkit.units import find_unit

__all__ = ["Phrase", "find_phrase"]


def find_phrase(passage: Passage, number: Number) -> Phrase | None:
    """Return what a number counts, or None where nothing is counted."""
    first, after = index_at(passage.tokens, number.lead), index_at(passage.tokens, number.tail)
    for rule in RULES:
        phrase = rule(passage, first, after)
        if phrase is not None:
            return phrase
    return None


def table_row(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "Tanks | more than 290 | about 140", a row of a table: the first cell says what is counted."""
    if " | " not in passage.text:
        return None
    run = noun_run(passage, 0)
    if run is None or run[1] >= len(passage.tokens) or passage.tokens[run[1]].text != "|":
        return Phrase(first, after - 1, after, (), Noun("", "other", False), "table_row")
    words = tuple(token.text for token in passage.tokens[: run[1]])
    return Phrase(first, after - 1, after, words, noun_of(compound(words)), "table_row")


def partitive(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "780 of whom", "two of them": a part of what the number before counts."""
    words = [token.text.lower() for token in passage.tokens[after : after + 2]]
    if len(words) < 2 or words[0] != "of" or words[1] not in ("whom", "which", "them", "these", "those"):
        return None
    phrase = noun_before(passage, first, after, part=True) or _of_share(passage, first)
    phrase = phrase or _of_plural(passage, first, after) or _of_unsaid(passage, first, after)
    return phrase and _named_after(passage, phrase._replace(end=after + 2, rule="partitive"))


def _of_share(passage: Passage, first: int) -> Phrase | None:
    """Read "85 percent of these soldiers ... 41 of them": soldiers too."""
    start = passage.tokens[first].start
    shares = [n for n in passage.numbers if n.end <= start and n.unit in ("percent", "fraction")]
    return noun_after_of(passage, first, index_at(passage.tokens, shares[-1].end)) if shares else None


def _of_plural(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "workers hired in May, some 300 of them": workers, though nobody counted them all."""
    noun = next((token for token in reversed(passage.tokens[:first]) if token.tag == "NNS"), None)
    if noun is None or in_moment(passage, noun):
        return None
    return Phrase(first, after - 1, after, (noun.text,), noun_of((noun.text,)), "partitive")


def _of_unsaid(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "injured 12, two of them badly", "Six of them were women": people, where harm or women tell so."""
    alone = Phrase(first, after - 1, after + 2, (), Noun("", "other", False), "partitive")
    told = harm_of(lemma(passage.tokens[first - 3].text)) if first > 2 else ""
    named = _named_after(passage, alone)
    if named.noun.person:
        return named
    return alone._replace(noun=PEOPLE) if told else None


def shifted(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "brings to 11,300 the number of sergeants trained": the noun stands behind."""
    words = [token.text.lower() for token in passage.tokens[after : after + 3]]
    if words[:1] != ["the"] or words[1:2] not in (["number"], ["total"], ["tally"]) or words[2:] != ["of"]:
        return None
    phrase = noun_after_of(passage, first, after + 2)
    return phrase and phrase._replace(rule="shifted")


def _named_after(passage: Passage, phrase: Phrase) -> Phrase:
    """Take the part's own noun: "12 of whom were children", "three of them women", "of 40, 12 were children"."""
    tokens, start = passage.tokens, phrase.end
    if start < len(tokens) and lemma(tokens[start].text) == "be":
        start += 1
    run = noun_run(passage, start)
    people = _people_at(passage, run[0]) if run is not None else None
    named = run is not None and (tokens[run[0]].tag == "NNS" or people is not None)
    if run is None or not named or any(t.tag in ("VBN", "VBD", "VBG") for t in tokens[start : run[0]]):
        return phrase
    words = tuple(token.text for token in tokens[start : run[0] + 1])
    swedes = people if tokens[run[0]].text[:1].isupper() else None  # no vegetable
    return phrase._replace(words=words, noun=swedes or noun_of(compound(words)))


def part_of_opening(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "Of the 90 buses, 35 were burned": a part of what the sentence opens with."""
    opened = passage.text.startswith(("Of the ", "Of its ", "Of their ", "Of those ", "Of these ", "Out of "))
    phrase = noun_before(passage, first, after) if opened else None
    if opened and phrase is None and any(harm_named(token.text) for token in passage.tokens[2:4]):
        phrase = Phrase(first, after - 1, after, (), PEOPLE, "part_of_opening")  # "Of the dead, 12 were children"
    return phrase and _named_after(passage, phrase._replace(rule="part_of_opening"))


def harmed_people(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "killing 12 and wounding 30", "four were killed": people, left unsaid beside a verb of harm."""
    tokens = passage.tokens
    before = first - 1
    if before >= 0 and tokens[before].text.lower() == "at":
        return None  # "put the number of rebels killed at 40"
    while before >= 0 and tokens[before].tag in ("RB", "RBR", "IN", "DT", "JJR", "JJS", "TO", "$"):
        before -= 1
    verbs = [tokens[before]] if before >= 0 else []
    stop = next(
        (at for at in range(after, min(after + 4, len(tokens))) if tokens[at].tag in (",", ".", ":", "CD")), after + 4
    )
    verbs += [token for token in tokens[after:stop] if token.tag.startswith(("VB", "JJ"))][-1:]
    for verb in verbs:
        base = lemma(verb.text)
        if verb.tag.startswith(("VB", "JJ")) and (harm_of(base) or base in tables.words("people_verbs")):
            arms = noun_before(passage, first, after) if base == "capture" and verb is verbs[-1] else None
            if arms is not None and arms.noun.kind in tables.words("material_kinds"):
                return arms  # "twelve tanks were destroyed and four were captured"
            noun = _harmed_before(passage, first) or PEOPLE
            return Phrase(first, after - 1, after, (), noun, "harmed_people")
    return None


def harmed_alone(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "14 feared dead", "20 suffered burns", "nine are in critical condition", "six were taken to hospital"."""
    if after >= len(passage.tokens):
        return None
    if not HARMED.match(passage.text, passage.tokens[after].start - passage.start):
        return None
    earlier = noun_before(passage, first, after)  # "nine soldiers were hurt and six are unaccounted for"
    alone = Phrase(first, after - 1, after, (), PEOPLE, "harmed_alone")
    return earlier if earlier is not None and earlier.noun.person else alone


HARMED = re.compile(
    r"(?:(?:is|are|was|were|remain|remains|remained) )?(?:still )?(?:feared|presumed|believed|unaccounted)"
    r"(?: (?:dead|missing|drowned)| for)\b"
    r"|(?:suffered|sustained) (?:[a-z]+ ){0,2}(?:burns|injuries|wounds|fractures|bruises|concussions?)\b"
    r"|(?:is|are|was|were|remain|remained) (?:still )?in (?:a )?(?:serious|critical|stable|grave) condition\b"
    r"|(?:is|are|was|were|remain|remained) (?:still )?(?:missing|dead|in hospital|in custody)\b"
    r"|(?:was|were|have been|had been) (?:found|shot|left) dead\b"
    r"|(?:was|were|have been|had been) (?:taken|rushed|airlifted|flown)"
    r" (?:prisoner|hostage|captive|to [a-z ]{0,9}hospital)"
)


def _harmed_before(passage: Passage, first: int) -> Noun | None:
    """Return the people of an earlier verb of harm: in "killed several insurgents and detained two" insurgents.

    The families of "a hit on a school for families killed 20" are not those killed: its own verb tells nothing.
    """
    tokens, own = passage.tokens, first - 1
    while own > 0 and tokens[own].tag in ("RB", "RBR", "RBS", "IN", "DT", "JJR", "JJS", "JJ"):
        own -= 1
    for index in range(first - 1, 0, -1):
        noun = _people_at(passage, index)
        if noun is not None:
            verbs = [token for token in tokens[max(0, index - 4) : index] if token.tag.startswith("VB")]
            passive = [token for token in tokens[index + 1 : min(index + 4, own)] if token.tag in ("VBN", "VBD")]
            return noun if any(harm_of(lemma(verb.text)) for verb in verbs + passive) else None
    return None


def _people_at(passage: Passage, index: int) -> Noun | None:
    """Return the people that a plural names: "insurgents", "Palestinians"."""
    token = passage.tokens[index]
    if token.tag not in ("NNS", "NNPS"):
        return None
    if token.text[:1].isupper() and is_demonym(passage, token):
        return Noun(singular(token.text), "civilian", True)
    noun = noun_of((token.text,))
    return noun if noun.person else None


def harmed_alike(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "31 Palestinians were killed and nearly 200 wounded": Palestinians too."""
    phrase = participle(passage, first, after)
    between = passage.tokens[first - 1].tag if first else ""
    noun = _harmed_before(passage, first) if phrase and between in ("CC", ",", "RB", "IN", "JJS", "JJR") else None
    return phrase._replace(noun=noun, rule="harmed_alike") if phrase and noun else None


def fated(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "14 tanks destroyed, 3 damaged, 2 abandoned": tanks too."""
    tokens = passage.tokens
    if after >= len(tokens) or tokens[after].text.lower() not in tables.words("fate_participles"):
        return None
    ends = after + 1 >= len(tokens) or tokens[after + 1].tag in (",", ".", ":", "CC", "-RRB-")
    things = noun_before(passage, first, after) if ends else None
    if things is None or things.noun.kind not in tables.words("material_kinds"):
        return None
    return things._replace(head=after, end=after + 1, rule="fated")


def others_alike(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "killed five sailors and wounded nine others": sailors too; those of "a nurse and two others" may differ."""
    tokens = passage.tokens
    if after >= len(tokens) or tokens[after].text.lower() != "others":
        return None
    counted = (at for number in reversed(passage.numbers) if (at := index_at(tokens, number.end)) <= first)
    for start in counted:
        run = noun_run(passage, start)
        noun = _people_at(passage, run[0]) if run else None
        if run is None or noun is None or noun.unit == "other":
            continue
        if _is_included(tokens, start):
            return Phrase(first, after, after + 1, ("others",), PEOPLE, "others_alike")
        between = tokens[run[0] + 1 : first]
        parted = any(token.tag.startswith(("VB", "JJ")) for token in between)
        harm = harm_named(tokens[after + 1].text)
        return Phrase(first, after, after + 1, ("others",), noun, "others_alike", harm) if parted else None
    return None


def _is_included(tokens: Sequence[Token], counted: int) -> bool:
    """True for the children of "killed 12 people, including five children, and wounded 30 others"."""
    return any(token.text.lower() in ("including", "among") for token in tokens[max(0, counted - 4) : counted])


def apposed(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "several vessels — three or four", "warships and jets, 45 in all": it counts the plural before."""
    tokens = passage.tokens
    summed = [token.text.lower() for token in tokens[after : after + 2]] in (["in", "all"], ["in", "total"])
    marks = ("—", "–", "(", ",") if summed else ("—", "–", "(")
    if first < 2 or tokens[first - 1].text not in marks or tokens[first - 2].tag != "NNS":
        return None
    noun = tokens[first - 2].text
    return Phrase(first, after - 1, after, (noun,), noun_of((noun,)), "apposed")


def noun_before(passage: Passage, first: int, after: int, *, part: bool = False) -> Phrase | None:
    """Read "including two which ..." and "dozens more": the noun of the number before it; 97.3 counts no things.

    A part is no larger than its whole: of "900 troops from 12 countries, 400 of them" are troops.
    """
    start = passage.tokens[first].start
    own = next((number.best or 0 for number in passage.numbers if number.lead == start), 0)
    if own % 1:
        return None
    if not part and _is_put_at(passage, first):
        return None
    earlier = [number for number in passage.numbers if number.end <= start and _may_lend(passage, number)]
    whole = [number for number in earlier if not part or (number.best or 0) >= own]
    for number in _likely(reversed((whole or earlier)[-4:]), own):
        start = index_at(passage.tokens, number.end)
        begin = index_at(passage.tokens, number.start)
        phrase = fated(passage, begin, start) or participle(passage, begin, start)
        phrase = phrase or noun_after(passage, begin, start) or noun_after_of(passage, begin, start)
        if phrase is not None and not _is_measure(phrase):
            spared = after < len(passage.tokens) and passage.tokens[after].text.lower() == "without"
            between = passage.tokens[phrase.end : first]  # 20 dead and forced 400 out
            apart = any(token.tag in ("VBD", "VBZ", "VBP") for token in between)
            harm = "" if spared or apart else phrase.harm
            return phrase._replace(first=first, head=after - 1, end=after, rule="noun_before", harm=harm)
    return None


def _is_put_at(passage: Passage, first: int) -> bool:
    """True for "putting the number of bodies at 69", "bringing the toll to 49": its own clause says what is counted."""
    if first < 1 or passage.tokens[first - 1].text.lower() not in ("at", "to"):
        return False
    return PUT_AT.search(text_before(passage, first)) is not None


PUT_AT = re.compile(
    r"\b(?:(?:number|toll|count|tally) of [^,.;]{3,60} at"
    r"|(?:(?:death )?toll|count of (?:the )?[\w-]+ dead)(?: (?:in|from|of) (?:(?!from )[^,.;\d]){1,40})? to) \Z",
    re.I,
)


def _likely(lenders: Iterable[Number], own: float) -> list[Number]:
    """Put those of another order of magnitude last: of "475,000 soldiers, one brigade and 20,000 more" 20,000 serve."""
    return sorted(lenders, key=lambda number: not own / 100 <= max(number.best or 0, 1) <= own * 100)


def _may_lend(passage: Passage, number: Number) -> bool:
    """True for a number that counts things: no measure, no part of a name or of a date."""
    named = any(label.start <= number.start < label.end for label in passage.labels)
    named = named or any(moment.start <= number.start < moment.end for moment in passage.moments)
    return not (number.unit or named or find_unit(passage.text, number.end - passage.start))


def _is_measure(phrase: Phrase) -> bool:
    """True for "within 400 km": the next number counts no kilometres of its own accord."""
    return bool(phrase.words) and phrase.words[0].lower() in tables.column("units", "form")


RULES: tuple[Callable[[Passage, int, int], Phrase | None], ...] = (
    table_row,
    shifted,
    fated,
    others_alike,
    harmed_alike,
    participle,
    strong,
    hyphenated,
    suspended,
    attributive,
    joined_modifiers,
    harmed_alone,
    noun_after_next_number,
    noun_after,
    demonym,
    partitive,
    noun_after_of,
    people_who,
    of_us,
    part_of_opening,
    children_of,
    crowd_of,
    harmed_people,
    apposed,
    noun_before,
    acting_people,
    bare_level,
)
"""In this order the first rule with an opinion wins: "12 killed" is people before "killed" modifies a noun."""
