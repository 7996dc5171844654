"""Where: which of the places in a sentence are those of what a number counts.

A place that stands right behind another number, in a list or in what is told of a part, is that number's alone. What
is left is looked for in the clause of the number, then where the sentence opens, then where the scene is the same.
"""

from collections.abc import Sequence
from itertools import pairwise

from analystkit import tables
from analystkit.asides import aside_around, is_apart
from analystkit.clause_edges import changes_tense
from analystkit.clauses import FINITE, VERB
from analystkit.counts import Count
from analystkit.lexicon import lemma
from analystkit.passages import NOUN, Passage, Tie, index_at
from analystkit.records import Number, Statement, Token
from analystkit.scenes import is_distance
from analystkit.scopes import Clause, is_fronted
from analystkit.time_bonds import parts_claims
from analystkit.time_scopes import opens_part_between

__all__ = ["find_place"]


def find_place(
    passage: Passage, number: Number, count: Count, clause: Clause, statement: Statement | None
) -> tuple[str, ...]:
    """Return the places that are tied to the clause of a number, as written.

    A clause without a place has that which opens its sentence, or that of a clause with the same subject. Where
    numbers have a place each, "12 died in Kabul and three in Herat", each gets its own.
    """
    if count.kind == "age" or _is_gap(passage, count):
        return ()
    ties = [
        tie
        for tie in passage.ties
        if not (
            _is_of_speaker(passage, tie, number, statement)
            or _is_by_the_way(passage, tie, count)
            or _is_of_a_life(passage, tie, number, count)
            or _is_of_another_story(passage, tie, number, count)
            or _is_of_reason(passage, tie, number, count)
            or _is_outside_gap(passage, tie, count)
            or _is_of_another(passage, tie, number)
            or _is_of_next_deed(passage, tie, number, count)
            or _is_of_another_claim(passage, tie, number)
        )
    ]
    near = _near(passage, count, clause, ties)
    return tuple(dict.fromkeys(tie.place.text for tie in _own(passage, number, near)))


def _near(passage: Passage, count: Count, clause: Clause, ties: Sequence[Tie]) -> Sequence[Tie]:
    """Return the places of the clause, else those that open the sentence, else those of the same scene."""
    inside = [tie for tie in ties if clause.holds(passage.tokens[tie.at].start)]
    if not inside and clause.main:
        inside = [tie for tie in ties if is_fronted(passage, tie.at) and not _is_subject(passage, tie)]
    if not inside and not _tells_of_a_person(passage, clause):
        inside = [tie for tie in ties if clause.shares_with(passage.tokens[tie.at].start)]
    return inside or [tie for tie in ties if _is_where_harm_came(passage, count, clause, tie)]


def _is_subject(passage: Passage, tie: Tie) -> bool:
    """True for a place that is told of itself, "Basra sent 40 doctors": another clause has a subject of its own."""
    return passage.tokens[tie.at].start == tie.place.start


def _tells_of_a_person(passage: Passage, clause: Clause) -> bool:
    """True for "who lost two sons" in "The poet, who lost two sons, lives in Oslo": they were lost elsewhere."""
    return passage.tokens[index_at(passage.tokens, clause.start)].text.lower() == "who"


def _is_where_harm_came(passage: Passage, count: Count, clause: Clause, tie: Tie) -> bool:
    """True for the place of what killed them: "40 people died after two bombs struck the market of Homs"."""
    if count.kind not in ("killed", "wounded", "casualty"):
        return False
    tokens = passage.tokens
    edges = [edge for edge in passage.edges if tokens[edge].start >= clause.end]
    if not edges or tokens[edges[0]].text.lower() not in ("after", "because"):
        return False
    end = tokens[edges[1]].start if len(edges) > 1 else passage.start + len(passage.text)
    return tokens[edges[0]].start <= clause.end + 1 and tie.place.start < end and tie.place.start > clause.end


# -- what is nowhere, and places that say where somebody is


def _is_gap(passage: Passage, count: Count) -> bool:
    """True for the time since something, which is nowhere: "three weeks later"; in "earlier this year" it is none."""
    if count.kind != "duration" or _word_behind(passage, count) not in ("later", "earlier", "ago"):
        return False
    following = passage.tokens[count.phrase.end + 1 : count.phrase.end + 3]
    return not (len(following) == 2 and following[0].text.lower() in ("this", "that") and following[1].tag in NOUN)


def _is_outside_gap(passage: Passage, tie: Tie, count: Count) -> bool:
    """True for Oslo, not for Bern, in "went to Oslo two days after the talks in Bern": these are what it is after."""
    if count.kind != "duration" or _word_behind(passage, count) not in ("after", "before"):
        return False
    between = passage.tokens[count.phrase.end : tie.at]
    return not between or any(token.tag == "," for token in between)


def _word_behind(passage: Passage, count: Count) -> str:
    end = count.phrase.end
    return passage.tokens[end].text.lower() if end < len(passage.tokens) else ""


def _is_of_speaker(passage: Passage, tie: Tie, number: Number, statement: Statement | None) -> bool:
    """True for the place of who speaks, "a spokesman in Berlin", but to those who speak: "two witnesses in Berlin"."""
    if statement is None or tie.place.text not in statement.source:
        return False
    at = passage.text.find(statement.source)
    end = at + len(statement.source)
    inside = 0 <= at <= tie.place.start - passage.start < end
    return inside and not at <= number.start - passage.start < end


def _is_by_the_way(passage: Passage, tie: Tie, count: Count) -> bool:
    """True for "a group based in Oslo counted 300 deaths" and "a rocket fired from Gaza hit two homes".

    It says where the group is and whence the rocket came; those that are counted have it: "40 ships based in Odesa".
    """
    tokens, at = passage.tokens, tie.at - 1
    if at > 0 and tokens[at].text == "from":
        at -= 1  # "fired from near Sanaa"
    if at < 1 or not (_is_residence(tokens, at) or _is_launch(tokens, at)):
        return False
    between = tokens[count.phrase.end : at] if count.phrase.end <= at else None
    counted = between is not None and not any(token.tag in (",", "CC", "IN", *VERB) for token in between)
    return not counted


def _is_of_a_life(passage: Passage, tie: Tie, number: Number, count: Count) -> bool:
    """True for Madrid in "Ana Ruiz, who lives in Madrid, lost two brothers in Valencia".

    So for what a firm always does, "which has yards in Kiel"; "a raid, which left 12 dead in Kiel" has one scene.
    """
    tokens, aside = passage.tokens, aside_around(passage.tokens, tie.at)
    if aside is None:
        return False
    verb = next((token.tag for token in tokens[aside[0] : tie.at] if token.tag in FINITE), "")
    standing = tokens[aside[0]].tag in ("WDT", "WP$") and verb in ("VBZ", "VBP")
    if tokens[aside[0]].text.lower() != "who" and not standing:
        return False
    if count.phrase.end == aside[0] - 1:
        return False  # "nine soldiers, who were stationed in Bern, marched"
    return not tokens[aside[0]].start <= number.start < tokens[aside[1] - 1].end


def _is_of_another_story(passage: Passage, tie: Tie, number: Number, count: Count) -> bool:
    """True for Kiel in "The firm, which has a yard in Kiel, employs 300", not in "300 people, who lived in Kiel, left".

    Those who are counted are where they were told to be, unless the sentence takes them elsewhere.
    """
    tokens = passage.tokens
    followed = count.phrase.end < len(tokens) and tokens[count.phrase.end].text == "," and tie.at > count.phrase.end
    if followed and len(passage.ties) == 1:
        return False
    return is_apart(tokens, tie.at, index_at(tokens, number.start))


def _is_of_reason(passage: Passage, tie: Tie, number: Number, count: Count) -> bool:
    """True for Chile in "cancelled 12 flights because of ash from Chile"; harm has the scene of what did it."""
    if count.kind in tables.words("hit_kinds"):
        return False
    between = passage.tokens[index_at(passage.tokens, number.end) : tie.at]
    return any(a.text == "because" and b.text == "of" for a, b in pairwise(between))


def _is_residence(tokens: Sequence[Token], at: int) -> bool:
    """True for the participle of "a group based in Oslo", not of "they are now based in Oslo"."""
    told = tokens[at - 1].tag in (*FINITE, "RB")
    return not told and tokens[at].text.lower() in tables.words("residence_participles")


def _is_launch(tokens: Sequence[Token], at: int) -> bool:
    """True for the participle of "a rocket fired from Gaza" and "a missile, launched from a base in Iran"."""
    before = tokens[at - 1].tag
    participle = tokens[at].tag == "VBN" or (tokens[at].tag == "VBD" and before == ",")
    return participle and tokens[at + 1].text == "from" and before in (*NOUN, ",")


# -- whose a place is, where numbers have one each


def _own(passage: Passage, number: Number, ties: Sequence[Tie]) -> Sequence[Tie]:
    """Leave out the places that stand right behind another number, where this one has its own."""
    owners = [_owner(passage, tie) for tie in ties]
    if number not in owners:
        return ties
    return [tie for tie, owner in zip(ties, owners, strict=True) if owner is None or owner == number]


NEAR = 32
"""How many characters there may be between a number and the place that is its own."""


def _owner(passage: Passage, tie: Tie) -> Number | None:
    """Return the number right before a place, as in "15 in Herat"."""
    at = passage.tokens[tie.at].start
    before = next((n for n in reversed(passage.numbers) if n.end <= at), None)
    return before if before is not None and at - before.end < NEAR else None


def _is_of_another(passage: Passage, tie: Tie, number: Number) -> bool:
    """True for the place of a part or of the next in a list: "5,000 marched, 900 of them in Graz", "none in Linz"."""
    behind = passage.tokens[tie.end] if tie.end < len(passage.tokens) else None
    if behind is not None and behind.text == "where" and behind.end < number.start:
        return False  # "with most hitting Herat where 12 died"
    if _is_of_the_uncounted(passage.tokens, tie.at):
        return True
    if _is_of_those_included(passage, tie, number) or _is_of_a_distance(passage, tie, number):
        return True
    owner = _owner(passage, tie)
    return owner is not None and owner != number and _is_set_apart(passage.tokens, owner, tie.at)


def _is_of_next_deed(passage: Passage, tie: Tie, number: Number, count: Count) -> bool:
    """True for Oslo in "will buy 13 million doses and send 400,000 to Oslo"; of harm the scene is one.

    So in "employs 300 people and will open a yard in Oslo", "200 canoes left, with 80 crossing the line at Oslo".
    """
    end, owner = index_at(passage.tokens, number.end), _owner(passage, tie)
    if tie.at < end or count.kind in tables.words("hit_kinds"):
        return False
    between = passage.tokens[end : tie.at]
    if changes_tense(passage.tokens, end, tie.at) or _opens_absolute(between):
        return True
    if owner is None or owner == number:
        return False
    return any(joint.tag == "CC" and verb.tag in VERB for joint, verb in pairwise(between))


def _opens_absolute(between: Sequence[Token]) -> bool:
    """True where ", with 80" and a participle begins: what it tells has a place of its own."""
    for comma, token in enumerate(between[:-2]):
        if token.text == "," and between[comma + 1].text.lower() == "with":
            inside = between[comma + 2 :]
            counts = any(token.tag == "CD" for token in inside[:4])
            return counts and any(token.tag in ("VBG", "VBN") for token in inside)
    return False


def _is_of_a_distance(passage: Passage, tie: Tie, number: Number) -> bool:
    """True for Bern in "a fire in Murten, 30 km west of Bern, killed nine": nobody died in Bern."""
    tokens, first = passage.tokens, tie.at
    while first > 0 and tokens[first - 1].tag not in (",", ":"):
        first -= 1
    other = not tokens[first].start <= number.start < tokens[tie.at].start
    aside = first > 0 and other and any(tokens[first].start in (n.lead, n.start) for n in passage.numbers)
    return aside and any(is_distance(token) for token in tokens[first : min(tie.at, first + 6)])


def _is_of_those_included(passage: Passage, tie: Tie, number: Number) -> bool:
    """True for Linz in "nine drivers died, including one in Linz and a nurse near Wels": the nine have neither."""
    tokens = passage.tokens
    for at in range(tie.at - 1, 0, -1):
        if tokens[at].tag in (",", ":") or tokens[at].start < number.end:
            return False
        if tokens[at].text.lower() == "including":
            return tokens[at - 1].tag == ","
    return False


def _is_of_another_claim(passage: Passage, tie: Tie, number: Number) -> bool:
    """True for the place of another claim, "40 fell, adding that 12 died in Bern", of parts, of an aside.

    In "Of the 164 raids last week, 51 hit Bern" the 164 hit more than Bern.
    """
    tokens = passage.tokens
    first, end = index_at(tokens, number.lead), index_at(tokens, number.end)
    if tie.at < first:
        return parts_claims(tokens, tie.end, first)
    between = tokens[end : tie.at]
    if tokens[0].text == "Of" and first < 4 and sum(token.text == "," for token in between) == 1:
        return True
    return parts_claims(tokens, end, tie.at) or opens_part_between(tokens, end, tie.at) or _opens_definition(between)


def _opens_definition(between: Sequence[Token]) -> bool:
    """True for what stands in brackets that explain: "called 911 (the emergency number in Peru)"."""
    opens = next((at for at in range(len(between) - 1, -1, -1) if between[at].text in ("(", ")")), None)
    inside = between[opens:] if opens is not None else ()
    return len(inside) > 2 and inside[0].text == "(" and inside[1].tag == "DT"


def _is_of_the_uncounted(tokens: Sequence[Token], at: int) -> bool:
    """True for the place after "none" and "several others" in "four breaches in Sumy and none in Bakhmut"."""
    first = at
    if _is_of_them(tokens[at - 2 : at]):
        first -= 2
    end = first
    while first > 0 and tokens[first - 1].text.lower() in tables.words("uncounted_pronouns"):
        first -= 1
    return 0 < first < end and tokens[first - 1].text.lower() in tables.words("list_openers")


def _is_of_them(tokens: Sequence[Token]) -> bool:
    words = [token.text.lower() for token in tokens]
    return len(words) == 2 and words[0] == "of" and words[1] in ("them", "which", "whom", "these", "those")


def _is_set_apart(tokens: Sequence[Token], owner: Number, at: int) -> bool:
    """True where what is told of a number up to its place is told of it alone: ", including six women in Graz"."""
    first = index_at(tokens, owner.lead)
    between = tokens[index_at(tokens, owner.tail) : at]
    if first < 1 or any(token.tag in (",", ":") for token in between):
        return False
    before = [token.text.lower() for token in tokens[max(0, first - 4) : first]]
    if before == [",", "as", "well", "as"]:
        return True
    if any(lemma(token.text) in tables.column("harm_verbs", "verb") for token in between):
        return False  # "two were killed and 20 others wounded near Kandahar"
    bare = not between or _is_of_them(between) or between[0].text.lower() in ("more", "others")
    return bare and before[-1] in tables.words("list_openers")
