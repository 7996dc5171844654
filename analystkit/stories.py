"""Where a story that tells a time ends: "the fall of Kabul", "the junta seized power", "being arrested"."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.clauses import FINITE
from analystkit.passages import ADJECTIVE, NOUN
from analystkit.records import Token

__all__ = ["gerund_end", "noun_end", "story_end"]

LONGEST = 16
LONGEST_DEED = 9
"""A clause of more tokens is no time that anybody would write in a table; "after leaving" has no subject."""


def story_end(tokens: Sequence[Token], first: int) -> int | None:
    """Return the end of "the fall of Kabul" or of "the attacks began", which starts at a token, or None."""
    phrase = _phrase_end(tokens, first)
    if phrase is None:
        return None
    verb = _verb_after(tokens, phrase)
    if verb is None:
        return phrase
    end = verb + 1
    while end < len(tokens) and not _breaks(tokens, end):
        end += 1
    return end if end - first <= LONGEST else None


def gerund_end(tokens: Sequence[Token], at: int) -> int | None:
    """Return the end of the clause of "five days after being arrested"."""
    if at >= len(tokens) or tokens[at].tag != "VBG":
        return None
    end = at + 1
    while end < len(tokens) and not _breaks(tokens, end) and tokens[end].text.lower() != "due":
        end += 1
    return end if end - at <= LONGEST_DEED else None


def _verb_after(tokens: Sequence[Token], phrase: int) -> int | None:
    """Return the verb of which a noun phrase is the subject: "the war in the east began"."""
    for at in range(phrase, min(phrase + 6, len(tokens))):
        if tokens[at].tag in FINITE or _is_past_tense(tokens, at):
            return at
        known = tokens[at].tag in (*NOUN, *ADJECTIVE, "IN", "DT", "RB", "PRP$", "POS")
        if not known or tokens[at].text.lower() in tables.words("subordinators"):
            return None
    return None


def _is_past_tense(tokens: Sequence[Token], at: int) -> bool:
    """True for "seized" in "since the junta seized power", which the tagger may take for a participle."""
    following = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    return tokens[at].tag == "VBN" and following in (*NOUN, "DT", "PRP$", ".", ",", "RP")


BREAKS = ("CC", "WDT", "WP", "WRB", ",", ":", ".", "``", "''")


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    """True where a clause ends: at a comma, at "and", at "which", at "while"."""
    token = tokens[at]
    word = token.text.lower()
    if token.tag == "CC" and tokens[at - 1].tag[:2] == tokens[min(at + 1, len(tokens) - 1)].tag[:2] == "NN":
        return False
    return token.tag in BREAKS or token.text in ("(", ")", "–", "—") or word in tables.words("story_ends")


def _phrase_end(tokens: Sequence[Token], first: int) -> int | None:
    """Return the end of a noun phrase with what "of" and a place add to it: "the invasion of Iraq in 2003"."""
    end = noun_end(tokens, first)
    while end is not None and end + 1 < len(tokens) and tokens[end].text in tables.words("story_prepositions"):
        longer = noun_end(tokens, end + 1)
        named = tokens[end + 1].tag in ("NNP", "NNPS") or tokens[end + 1].text.isdigit() or tokens[end].text == "of"
        if longer is None or not named:
            break
        end = longer
    return end


def noun_end(tokens: Sequence[Token], first: int) -> int | None:
    """Return the end of the noun phrase that starts at a token, or None: "the contested March election"."""
    at, head = first, None
    while at < len(tokens):
        opens = at == first and tokens[at].tag == "PRP"
        named = at > first and tokens[at].tag == "VBG" and tokens[at - 1].tag in ("PRP$", "POS")  # "its founding"
        if tokens[at].tag in NOUN or opens or named or _is_noun(tokens[at]):
            head = at
        elif _is_disputed(tokens, at, first):
            pass
        elif tokens[at].tag not in (*ADJECTIVE, "DT", "PRP$", "POS", "HYPH", "CD") and tokens[at].text != "-":
            if head is None and at > first and tokens[at].tag in FINITE:
                return at  # "its military withdrew": the tagger may call the noun an adjective
            break
        elif tokens[at].tag == "DT" and at > first and head is not None:
            break
        at += 1
    return head + 1 if head is not None else None


def _is_disputed(tokens: Sequence[Token], at: int, first: int) -> bool:
    """True for the participle of "the contested March election"."""
    inside = first < at < len(tokens) - 1 and tokens[at].tag == "VBN"
    return inside and tokens[at - 1].tag == "DT" and tokens[at + 1].tag in NOUN


def _is_noun(token: Token) -> bool:
    """True for "2003" and for "counter-offensive", which the tagger may call an adjective."""
    return token.text.isdigit() or (
        "-" in token.text and token.text.rpartition("-")[2] in tables.column("time_words", "phrase", role="story")
    )
