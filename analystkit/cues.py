"""Reporting cues in one sentence: "said", "according to", "reports that", whom they name and how far they reach.

Three forms are told apart. "X said that A" reaches from X to the end of the sentence; "A, X said" and "A, according
to X" reach back to its start; "X did this, saying A" goes on with the subject of the sentence.
"""

from collections.abc import Callable
from functools import cache

from analystkit import tables
from analystkit.complements import (
    QUOTES,
    comes_after,
    ends_clause,
    is_clause,
    is_finite,
    left_of,
    next_comma,
    says_something,
    source_nouns,
)
from analystkit.forecasts import foreseen, foreseen_by
from analystkit.lines import FINITE, Line, Span, words_of
from analystkit.reaches import BACKWARD, Cue, next_semicolon, whole
from analystkit.saying_verbs import DASHES, speaking_nouns, verbs_of
from analystkit.sources import RELATIVE, main_subject, phrase_after, subject_before
from analystkit.tallies import TALLYING, puts_at, who_counts

__all__ = ["find_cues", "reporting_words", "telling_words"]


def find_cues(line: Line) -> list[Cue]:
    """Return the cues of a sentence, outside its quotations, in order."""
    found: list[Cue] = []
    triggers = _triggers()
    for at, word in enumerate(line.words):
        if word not in triggers or at in line.quoted:
            continue
        cue = next((cue for rule in RULES if (cue := rule(line, at, found))), None)
        if cue and not _is_mute(line, cue.source):
            found += _without_speakers(line, cue)
    named = [cue for cue in found if cue.rule != "citing"]
    return _bounded(named or found)


@cache
def _triggers() -> frozenset[str]:
    """Return the words, in lower case, at which some rule may find a cue."""
    return reporting_words() | {"according", "per", "citing", "quoting", "by"}


@cache
def reporting_words() -> frozenset[str]:
    """Return the words, in lower case, without one of which a sentence holds no cue."""
    return tables.column("reporting_verbs", "word") | words_of("cue") | words_of("reckoning") | source_nouns("yes")


@cache
def telling_words() -> frozenset[str]:
    """Return the words, in lower case, without one of which a sentence without a number holds no cue."""
    kinds = tables.column("reporting_verbs", "kind").difference(TALLYING)
    return verbs_of(*sorted(kinds)) | words_of("cue") | source_nouns("yes")


@cache
def _spoken() -> frozenset[str]:
    """Return the reporting words that are no deeds as well: "reported a profit, raised its dividend"."""
    return reporting_words() - verbs_of("revising", "giving")


def _is_mute(line: Line, source: Span) -> bool:
    """I, which and 5 tell of no source."""
    words, tags = line.words[source[0] : source[1]], line.tags[source[0] : source[1]]
    return all(tag in ("CD", "DT") for tag in tags) or (len(words) == 1 and words[0] in words_of("mute"))


def _without_speakers(line: Line, cue: Cue) -> list[Cue]:
    """Two officials do not say of themselves that they are two; what they say may stand on both sides of them."""
    (first, stop), (start, end) = cue.source, cue.reach
    written = source_nouns() & set(line.words[first:stop]) and line.tag(first + 2) != "HYPH"  # "The 40-page report"
    own = line.tags[first : cue.at] if line.tag(stop) in RELATIVE else line.tags[first : first + 2]
    if "CD" not in own or written or not start <= first < end:
        return [cue]
    stop = cue.at if line.tag(stop) in RELATIVE and stop < cue.at else stop  # "a man who lives 5 miles away said"
    before, after = cue._replace(reach=(start, first)), cue._replace(reach=(max(stop, start), end))
    return [part for part in (before, after) if part.reach[0] < part.reach[1]]


def _bounded(cues: list[Cue]) -> list[Cue]:
    """End "X said A" where "and Y said B" begins."""
    starts = [cue.reach[0] for cue in cues if cue.rule in ("subject_verb", "tally")]
    bounded = []
    for cue in cues:
        later = [start for start in starts if cue.at < start < cue.reach[1]]
        forward = cue.rule not in BACKWARD and later
        bounded.append(cue._replace(reach=(cue.reach[0], later[0])) if forward else cue)
    return bounded


# -- one rule for each form -------------------------------------------------------------------------------------------


def _according_to(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A, according to X. According to X, A."""
    if line.word(at) != "according" or line.word(at + 1) != "to":
        return None
    source = phrase_after(line, at + 2)
    if source and line.word(source[1] - 1) in source_nouns():
        by = source[1] + (line.word(source[1]) in words_of("authoring"))  # "data released by X", "estimates by X"
        source = (phrase_after(line, by + 1) if line.word(by) == "by" else None) or source
    return Cue(at, source, whole(line, at, source[1], found), "according_to") if source else None


def _quoted_as(line: Line, at: int, _: list[Cue]) -> Cue | None:
    """Y quoted X as saying A; X was quoted by Y as saying A; A, X was quoted as saying."""
    if line.tag(at) != "VBG" or line.word(at) not in verbs_of("speech") or line.word(at - 1) != "as":
        return None
    quoting = tables.words("quoting_verbs")
    verb = next((i for i in range(at - 2, max(-1, at - 14), -1) if line.words[i] in quoting), None)
    if verb is None:
        return None
    passive = line.word(left_of(line, verb)) in words_of("be") or line.word(verb - 1) in words_of("be")
    if passive and line.word(at + 1) in (".", ""):  # "A, X was quoted as saying."
        source = subject_before(line, left_of(line, verb))
        return Cue(at, source, (0, source[0]), "quoted_as") if source else None
    source = main_subject(line, verb) if passive else phrase_after(line, verb + 1)
    return Cue(at, source, (at, len(line)), "quoted_as") if source else None


def _citing(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A, citing X; but "5 per day" and "citing privacy rules" name nobody."""
    per = line.word(at) == "per" and line.word(at - 1) in (",", "")
    source = phrase_after(line, at + 1) if per or line.word(at) in ("citing", "quoting") else None
    if source is None:
        return None
    words, tags = line.words[source[0] : source[1]], line.tags[source[0] : source[1]]
    if not ({"NNP", "NNPS"} & set(tags) or speaking_nouns() & set(words)):
        return None
    return Cue(at, source, whole(line, at, source[1], found), "citing")


def _reported_by(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A, as reported by X; it was confirmed by X that A."""
    if line.word(at) not in verbs_of("speech") or line.tag(at) not in ("VBN", "VBD") or line.word(at + 1) != "by":
        return None
    source = phrase_after(line, at + 2)
    if source is None or line.words[source[1] - 1] in words_of("means"):  # "he said by satellite phone"
        return None
    return Cue(at, source, whole(line, at, source[1], found), "reported_by")


def _participle(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """..., saying A: the subject of the sentence goes on; "with reports indicating A" has its own."""
    if line.tag(at) != "VBG" or line.word(at) not in verbs_of("speech", "tell", "weak", "finding", "placing"):
        return None
    if line.is_noun(at - 1) and line.word(at - 1) in source_nouns() and line.tag(at - 2) in ("IN", ",", ""):
        return Cue(at, (at - 1, at), (at - 1, len(line)), "participle_claim")
    opens = line.word(at - 1) in (",", "and", "but", "while", "by") or line.word(at - 1) in source_nouns()
    if not opens or (line.word(at) not in verbs_of("speech") and not is_clause(line, at + 1) and not puts_at(line, at)):
        return None
    source = _speaker_so_far(line, at, found)
    return Cue(at, source, (at, len(line)), "participle_claim") if source else None


def _inverted(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A, said X; “A,” wrote X, where no verb follows X; but in "The firm, which builds ships, reported profits"."""
    if line.word(at) not in verbs_of("speech", "weak") or at + 1 in line.quoted or not is_finite(line, at):
        return None
    left = left_of(line, at)
    helped = any(line.words[i] in words_of("auxiliary") for i in range(left + 1, at))  # "..., have declared a truce"
    if helped or not says_something(line, at):
        return None
    dash = line.word(left) in DASHES and line.word(at) in verbs_of("speech")
    after_quote = left in line.quoted or line.word(left) in QUOTES or dash
    source = phrase_after(line, at + 1)
    if source is None or line.tag(source[1]) in FINITE | {"TO"}:
        return None
    if not after_quote and (line.word(left) != "," or not ends_clause(line, at, source)):
        return None
    subject = subject_before(line, at)
    if subject and line.word(subject[1]) == "," and _only_inserted(line, subject[1] + 1, at):
        return None
    return Cue(at, source, whole(line, at, source[1], found), "inverted")


def _only_inserted(line: Line, start: int, stop: int) -> bool:
    """Tell "The firm, which employs 30, reported profits", "The firm, founded in 1990, reports sales"."""
    return line.tag(start) in RELATIVE or (line.tag(start) == "VBN" and FINITE.isdisjoint(line.tags[:stop]))


def _subject_verb(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """X said A; A, X said; X came and said A."""
    if line.word(at) not in reporting_words() or not is_finite(line, at) or not says_something(line, at):
        return None
    if line.word(left_of(line, at)) in ("and", "but", "or"):
        source = _speaker_so_far(line, at, found)
        clause = line.word(at) in verbs_of("weak", "finding") and is_clause(
            line, at + 1
        )  # no "and gave us 5 days to go"
        reports = line.word(at) in verbs_of("speech", "tell") or clause
        return Cue(at, source, (at, len(line)), "same_subject") if source and reports else None
    subject = subject_before(line, at)
    if subject is None:
        return None
    written = ("listing",) if source_nouns() & set(line.words[subject[0] : subject[1]]) else ()
    if line.word(at) in verbs_of("speech", "tell", "weak", "finding", *written) and comes_after(line, at, subject):
        return Cue(at, subject, whole(line, subject[0], at + 1, found), "postposed")
    if not _may_speak(line, at, subject) or _is_counted(line, at, subject):
        return None
    closes = line.tag(at + 1) in (".", "")
    if closes and line.word(subject[0] - 1) == "as" and line.word(subject[0] - 2) == ",":
        return Cue(at, subject, whole(line, subject[0] - 1, at + 1, found), "postposed")  # "A, as X reported"
    inner = line.word(subject[0] - 1) in words_of("subordinator") or line.tag(subject[0] - 1) in RELATIVE
    end = next_comma(line, at) if inner else _next_deed(line, at)
    return Cue(at, _author(line, subject, at), (_past_insertion(line, subject, at), end), "subject_verb")


def _past_insertion(line: Line, subject: Span, at: int) -> int:
    """In "Police, who held 40 people, said" the 40 are the author's own, and so is the age in "Jo Lund, 40, said"."""
    inserted = line.word(subject[1]) == "," and line.word(left_of(line, at)) == ","
    return at if inserted else subject[0]


def _next_deed(line: Line, at: int) -> int:
    """Return where "reported sales of 5 million, cut 300 jobs" goes on to what X did; a clause that X said goes on."""
    if is_clause(line, at + 1) or line.word(at + 1) == "to" or ":" in line.words[at + 1 :]:
        return len(line)
    tags = enumerate(line.tags[at + 2 :], start=at + 2)
    verb = next((i for i, tag in tags if tag in FINITE and i not in line.quoted), len(line))
    joined = line.word(left_of(line, verb)) in (",", "and", "but") and line.word(verb) not in _spoken()
    return verb if joined else len(line)


def _author(line: Line, subject: Span, verb: int) -> Span:
    """Return X of "a report published by X found"; the report speaks where nobody is named."""
    for at in range(subject[0] + 1, verb - 2):
        if line.words[at] in words_of("authoring") and line.words[at + 1] == "by":
            return phrase_after(line, at + 2) or subject
    return subject


def _by_estimate(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A by some estimates; by the army's count, A."""
    source = phrase_after(line, at + 1) if line.word(at) == "by" else None
    last = line.words[source[1] - 1] if source else ""
    if source is None or not (last in source_nouns("yes") or last in words_of("reckoning")):
        return None
    inserted = line.word(source[1]) == "," or line.tag(source[1]).startswith(("VB", "MD"))
    reach = (at, next_comma(line, source[1])) if inserted else whole(line, at, source[1], found)
    return Cue(at, source, reach, "by_estimate")


def _tally(line: Line, at: int, _: list[Cue]) -> Cue | None:
    """X counted A; X credits Y with A; X put the toll at A."""
    source = who_counts(line, at)
    if source is None:
        return None
    return Cue(at, source, (source[0], min(_next_deed(line, at), next_semicolon(line, at))), "tally")


def _claim_noun(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """Reports that A; the ministry's claim that A."""
    if found or line.word(at) not in source_nouns("yes") or not line.is_noun(at) or line.word(at + 1) != "that":
        return None
    if line.tag(at + 2) in FINITE:  # "the charges that were read out" tell nothing
        return None
    source = subject_before(line, at + 1)
    if source is None:
        return None
    verb = line.tags[at - 1] in ("NNP", "NNPS") and line.word(at) in verbs_of("speech", "finding")
    apart = (i for i in range(at - 1, source[0], -1) if line.tags[i] == "IN" and line.words[i] not in ("of", "for"))
    source = source if verb else (next(apart, source[0] - 1) + 1, source[1])  # "rose 3 percent on reports that"
    owner = next((i for i in range(source[0], at) if line.tags[i] == "POS"), at if verb else source[1])
    named = _named_before(line, source[0]) if line.tags[source[0]] == "PRP$" else None
    return Cue(at, named or (source[0], owner), (source[0], next_comma(line, at)), "claim_noun")


def _named_before(line: Line, stop: int) -> Span | None:
    """Return the last name before "its" or "their"."""
    last = next((i for i in range(stop - 1, -1, -1) if line.tags[i] in ("NNP", "NNPS")), None)
    return subject_before(line, last + 1) if last is not None else None


Rule = Callable[[Line, int, list[Cue]], Cue | None]
RULES: tuple[Rule, ...] = (
    _according_to,
    _quoted_as,
    _citing,
    foreseen_by,
    _reported_by,
    _by_estimate,
    _participle,
    foreseen,
    _inverted,
    _subject_verb,
    _tally,
    _claim_noun,
)
"""Each is asked for a token and the cues before it; the first that answers wins."""


# -- what makes a verb a cue --


def _may_speak(line: Line, at: int, subject: Span) -> bool:
    """A study found 5 cases; the police found 5 rifles, which says nothing, or found that 5 were stolen."""
    if line.word(at) in verbs_of("speech", "tell"):
        return True
    if source_nouns() & set(line.words[subject[0] : subject[1]]):
        return line.word(at) not in verbs_of("listing") or line.tag(at + 1) in ("DT", "CD", "NNP", "NNS")
    return line.word(at) in verbs_of("weak", "finding") and is_clause(line, at + 1)


def _is_counted(line: Line, at: int, subject: Span) -> bool:
    """True for "54 percent said they would vote" and "one company reported 11 cases", which others tell."""
    share = not {"%", "percent", "cent"}.isdisjoint(line.words[subject[0] : subject[1]])
    return share or (line.tag(subject[0]) == "CD" and line.word(at) in ("report", "reports", "reported"))


# -- whom it names, how far it reaches --------------------------------------------------------------------------------


def _speaker_so_far(line: Line, at: int, found: list[Cue]) -> Span | None:
    """Return who spoke last in the sentence, or else its subject."""
    spoken = [cue.source for cue in found if cue.rule != "claim_noun"]
    return spoken[-1] if spoken else main_subject(line, at)
