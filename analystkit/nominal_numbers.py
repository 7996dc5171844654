"""Numbers that are part of what a thing is called: "Article 5", "Falcon 9", "Three Gorges", "662 Squadron".

Linguistics calls them nominal numbers: they say which thing, not how many.
"""

import re
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.measures import Measure
from analystkit.passages import NOUN, Passage, index_at, noun_run
from analystkit.records import Number

__all__ = [
    "Candidate",
    "label_after_name",
    "model_before_noun",
    "model_number",
    "name_number",
    "part_of_name",
    "unit_number",
]


class Candidate(NamedTuple):
    """A number that may count something, in its sentence and article."""

    text: str
    passage: Passage
    number: Number
    measure: Measure | None


def label_after_name(candidate: Candidate) -> bool:
    """Reject the number of a thing: "Article 5", "No. 12", "page 3", "Phase 2", "CVN 76", "the top 10"."""
    text, number = candidate.text, candidate.number
    if number.unit or candidate.measure:
        return False
    before = text[max(0, number.start - 24) : number.start]
    if not number.number[:1].isdigit():
        return _is_part_number(candidate, before)
    if _label_before().search(before) is None or _is_top_of(candidate, before):
        return False
    verb = before.rstrip().rpartition(" ")[2] in tables.words("label_verbs")
    body = any(m.kind == "organisation" and m.end == number.start - 1 for m in candidate.passage.mentions)
    return not ((verb or body) and _tag_after(candidate) == "NNS")  # "the gangs rule 88 towns", "told AFP 40 men fled"


@cache
def _label_before() -> re.Pattern[str]:
    words = any_of(tables.words("label_words"))
    return re.compile(
        rf"(?:\b(?:{words}|[A-Z]{{3,5}}\s?\(?)|\([A-Z]{{2,8}}\))[.:]?\s?[#№]?$|[#№]$|\b[A-Z]{{2,}}/[A-Z]*$"
    )


def _tag_after(candidate: Candidate) -> str:
    at = index_at(candidate.passage.tokens, candidate.number.end)
    return candidate.passage.tokens[at].tag if at < len(candidate.passage.tokens) else ""


def _is_part_number(candidate: Candidate, before: str) -> bool:
    """True for "on day two of the Test", "phase one", "world number one Hewitt"."""
    word = before.rstrip().rpartition(" ")[2].lower()
    if not before.endswith(" ") or candidate.number.bound != "exact":
        return False
    if word == "number":
        return True
    counts = _tag_after(candidate) in (*NOUN, "JJ", "VBN", "HYPH")
    return word in tables.words("part_nouns") and not counts


def _is_top_of(candidate: Candidate, before: str) -> bool:
    """True for "the top 10 schools", which are ten."""
    passage, at = candidate.passage, index_at(candidate.passage.tokens, candidate.number.end)
    run = noun_run(passage, at) if before.endswith("top ") and at < len(passage.tokens) else None
    return run is not None and passage.tokens[run[0]].tag == "NNS" and passage.tokens[at].tag not in ("NNP", "NNPS")


def model_before_noun(candidate: Candidate) -> bool:
    """Reject "the 767 jetliner", "a Beech 200 aircraft", "the 11 Pro Max": the number of a model."""
    passage, number = candidate.passage, candidate.number
    at, after = index_at(passage.tokens, number.start), index_at(passage.tokens, number.end)
    if after < len(passage.tokens) and passage.tokens[after].text in tables.words("model_endings"):
        return True
    if at < 1 or after >= len(passage.tokens) or not number.number.isdigit() or len(number.number) != 3:
        return False
    before, thing = passage.tokens[at - 1], passage.tokens[after].text.lower()
    named = before.tag in ("NNP", "NN") and before.text[:1].isupper() and thing == "aircraft"
    ends = after + 1 >= len(passage.tokens) or passage.tokens[after + 1].tag not in NOUN
    return named or (before.tag == "DT" and thing in tables.words("model_nouns") and ends)


def part_of_name(candidate: Candidate) -> bool:
    """Reject a capitalised number word inside a name: "Three Gorges", "Big Four", "Six Nations"."""
    text, passage, number = candidate.text, candidate.passage, candidate.number
    if number.number.isdigit():
        return _between_names(passage, number)
    opens = not passage.text[: number.start - passage.start].strip("\"'“‘(")
    if not number.number[:1].isupper() or opens or not number.number.isalpha():
        return False
    before = text[max(0, number.start - 2) : number.start]
    return (
        before[-1:] == " "
        and before[:1] not in ".:!?”\"'—–-"
        and (
            text[number.end + 1 : number.end + 2].isupper()
            or re.search(r"[A-Z]\w+ $", text[max(0, number.start - 20) : number.start]) is not None
        )
    )


def _between_names(passage: Passage, number: Number) -> bool:
    """True for digits inside a name: "the Lost 52 Project"."""
    before, after = index_at(passage.tokens, number.start) - 1, index_at(passage.tokens, number.end)
    if before < 1 or after >= len(passage.tokens):
        return False
    sides = passage.tokens[before], passage.tokens[after]
    return all(token.tag in ("NNP", "NNPS") and token.text[:1].isupper() for token in sides) and not any(
        mention.start <= sides[0].start < mention.end for mention in passage.mentions
    )


def name_number(candidate: Candidate) -> bool:
    """Reject digits right after a capitalised name that no noun follows: "Apple Watch 5", "Falcon 9"."""
    passage, number = candidate.passage, candidate.number
    before = index_at(passage.tokens, number.start) - 1
    after = index_at(passage.tokens, number.end)
    if before < 1 or not number.number.isdigit() or number.bound != "exact" or candidate.measure:
        return False
    named = passage.tokens[before].tag in ("NNP", "NNPS") and passage.tokens[before].text[:1].isupper()
    tags = (*NOUN, "JJ", "JJR", "RBR", "VBN", "HYPH", "-LRB-")
    counted = after < len(passage.tokens) and passage.tokens[after].tag in tags
    counted = (counted and not _names_on(passage, after)) or _is_gapped(passage, before, after)
    return named and not counted and passage.tokens[before].end + 1 == number.start


def _is_gapped(passage: Passage, before: int, after: int) -> bool:
    """True for "pledged 14 tanks and Germany 18": the name of a country or a party, after another count."""
    ends = after >= len(passage.tokens) or passage.tokens[after].tag in (".", ",", ":", "CC")
    if not ends or not any(other.end < passage.tokens[before].start for other in passage.numbers):
        return False
    named = next((m for m in passage.mentions if m.end == passage.tokens[before].end), None)
    return named is not None and (
        named.kind == "country" or (named.kind == "organisation" and named.name != named.text)
    )


def _names_on(passage: Passage, after: int) -> bool:
    """True for "Galaxy Note 20 Ultra" and "iPhone 11 Pro": the name goes on, and no plural is counted."""
    run = noun_run(passage, after)
    names = passage.tokens[after : run[1]] if run else ()
    singular = all(token.text[:1].isupper() and token.text[-1] != "s" for token in names)
    owned = any(m.adjective and m.start == passage.tokens[after].start for m in passage.mentions)
    return bool(names) and singular and not owned


def model_number(candidate: Candidate) -> bool:
    """Reject the 2 of "14 Challenger 2 tanks": a counted name has a number of its own."""
    passage, number = candidate.passage, candidate.number
    at = index_at(passage.tokens, number.start)
    if at < 2 or not number.number.isdigit() or len(number.number) > 3 or candidate.measure:
        return False
    counted, name = passage.tokens[at - 2], passage.tokens[at - 1]
    demonym = any(m.adjective and m.start == name.start for m in passage.mentions)
    demonym = demonym or name.text in tables.column("months", "word")  # "On 5 March 30 tanks"
    return counted.tag == "CD" and name.tag == "NNP" and not demonym


UNIT_NAME = re.compile(r" ([A-Z][a-z]+)\b")


def unit_number(candidate: Candidate) -> bool:
    """Reject "662 Squadron", "42 Commando": the number of a unit."""
    following = UNIT_NAME.match(candidate.text, candidate.number.end)
    named = following is not None and following[1] in tables.words("unit_heads")
    return named and candidate.number.number.isdigit()
