"""What a number counts or measures: the counted phrase, its unit, its kind, and the verb that governs it."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.clauses import Governor, find_governor
from analystkit.ellipsis import Count, Counted, fill_ellipsis
from analystkit.kinds import find_kind
from analystkit.levels import find_level
from analystkit.lexicon import Noun, harm_of, lemma, noun_of, singular
from analystkit.measures import Measure, find_measure, find_rate, measure_named
from analystkit.passages import NOUN, PARTICIPLE, Passage, before_hedges, index_at, noun_run
from analystkit.phrases import Phrase, find_phrase
from analystkit.records import Number, Token
from analystkit.referents import find_subject, find_thing, written
from analystkit.rejections import reject
from analystkit.units import find_unit

__all__ = ["Count", "Counted", "find_counts"]


def find_counts(text: str, passage: Passage, earlier: Sequence[Counted] = ()) -> list[Counted]:
    """Return the numbers of a sentence that count or measure something, with what they do.

    Parameters
    ----------
    text : the article.
    passage : the sentence.
    earlier : what the sentences just before counted, from which "put them at 30,000" takes its noun.
    """
    found: list[Counted] = []
    for number in passage.numbers:
        count = _count(text, passage, number)
        if count is not None:
            found.append(fill_ellipsis(passage, number, count, found, earlier))
    return found


def _count(text: str, passage: Passage, number: Number) -> Count | None:
    measure = find_measure(text, number)
    if reject(text, passage, number, measure):
        return None
    if measure is not None and not _describes(text, passage, number, measure):
        return _measured(text, passage, number, measure)
    phrase = find_phrase(passage, number)
    if phrase is None:
        return None
    measure = _late_measure(passage, number, phrase)
    if measure is not None:
        return _measured(text, passage, number, measure)
    return _counted(text, passage, find_level(passage, phrase))


def _describes(text: str, passage: Passage, number: Number, measure: Measure) -> bool:
    """True for the night of "five night raids": the raids are five."""
    after = index_at(passage.tokens, measure.end)
    plural = after < len(passage.tokens) and passage.tokens[after].tag == "NNS"
    return plural and (number.best or 0) > 1 and text[number.end : measure.end] == " night"


def _late_measure(passage: Passage, number: Number, phrase: Phrase) -> Measure | None:
    """Return the measure whose unit stands apart: "seven straight days", "12,000, 8,000 and 5,000 dollars"."""
    after = phrase.rule in ("noun_after", "noun_after_of")
    lent = phrase.rule in ("shared_noun", "noun_before")
    measure = measure_named(phrase.words[-1]) if phrase.words and (after or lent) else None
    if measure is None:
        return None
    noun = passage.tokens[phrase.head]
    start, end = (noun.start, noun.end) if after else (number.end, number.end)
    return measure._replace(start=start, end=end)


def _counted(text: str, passage: Passage, phrase: Phrase) -> Count:
    governor = _deed(passage, phrase) or find_governor(passage, phrase)
    item = find_thing(passage, phrase) if phrase.rule == "bare_level" else written(phrase.words)
    subject, told_of = find_subject(passage, phrase, governor)
    rate, _ = find_rate(text, passage.tokens[phrase.end - 1].end)
    if rate:
        unit = phrase.noun.unit and f"{phrase.noun.unit} per {rate}"
        rules = (phrase.rule, "rate", told_of)
        return Count(phrase, unit, item, "rate", rules, governor, subject)
    phrase = _with_people(passage, phrase)
    if governor is None or governor.relation != "subject":
        governor = _harmed(passage, phrase) or governor
    kind, rule = find_kind(passage, phrase, governor, subject)
    return Count(phrase, phrase.noun.unit, item, kind, (phrase.rule, rule, told_of), governor, subject)


def _harmed(passage: Passage, phrase: Phrase) -> Governor | None:
    """Return the participle that tells of "the 220 people killed in a fire", whatever the verb before it does."""
    at = phrase.end
    if at + 1 >= len(passage.tokens) or passage.tokens[at].tag != "VBN" or not phrase.noun.person:
        return None
    verb = lemma(passage.tokens[at].text)
    free = passage.tokens[at + 1].tag in ("IN", "RB", ".", ",") or lemma(passage.tokens[at + 1].text) == "be"
    harmed = tables.mapping("harm_verbs", "verb", "victim").get(verb) == "object"
    return Governor(at, verb, "subject", True) if free and harmed else None


def _with_people(passage: Passage, phrase: Phrase) -> Phrase:
    """Read "five Ukrainians" as people, and "North Koreans" as one noun."""
    head = passage.tokens[phrase.head]
    people = next((m for m in passage.mentions if m.adjective and m.start <= head.start < m.end), None)
    if phrase.noun.kind != "other" or people is None or not phrase.words:
        return phrase
    unit = singular(people.text) if " " in people.text else phrase.noun.unit
    return phrase._replace(noun=phrase.noun._replace(unit=unit, kind="civilian", person=True))


def _deed(passage: Passage, phrase: Phrase) -> Governor | None:
    """Return the verb of a participle that stands for people: "15 injured" are injured; "40 dead" have no verb.

    Things have one in lists of losses: "14 tanks destroyed, 3 damaged".
    """
    fate = phrase.head if phrase.rule == "fated" else _fate_in_list(passage, phrase)
    if fate:
        return Governor(fate, lemma(passage.tokens[fate].text), "participle", True)
    verb = lemma(passage.tokens[phrase.head].text) if phrase.harm else ""
    if phrase.first > 0 and lemma(passage.tokens[phrase.first - 1].text) == "leave":
        return None  # "leaving 14 injured"
    return Governor(phrase.head, verb, "participle", True) if harm_of(verb) else None


def _fate_in_list(passage: Passage, phrase: Phrase) -> int:
    """Return where the first participle of "14 tanks destroyed, 3 damaged" stands, or 0."""
    tokens, at = passage.tokens, phrase.end
    if at + 2 >= len(tokens) or tokens[at].text.lower() not in tables.words("fate_participles"):
        return 0
    return at if tokens[at + 1].tag in (",", "CC") and tokens[at + 2].tag == "CD" else 0


# -- measures


def _measured(text: str, passage: Passage, number: Number, measure: Measure) -> Count:
    rate, end = find_rate(text, measure.end)
    phrase = _measured_phrase(passage, number, end)
    if not rate and phrase.rule == "measured_after":
        rate, _ = find_rate(text, passage.tokens[phrase.end - 1].end)
    unit, kind = (f"{measure.unit} per {rate}", "rate") if rate else (measure.unit, measure.kind)
    governor = None if measure.rule == "age_apposition" else _governor_of_measure(passage, phrase, measure)
    item = written(phrase.words) or find_thing(passage, phrase, measure.kind)
    subject, told_of = find_subject(passage, phrase, governor)
    return Count(phrase, unit, item, kind, (measure.rule, phrase.rule, told_of), governor, subject)


def _governor_of_measure(passage: Passage, phrase: Phrase, measure: Measure) -> Governor | None:
    """Return what governs a measure: the war in "two decades of war", nothing in ", 200 km north of the capital"."""
    tokens = passage.tokens
    after = [token.text for token in tokens[phrase.end : phrase.end + 2]]
    noun = phrase.words[-1] if phrase.words else after[-1] if after[:1] == ["of"] else ""
    within = phrase.first > 0 and tokens[phrase.first - 1].text.lower() == "within"  # "within 24 hours of the quake"
    deed = _deed_named(noun) if measure.kind == "duration" and noun and not within else ""
    if deed:
        return Governor(phrase.head, deed, "noun")
    before = before_hedges(tokens, phrase.first)
    apposed = before >= 0 and tokens[before].text in (",", "(", "–", "—")  # ", just 7 km from the frontier"
    if measure.kind == "distance" and apposed and _leads_away(tokens, phrase.end):
        return None
    governor = find_governor(passage, phrase)
    lull = measure.kind == "duration" and bool(phrase.words) and _hangs_on_noun(tokens, phrase)
    return governor._replace(action="") if governor is not None and lull else governor


def _deed_named(noun: str) -> str:
    """Return the deed that lasts: the war of "two decades of war", to riot in "48 hours of rioting"."""
    if noun_of((noun,)).kind == "event":
        return "talk" if noun == "talks" else singular(noun)
    verb = lemma(noun) if noun.endswith("ing") else ""
    return verb if verb != noun and verb in tables.column("verbs", "verb") else ""


def _hangs_on_noun(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for "after an 11-year lull": it tells how long the lull was, not what was done."""
    glued = any(token.tag == "HYPH" for token in tokens[phrase.first : phrase.head])
    before = phrase.first - 1 - (phrase.first > 1 and tokens[phrase.first - 1].tag == "DT")
    period = tokens[phrase.head].text.lower() in tables.words("period_nouns")  # "govern for a six-month period"
    return glued and before >= 0 and tokens[before].tag == "IN" and not period


def _leads_away(tokens: Sequence[Token], index: int) -> bool:
    """True before "north of", "from the mosque" and "(125 miles) north of": a distance in an aside."""
    if index < len(tokens) and tokens[index].text == "(":
        index = next((at + 1 for at in range(index, len(tokens)) if tokens[at].text == ")"), index)
    word = tokens[index].text.lower() if index < len(tokens) else ""
    return word == "from" or word in tables.words("direction_words")


def _measured_phrase(passage: Passage, number: Number, end: int) -> Phrase:
    """Return the phrase of what is measured after the unit: "in aid", "of opium", "a $7,000 fine"."""
    tokens = passage.tokens
    first, after = index_at(tokens, number.lead), max(index_at(tokens, end), index_at(tokens, number.end))
    if first and tokens[first - 1].text.lower() in ("past", "last", "next", "coming"):
        return Phrase(first, after - 1, after, (), _none(), "measured_before")  # "in the past three months raids fell"
    start = after
    while start < len(tokens) and (
        tokens[start].text.lower() in ("worth", "of", "in", "-") or tokens[start].tag in ("DT", "PRP$")
    ):
        start += 1
    if start < len(tokens) and tokens[start].tag == "CD" and tokens[start - 1].text.lower() != "in":
        start = _over_number(passage, start, unit=start == after)
    halved = number.number.lower() == "half" and start > after and tokens[after].text.lower() not in ("a", "an")
    run = noun_run(passage, start) if halved or _opens_thing(passage, after, start) else None
    if run is None:
        return Phrase(first, after - 1, after, (), _none(), "measured_before")
    words = tuple(token.text for token in tokens[start : run[1]])
    return Phrase(first, run[0], run[1], words, _none(), "measured_after")


def _over_number(passage: Passage, start: int, *, unit: bool) -> int:
    """Step over a number and its unit: in "a 640-bhp 5.2-litre engine" both measure the engine."""
    number = next((number for number in passage.numbers if number.start == passage.tokens[start].start), None)
    if number is None:
        return start
    found = find_unit(passage.text, number.end - passage.start) if unit else None
    return index_at(passage.tokens, found.end + passage.start if found else number.end)


def _opens_thing(passage: Passage, after: int, start: int) -> bool:
    """True where what is measured may begin.

    "Up 4% and Acme", "15 ppb requiring action", "$500 a saving" and "3% month-on-month" go on.
    """
    tokens = passage.tokens
    if start >= len(tokens) or tokens[start].tag == "CC":
        return False
    linked = any(token.text.lower() in ("worth", "of", "in", "-") for token in tokens[after:start])
    if tokens[start].tag == "CD" or (start > after and tokens[after].tag == "DT" and not linked):
        return False
    leads = tokens[start].text.lower() in tables.words("direction_words") | tables.words("length_words")
    if leads and not any(token.tag in NOUN for token in tokens[start + 1 : start + 2]):
        return False  # "300 m north of the bridge", "5 mm thick"
    if start == after:
        paired = start + 2 < len(tokens) and tokens[start + 1].tag == "HYPH" and tokens[start + 2].tag in ("IN", "RB")
        return tokens[start].tag not in PARTICIPLE and not paired
    return tokens[start - 1].text.lower() == "in" or tokens[after].text.lower() != "in"


def _none() -> Noun:
    return Noun("", "other", False)
