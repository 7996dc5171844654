"""What stands beside a verb of saying: an auxiliary or none, a clause or an object, the end of what was said."""

from functools import cache

from analystkit import tables
from analystkit.lines import FINITE, Line, Span, words_of
from analystkit.saying_verbs import DASHES, verbs_of
from analystkit.sources import RELATIVE, phrase_after, subject_before

__all__ = [
    "QUOTES",
    "comes_after",
    "ends_clause",
    "is_clause",
    "is_finite",
    "left_of",
    "next_comma",
    "says_something",
    "source_nouns",
]

QUOTES = ("”", '"', "’", "'", "''")


@cache
def source_nouns(claim: str = "") -> frozenset[str]:
    """Return the nouns of what is written or counted; with "yes" those on which a clause hangs."""
    return tables.column("source_nouns", "word", **({"claim": claim} if claim else {}))


def left_of(line: Line, at: int) -> int:
    """Return the token left of a verb and of its adverbs, auxiliaries and times."""
    at -= 1
    while at > 0 and (line.tags[at].startswith("RB") or line.words[at] in words_of("auxiliary") or at in line.hidden):
        at -= 1
    return at


def is_finite(line: Line, at: int) -> bool:
    """Refuse "was said to", "to report", "did not confirm", "5 deaths reported in May"."""
    left = left_of(line, at)
    between = set(line.words[max(0, left + 1) : at])
    if line.word(left) in words_of("be") or line.word(left) == "to" or {"not", "n't", "n’t", "never"} & between:
        return False
    if line.tags[at] == "VB":
        return bool({"will", "would", "did", "does", "do"} & between)
    if line.tags[at] == "VBN":
        tells = line.word(at) in verbs_of("tell") and line.tag(at + 1) != "TO"
        return tells or bool({"has", "have", "had", "’s", "'s"} & between)
    return line.tags[at] in ("VBD", "VBZ", "VBP")


def says_something(line: Line, at: int) -> bool:
    """Refuse "claimed responsibility", "said goodbye", "assured it 90% of the trade"; "points" needs "out"."""
    if line.word(at + 1) in words_of("not_said"):
        return False
    if line.word(at) in verbs_of("phrasal"):
        return line.word(at + 1) == "out"
    if line.word(at) in verbs_of("assuring"):
        whom = phrase_after(line, at + 1)
        told = whom is None or "CD" not in line.tags[whom[0] : whom[1]]
        return told and (whom is None or is_clause(line, whom[1]) or line.tag(whom[1]) in (".", ",", ""))
    return not line.word(at).startswith("claim") or not words_of("not_claimed") & set(line.words[at + 1 : at + 5])


def is_clause(line: Line, at: int) -> bool:
    """Tell whether a clause or direct speech begins at a token: "that", a quotation, a subject and its verb."""
    while at in line.hidden or line.tag(at).startswith(("RB", "RP")) or line.word(at) == "out":
        at += 1
    if at in line.quoted or at + 1 in line.quoted or line.word(at) in ("that", ":", "how", "whether"):
        return True
    if _is_posted(line, at):
        return True
    at = _past_hedge(line, at)
    subject = phrase_after(line, at) or _bare_number(line, at)
    return subject is not None and (
        line.tag(subject[1]) in FINITE or line.word(subject[1]) == "be" or _is_infinitive(line, subject[1])
    )


def _is_posted(line: Line, at: int) -> bool:
    """Read "wrote on Telegram that" and "wrote in a post on X that"."""
    if line.word(at) not in ("on", "in"):
        return False
    told = next((i for i in range(at + 1, min(at + POST, len(line))) if line.word(i) in ("that", ":")), 0)
    return told > 0 and all(line.is_noun(i) or line.tag(i) in ("DT", "JJ", "IN", "PRP$") for i in range(at, told))


POST = 8
"""Before which token after a verb of writing its "that" must stand."""


def _past_hedge(line: Line, at: int) -> int:
    """Return the number of "fears up to 200 jobs will go", or where one was."""
    if line.word(at) not in words_of("hedging"):
        return at
    return next((i for i in range(at + 1, min(at + 4, len(line))) if line.tags[i] == "CD"), at)


def _bare_number(line: Line, at: int) -> Span | None:
    """Read "fear 40 more will die", where the number has no noun."""
    stop = at
    while line.tag(stop) in ("CD", "JJR", "JJ"):
        stop += 1
    return (at, stop) if line.tag(at) == "CD" else None


def _is_infinitive(line: Line, at: int) -> bool:
    """Read "expects the navy, which has 370 ships, to reach 395"."""
    at = next_comma(line, at) + 1 if line.word(at) == "," and line.tag(at + 1) in RELATIVE else at
    return line.word(at) == "to" and line.tag(at + 1) == "VB"


def ends_clause(line: Line, at: int, source: Span) -> bool:
    """Tell "A, said X." from "X, who came, said Y left"."""
    if line.tag(source[1]) in ("VBN", "VBG"):
        return False
    later_verb = any(line.tags[i] in FINITE for i in range(source[1], min(source[1] + 6, len(line))))
    return not (later_verb and subject_before(line, at))


def comes_after(line: Line, at: int, subject: Span) -> bool:
    """Tell "A, X said" from "On Monday, X said A": in the first nothing is said after the verb."""
    left = subject[0] - 1
    closed = left in line.quoted or line.word(left) in (",", *QUOTES, *DASHES)
    return left > 0 and closed and not _has_complement(line, at)


def _has_complement(line: Line, verb: int) -> bool:
    """Tell whether anything is said after the verb but when, where and to whom."""
    at = verb + 1
    if line.word(verb) in verbs_of("tell"):
        addressee = phrase_after(line, at)
        at = addressee[1] if addressee else at
    while at < len(line) and line.words[at] != ";":
        if at in line.quoted or line.words[at] in (":", "that"):
            return True
        if line.words[at] == ",":
            return at + 1 in line.quoted
        if at in line.hidden or line.tags[at].startswith(("RB", "RP")):
            at += 1
        elif line.tags[at] in ("IN", "TO"):
            place = phrase_after(line, at + 1)
            at = place[1] if place else at + 1
        else:
            return line.tags[at] not in (".", "''", "-RRB-", "CC", ":")
    return False


def next_comma(line: Line, at: int) -> int:
    """Return where the next comma or semicolon outside a quotation stands, or the end."""
    commas = (i for i in range(at + 1, len(line)) if line.words[i] in (",", ";") and i not in line.quoted)
    return next(commas, len(line))
