"""Whose a figure is where its own clause does not say: what "we", "they" or "the aid" go back to.

Each way to look back is one small named rule; the first rule with an opinion wins, and its name goes into the
figure's ``rule``. A rule speaks only where the text before leaves one owner open.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from analystkit import tables
from analystkit.economies import employer, headline_economy, only_economy
from analystkit.entities import country_of
from analystkit.forces import (
    awarding_service,
    headline_aid,
    headline_side,
    one_service,
    only_service,
    only_side,
    own_losses,
    soldiers_there,
)
from analystkit.lexicon import lemma, singular
from analystkit.opponents import opponent
from analystkit.owners import (
    LOOK_BACK,
    OWNERS,
    Owned,
    Rule,
    first_opinion,
    in_subject,
    is_aside,
    is_beside_deed,
    is_made,
    is_of_nature,
    is_others,
    owner_of,
    owners_of,
    possessives,
    stands_aside,
    subject_tokens,
)
from analystkit.passages import NOUN
from analystkit.records import Mention, Token

__all__ = ["find_antecedent", "first_owners"]


def find_antecedent(owned: Owned) -> tuple[tuple[str, ...], str]:
    """Return the owners that earlier words give to what is counted, canonical names, and the rule that found them."""
    states = named_states(owned)
    if states:
        return states, "actor_named_states"
    if is_of_nature(owned) or owned.phrase.noun.unit in tables.words("nation_nouns"):
        return (), ""  # nobody owns the 27 nations of a list
    spends = owned.governor is not None and owned.governor.action in tables.words("spending_verbs")
    if owned.kind == "duration" and not spends:
        return (), ""  # "has made progress over the past 20 months"
    return first_opinion(owned, RULES)


# -- rules


def first_person(owned: Owned) -> tuple[str, ...]:
    """Read "we" and "our" as whom the speaker speaks for: "we will increase our support by £20 million"."""
    ours = "our" in possessives(owned)
    if not ours and (is_beside_deed(owned) or not _words_of_subject(owned) & {"we", "our", "us"}):
        return ()
    sides = owned.sides & {country_of(m.name) or m.name for m in owned.owners}
    if len(sides) == 1:
        return tuple(sides)
    return one_service(owned) or _named(_subject_before(owned))


def third_person(owned: Owned) -> tuple[str, ...]:
    """Read "it" and "they" that open a sentence as the subject named last: "It has 12 ships"."""
    theirs, governor = not {"its", "their"}.isdisjoint(possessives(owned)), owned.governor
    staffs = governor is not None and governor.action in tables.words("staffing_verbs")
    does = governor is not None and governor.relation == "object" and governor.action and not governor.passive
    if not (owned.phrase.words or (does and owned.kind in ("money", "percent", "rate"))):
        return ()
    if owned.kind in tables.words("hit_kinds") and not (theirs or staffs):
        return ()
    if not theirs and governor is not None and is_others(governor, owned.kind):
        return ()  # "it detected two missiles", "they found 23 mines"
    if not theirs and (is_beside_deed(owned) or not _words_of_subject(owned) & {"it", "they", "its", "their"}):
        return ()
    inside = [m for m in owned.passage.mentions if m.kind in OWNERS and m.end < owned.at and not m.adjective]
    return owners_of(inside[-1:]) if inside and theirs else _named(_subject_before(owned))


def the_body(owned: Owned) -> tuple[str, ...]:
    """Read "the alliance", "the carmaker", "the government" as the body or country named last that may be one."""
    if owned.governor is None or is_others(owned.governor, owned.kind):
        return ()
    pays = owned.governor.action == "cost"  # "the delay cost the company $20 billion"
    if is_beside_deed(owned) and not pays:
        return ()
    behind = owned.passage.tokens[owned.governor.at + 1 : owned.phrase.first] if pays else subject_tokens(owned)
    subject = _bare(behind)[-THE_BODY:]
    if not subject:
        return ()
    opens = any(token.text.lower() == "the" for token in subject) and subject[-1].tag in NOUN
    kind = tables.mapping("bodies", "noun", "stands_for").get(subject[-1].text.lower(), "") if opens else ""
    before = [m for m in _before(owned) if m.kind == kind and m.end <= subject[0].start]
    return _named(next((m for m in before if not is_aside(owned, m)), None))


def named_states(owned: Owned) -> tuple[str, ...]:
    """Read "the two countries" and "the three nations" as those named, where just so many are."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    definite = first > 0 and tokens[first - 1].text.lower() in ("the", "these", "both", "those")
    number = next((n.low for n in owned.passage.numbers if tokens[first].start in (n.lead, n.start)), None)
    if not definite or owned.phrase.noun.unit not in tables.words("nation_nouns") | tables.words("sides_of_two"):
        return ()
    inside = {m.name: None for m in owned.passage.mentions if m.kind == "country"}
    if len(inside) == number:
        return tuple(inside)
    near = {m.name: None for m in owned.mentions if m.kind == "country" and m.start > owned.at - JUST_BEFORE}
    return tuple(near) if len(near) == number else ()


JUST_BEFORE = 250
"""How many characters before "the two countries" both may be named."""


def _bare(subject: Sequence[Token]) -> Sequence[Token]:
    """Cut a subject at its first preposition: "the ministry on Friday"."""
    cut = next((at for at, token in enumerate(subject) if at and token.tag in ("IN", "TO", ",")), len(subject))
    return subject[:cut]


THE_BODY = 6
"""How many words "the home-improvement retailer" may have."""


def owned_noun(owned: Owned) -> tuple[str, ...]:
    """Read "this aid", "the 12 ships" as the aid and the ships that had an owner before: "U.S. aid", "Cuban ships"."""
    if owned.kind in tables.words("natural_kinds"):
        return ()
    return next((found for noun in _definite_nouns(owned) if (found := _owner_of_noun(owned, noun))), ())


def attacker(owned: Owned) -> tuple[str, ...]:
    """Read weapons spent in an attack as those of who attacked: "Russia hit Kyiv. The strike included 600 drones"."""
    if owned.kind not in ("munition", "aircraft", "weapon") or not _in_attack(owned):
        return ()
    hostile = (m for m in _before(owned) if not m.adjective and _verb_after(owned, m) in tables.words("attack_verbs"))
    return _named(next(hostile, None))


def own_report(owned: Owned) -> tuple[str, ...]:
    """Read what a company reports without an owner as its own: "Northrop reported that sales rose 10 percent"."""
    if owned.kind not in tables.words("business_kinds") or owned.governor is None:
        return ()
    span = owned.subject
    if span is None:
        return ()
    if _says_business(owned):
        return owners_of(in_subject(owned))
    reports = [m for m in owned.passage.mentions if m.kind == "organisation" and _reports(owned, m, span)]
    return _named(reports[0] if reports and _is_business(owned, span) else None)


def only_people(owned: Owned) -> tuple[str, ...]:
    """Read victims as members of the one people that the article speaks of; "Rohingya Muslims" are Rohingya."""
    if owned.kind not in ("killed", "wounded", "casualty"):
        return ()
    governor = owned.governor
    harming = in_subject(owned) if governor is not None and not governor.passive else ()
    named = (m for m in _before(owned) if m not in harming and not _is_of_body(owned, m))
    peoples = {m.name for m in named if m.name in _peoples()}
    exact = peoples - tables.column("peoples", "name", faith="yes")
    return tuple(exact) if len(exact) == 1 else ()


def _is_of_body(owned: Owned, mention: Mention) -> bool:
    """True for "Kurdish" in "the Kurdish PKK killed 12 soldiers": it says what the PKK is."""
    return mention.adjective and any(m.start == mention.end + 1 and m.kind in OWNERS for m in owned.mentions)


RULES: tuple[Rule, ...] = (
    first_person,
    third_person,
    the_body,
    owned_noun,
    opponent,
    attacker,
    own_report,
    only_economy,
    headline_economy,
    only_people,
    awarding_service,
    only_service,
    only_side,
    own_losses,
    soldiers_there,
    headline_side,
    headline_aid,
    employer,
)
"""What a word points back to comes before what only the whole text leaves open."""


# -- the words that point back


def _words_of_subject(owned: Owned) -> frozenset[str]:
    """Return the words of the subject where it is a pronoun or has one for its owner: "it", "our fleet"."""
    return frozenset(token.text.lower() for token in subject_tokens(owned) if token.tag in ("PRP", "PRP$"))


def _definite_nouns(owned: Owned) -> Iterator[str]:
    """Yield the nouns of the phrase and of its subject that "the" or "this" makes known things."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    before = tokens[max(0, first - 2) : owned.phrase.head]
    if any(token.text.lower() in tables.words("definite_words") for token in before):
        yield singular(tokens[owned.phrase.head].text)
    theirs = owned.governor is None or owned.governor.relation == "subject" or is_others(owned.governor, owned.kind)
    subject = () if theirs else subject_tokens(owned)
    for at, token in enumerate(subject):
        if token.text.lower() in tables.words("definite_words"):
            yield from (singular(t.text) for t in subject[at + 1 : at + 4] if t.tag in NOUN)


# -- what they may point to


def _before(owned: Owned) -> list[Mention]:
    """Return the owners named before the figure, the last one first, the headline's at the end."""
    near = [m for m in owned.mentions if owned.at - LOOK_BACK <= m.start < owned.at]
    return [m for m in reversed((*owned.headline, *near)) if m.kind in OWNERS or m.name in _peoples()]


def first_owners(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the first of all owners' mentions that no rule tells apart; some are named a thousand times.

    A country that is only a goal, or a maker, is another thing than one that acts.
    """
    owners = (mention for mention in mentions if mention.kind in OWNERS)
    first: dict[tuple[str, str, bool, bool], Mention] = {}
    for mention in owners:
        key = (mention.name, mention.kind, stands_aside(text, mention.start, mention), is_made(text, mention))
        first.setdefault(key, mention)
    return list(first.values())


def _peoples() -> frozenset[str]:
    return tables.column("peoples", "name")


def _named(mention: Mention | None) -> tuple[str, ...]:
    return owners_of([mention]) if mention else ()


def _subject_before(owned: Owned) -> Mention | None:
    """Return the owner that was last the subject of a verb in an earlier sentence, or in the headline."""
    earlier = [m for m in _before(owned) if m.start < owned.passage.start and not m.adjective]
    return next((m for m in earlier if _verb_after(owned, m)), None)


def _verb_after(owned: Owned, mention: Mention) -> str:
    """Return the lemma of the verb right after a name, "" where there is none: "Russia hit", "the UK has flown".

    A word that may be a noun is taken for one: "ISIL targets" are targets.
    """
    words = _match_after(owned, mention, FOLLOWING)
    helped = False
    for word in words[1].split() if words else ():
        base = lemma(word)
        if base in ("be", "have", "will", "do") or word.endswith("ly") or word in tables.words("short_adverbs"):
            helped = True
            continue
        return base if helped or _is_verb_form(word) else ""
    return "be" if helped else ""


@cache
def _is_verb_form(word: str) -> bool:
    known = lemma(word) in tables.column("verbs", "verb") | tables.column("harm_verbs", "verb")
    return known and not word.endswith("ing") and singular(word) not in tables.column("nouns", "noun")


def _match_after(owned: Owned, mention: Mention, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match what follows a name, in the text or in the headline above it."""
    if mention.start >= 0:
        return pattern.match(owned.text, mention.end)
    return pattern.match(owned.title, len(owned.title) + len("\n\n") + mention.end)


FOLLOWING = re.compile(r" ((?:[a-z]+ ?){1,3})")


def _owner_of_noun(owned: Owned, noun: str) -> tuple[str, ...]:
    """Return who owned a noun before: "Cuban" for the ships in "six Cuban ships", "Peru's" for its navy."""
    for mention in _before(owned):
        words = _match_after(owned, mention, AFTER)
        if words and (mention.adjective or words[1]) and noun in (singular(word) for word in words[2].split()):
            return (owner_of(mention),)
    return ()


AFTER = re.compile(r"(['’]s?)? ((?:[\w-]+ ?){1,3})")


def _in_attack(owned: Owned) -> bool:
    governor = owned.governor
    if governor is None:
        return False
    attacks = any(singular(token.text) in tables.words("attack_nouns") for token in subject_tokens(owned))
    downed = governor.action in tables.words("adverse_verbs")
    return attacks or downed or (governor.passive and governor.action in tables.words("attack_verbs"))


# -- a company's own business


def _says_business(owned: Owned) -> bool:
    """True for "Karo Foods expects sales growth of 3 percent": what it expects is its own business."""
    governor = owned.governor
    if governor is None or governor.relation == "subject" or governor.action not in tables.words("stating_verbs"):
        return False
    tokens = owned.passage.tokens
    return _is_business(owned, (tokens[governor.at].end, tokens[owned.phrase.end - 1].end + NEAR))


NEAR = 30
"""How many characters after a figure its business may stand: "a 15% increase in its dividend"."""


def _is_business(owned: Owned, span: tuple[int, int]) -> bool:
    words = {singular(token.text) for token in owned.passage.tokens if span[0] <= token.start < span[1]}
    return not words.isdisjoint(tables.words("business_nouns"))


def _reports(owned: Owned, mention: Mention, span: tuple[int, int]) -> bool:
    """True for a name before the subject whose verb is one of reporting; a bracket may part the two."""
    if mention.end > span[1]:
        return False
    after = _report_verbs().match(owned.text, mention.end)
    return after is not None and after.end() <= span[1] + 1


@cache
def _report_verbs() -> re.Pattern[str]:
    verbs = "|".join(sorted(tables.words("report_verbs")))
    return re.compile(rf"\.?(?: \([^()]*\))?,? (?:also |today |on \w+ )?(?:{verbs})\b")
