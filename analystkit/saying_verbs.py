"""Verbs of saying that a tagger takes for something else: "the agency estimates", "analysts reckon", "Jane's said".

Many of them are nouns as well, and a short clause at the end of a sentence tells a tagger little. Where they stand
leaves no choice.
"""

from collections.abc import Callable, Sequence
from functools import cache

from analystkit import tables
from analystkit.lexicon import noun_of

__all__ = ["DASHES", "mend_names", "mend_verbs", "speaking_nouns", "verbs_of"]

NOUN = ("NN", "NNS", "NNP", "NNPS")
WITHIN = (*NOUN, "JJ", "DT", "CD", "POS", "HYPH", "IN", "PRP$")
"""Tags of the noun phrase left of a verb."""
DASHES = frozenset({"—", "–", "-", "--"})
ENDS = (".", ",", ":", "''", "-RRB-", "")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
AUXILIARY = ("is", "has", "does", "gets", "'s", "’s")
OBJECT = ("DT", "PRP", "PRP$", "CD", "$")
OPENS_OBJECT = ("DT", "PRP", "CD", "NNP", "NNPS", "$")
UNNAMED = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "TO", "IN", "RB", "RP", "HYPH", "UH")


@cache
def verbs_of(*kinds: str) -> frozenset[str]:
    """Return the forms of the verbs of some kinds in ``data/reporting_verbs.csv``."""
    return frozenset().union(*(tables.column("reporting_verbs", "word", kind=kind) for kind in kinds))


@cache
def _mended() -> frozenset[str]:
    kinds = tables.column("reporting_verbs", "kind") - {"listing"}
    return verbs_of(*sorted(kinds))


@cache
def speaking_nouns() -> frozenset[str]:
    """Return the nouns, in lower case, of people and bodies that may speak: "ministry", "officials"."""
    return tables.column("source_words", "word", role="speaker") | tables.column("source_nouns", "word")


def mend_names(tags: Sequence[str], words: Sequence[str], named: frozenset[int]) -> list[str]:
    """Make one name of "the Committee to Protect Journalists" and of "Agence France-Presse"."""
    if not named:
        return list(tags)
    return [
        "NNP" if at in named and (tag in UNNAMED or words[at] == "-") and words[at] not in ("of", "for") else tag
        for at, tag in enumerate(tags)
    ]


def mend_verbs(words: Sequence[str], tags: list[str]) -> tuple[str, ...]:
    """Return the tags of a sentence with its verbs of saying as verbs.

    Examples
    --------
    >>> mend_verbs(("six", "died", ",", "the", "agency", "estimates", "."), ["CD", "VBD", ",", "DT", "NN", "NNS", "."])
    ('CD', 'VBD', ',', 'DT', 'NN', 'VBZ', '.')
    """
    known = _mended()
    for at in [at for at, word in enumerate(words) if word in known and at]:
        _mend_subject(words, tags, at)
        _mend_speaker(words, tags, at)
        _mend_head(tags, at)
        _mend_perfect(words, tags, at)
        rule = RULES.get(tags[at])
        mended = rule(words, tags, at) if rule else ""
        if mended:
            tags[at] = mended
            if _is_speaker(words, tags, at - 1):
                tags[at - 1] = "NNS"  # "UN figures show"
            elif tags[at - 1] == "JJ" and tags[at - 2 : at - 1] == ["DT"]:
                tags[at - 1] = "NN"
            elif tags[at - 1] == "POS":
                tags[at - 1] = "NNP"  # Jane's, Moody's
    return tuple(tags)


def _mend_subject(words: Sequence[str], tags: list[str], at: int) -> None:
    """In "Rail chiefs warned", "a move that economists say" the word before is no verb either."""
    before = at - 2 if tags[at - 1].startswith("RB") and at > 1 else at - 1
    if tags[before] == "VBZ" and tags[at] in ("VBN", "VBD", "VBP") and words[before] not in AUXILIARY:
        tags[before] = "NNS"
        tags[at] = "VBD" if tags[at] == "VBN" else tags[at]
    if before == 1 and tags[0] == "VB" and tags[1] in NOUN and tags[at] in ("VBD", "VBZ", "VBP"):
        tags[0] = "NN"  # "State media reported"


def _mend_speaker(words: Sequence[str], tags: list[str], at: int) -> None:
    """In "The official, who lost a leg, said" the official is a noun."""
    for i in range(1, at - 1):
        if tags[i] == "JJ" and tags[i + 1] in (",", "WP") and tags[i - 1] == "DT" and words[i] in speaking_nouns():
            tags[i] = "NN"


def _mend_head(tags: list[str], at: int) -> None:
    """In "“A,” the general added." the general is a noun."""
    closed = at == 2 or tags[at - 3] in (",", "''", "``")
    ended = tags[at] in ("VBD", "VBN") and _tag(tags, at + 1) in (*ENDS, "IN")
    if tags[at - 2 : at] == ["DT", "JJ"] and closed and ended:
        tags[at - 1 : at + 1] = ["NN", "VBD"]


def _mend_perfect(words: Sequence[str], tags: list[str], at: int) -> None:
    """In "that economists had forecast" the last is a verb, and economists is none."""
    if at < 2 or words[at - 1] not in ("had", "have", "has") or tags[at] not in ("NN", "VBN"):
        return
    tags[at] = "VBN"
    if _is_speaker(words, tags, at - 2):
        tags[at - 2] = "NNS"


def _is_speaker(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """True for the "economists" and "figures" that the tagger took for a verb in -s."""
    return tags[at] == "VBZ" and words[at] in speaking_nouns()


def _third_person(words: Sequence[str], tags: Sequence[str], at: int) -> str:
    """Read "A, the agency estimates." and "The UN reports that", no "A, a UN source and local reports."."""
    if tags[at - 1] == "," and "," in tags[: at - 1]:  # "The survey, carried out by X, puts it at 3"
        lone = FINITE.isdisjoint(tags) and _after_insertion(tags, at, ("NN", "NNP"))
        return "VBZ" if lone and _opens_object(words, tags, at + 1) else ""
    first = _first(tags, at)
    before = tags[first - 1] if first else ""
    alone = tags[first] in ("DT", "NNP") and (tags[at - 1] in ("NN", "NNP") or tags[at - 2 : at] == ["DT", "JJ"])
    if not alone or before not in (",", "''", "``", "", "CC", ":"):
        return ""
    if before in (",", "''", "``") and _tag(tags, at + 1) in ENDS:
        return "VBZ"
    stop = words.index(";") if ";" in words else len(words)
    if first == 0 and FINITE.isdisjoint(tags[:stop]) and _tag(tags, at + 1) in (*OBJECT, "NN", "NNS"):
        return "VBZ"  # "The bank forecasts growth of 3 percent.": no other verb is there
    speaks = tags[at - 1] == "NNP" or words[at - 1] in speaking_nouns()
    return "VBZ" if speaks and _opens_object(words, tags, at + 1) else ""


def _opens_object(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Read "Lund points out that", "the union fears up to 200 jobs will go", no "union fears about 200 jobs"."""
    hedges = tables.column("source_words", "word", role="hedging")
    at += words[at - 1] in verbs_of("phrasal") and words[at : at + 1] in (("out",), ["out"])
    hedged = at < len(words) and words[at] in hedges and "CD" in tags[at + 1 : at + 4]
    clause = _tag(tags, at) == "NNS" and _tag(tags, at + 1) in FINITE  # "the UN reports smugglers have"
    return hedged or clause or _tag(tags, at) in OPENS_OBJECT or words[at : at + 1] in (("that",), ["that"])


def _base_form(_: Sequence[str], tags: Sequence[str], at: int) -> str:
    """Read "Authorities in Oslo say", no "did officials say", "let officials say"."""
    if tags[at - 1] == ",":
        return "VBP" if _after_insertion(tags, at, ("NNS", "NNPS")) and _tag(tags, at + 1) != "," else ""
    first = _first(tags, at)
    free = first == 0 or not tags[first - 1].startswith(("VB", "MD", "TO"))
    return "VBP" if first < at and free and any(tag in NOUN for tag in tags[first:at]) else ""


def _plural(words: Sequence[str], tags: Sequence[str], at: int) -> str:
    """Read "A, people in the trade reckon." and "Figures show that", no "A, the mayor's estimate."."""
    shown = words[at] in ("show", "suggest", "indicate") and _opens_object(words, tags, at + 1)
    if shown and not tables.column("source_nouns", "word").isdisjoint(words[:at]):
        return "VBP"
    first = _first(tags, at)
    if first == 0 and tags[at - 1] == "NNS" and words[at + 1 : at + 2] in (("that",), ["that"]):
        return "VBP"  # "Aid groups warn that 20 million people could starve"
    heads = [tag for tag in tags[first:at] if tag in NOUN]
    both = first > 1 and tags[first - 1] == "CC" and _first(tags, first - 1) == 0 and heads[-1:] == ["NNP"]
    if both and _tag(tags, at + 1) in ("NNP", "DT", "CD") and not FINITE.isdisjoint(tags[at + 1 :]):
        return "VBP"  # "The army and the Strategic Command report Peru fires three missiles"
    apart = first and tags[first - 1] in (",", "''", "``") and _tag(tags, at + 1) in ENDS
    return "VBP" if apart and heads[:1] == ["NNS"] and "POS" not in tags[first:at] else ""


def _past(words: Sequence[str], tags: Sequence[str], at: int) -> str:
    """Read "Moody's said", where a participle needs an auxiliary, and "The audit - it took years - found 5 faults"."""
    if words[at - 1] in DASHES and not DASHES.isdisjoint(words[: at - 2]) and _opens_object(words, tags, at + 1):
        return "VBD"
    if _is_lone_verb(words, tags, at):
        return "VBD"
    named = tags[at - 1] in NOUN or (tags[at - 1] == "POS" and tags[at - 2 : at - 1] == ["NNP"])
    return "VBD" if named and words[at] in tables.column("source_words", "word", role="never_after_noun") else ""


def _is_lone_verb(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Read "The operator estimated losses of 5 million" and "A, its operator estimated.", where no other verb is."""
    if tags[at - 1] == ",":
        lone = FINITE.isdisjoint(tags[at + 1 :]) and _after_insertion(tags, at, NOUN)
        return lone and _tag(tags, at + 1) in (*OBJECT, "NN", "NNS")
    start = next((i + 1 for i in range(at - 1, -1, -1) if tags[i] == ","), 0)
    stop = next((i for i in range(at + 1, len(tags)) if tags[i] == ","), len(tags))
    if tags[at - 1] not in NOUN or not FINITE.isdisjoint(tags[start:stop]):
        return False
    if start and tags[at + 1 : at + 2] == ["."]:
        return words[at - 1] in speaking_nouns() or noun_of((words[at - 1],)).person
    return start == 0 and (_tag(tags, at + 1) in (*OBJECT, "NN", "NNS") or "that" in words[at + 1 : at + 4])


def _after_insertion(tags: Sequence[str], at: int, heads: Sequence[str]) -> bool:
    """Tell whether a verb follows "Union leaders, citing documents," or "The firm, which builds ships,"."""
    opening = tags.index(",")
    plain = all(tag in WITHIN for tag in tags[:opening]) and any(tag in heads for tag in tags[:opening])
    inside = tags[opening + 1 : at - 1]
    opens = bool(inside) and (inside[0] in ("WDT", "WP", "VBG", "VBN") or set(inside) <= {"NNP", "HYPH"})
    return plain and opens and "," not in inside


def _first(tags: Sequence[str], stop: int) -> int:
    """Return where the noun phrase left of a token starts."""
    first = stop
    while first and tags[first - 1] in WITHIN:
        first -= 1
    return first


def _tag(tags: Sequence[str], at: int) -> str:
    return tags[at] if at < len(tags) else ""


RULES: dict[str, Callable[[Sequence[str], Sequence[str], int], str]] = {
    "NNS": _third_person,
    "VB": _base_form,
    "UH": _base_form,
    "NN": _plural,
    "VBN": _past,
}
"""The rule that is asked about a verb of saying, by the tag that it was given."""
