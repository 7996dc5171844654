"""Parts of a whole and of a measure: "two-thirds", "one in five", "half a million", "1/2 pound"."""

import re
from functools import cache

from analystkit import tables
from analystkit.cardinals import Amount, any_of, multiply_scales, scale_words, values

__all__ = ["half_a_million", "half_a_unit", "part_of_percent", "share"]


def share(text: str, start: int) -> Amount | None:
    """Read "two-thirds", "a quarter of", "half the", "one in five", "1/3 of"."""
    for pattern in _shares():
        match = pattern.match(text, start)
        if match is not None:
            value = _divided(match)
            end = match.end("share") if "share" in pattern.groupindex else match.end()
            return Amount(start, end, value, value, value, "share", "fraction") if value else None
    return None


@cache
def _shares() -> tuple[re.Pattern[str], ...]:
    small = any_of(values("one", "teen", "ten"))
    one, many = any_of(values("denominator")), any_of(values("denominators"))
    whole = r"(?= (?:of|the|its|their|his|her|our|my|your|all|that|those|these|as)\b)"
    spans = r"(?! (?:years|days|months|weeks|hours|minutes))"
    written = (
        rf"(?P<top>{small}|\d+)[ -](?P<bottom>{many})\b(?! of an? (?:hour|day|second|million))",
        rf"(?P<top>one|an?)[ -](?P<bottom>{one})\b(?! of an? (?:hundred|thousand|[mbtr]+illion)){whole}",
        rf"(?P<top>one)[ -](?P<bottom>{one})\b(?! (?:million|thousand))",
        rf"(?<=by )(?P<top>an?)[ -](?P<bottom>{one})\b",
        rf"{HEDGED}(?P<top>an?)[ -](?P<bottom>{one})\b{ALONE}",
        rf"(?P<share>(?P<bottom>half)){whole}",
        rf"{HEDGED}(?P<bottom>half){ALONE}",
        rf"(?P<top>{small}|\d+) (?:in|out of)(?: every)? (?!(?:19|20)\d\d\b)(?P<bottom>{small}|\d+)\b{spans}",
        r"(?P<top>\d)/(?P<bottom>\d{1,2})(?= (?:of|the)\b)",
    )
    return tuple(re.compile(pattern, re.I) for pattern in written)


HEDGED = (
    r"(?:(?<=about )|(?<=around )|(?<=nearly )|(?<=almost )|(?<=roughly )|(?<=than )|(?<=just over )|(?<=just under ))"
)
ALONE = (
    r"(?=[.,;:)”’'\"]|\Z| (?:more|less|fewer|lower|higher)\b"
    r"| (?:in|on|and|or|as|to|since|by|were|was|are|is|have|has|live|come)\b)"
)
"""What stands around a share of something unsaid: "controls around a tenth"; "about a third man" has none."""


def _divided(match: re.Match[str]) -> float:
    parts = match.groupdict()
    top, bottom = _small(parts.get("top") or "one"), _small(parts["bottom"])
    return top / bottom if top < bottom else 0.0


def _small(word: str) -> float:
    known = values("one", "teen", "ten", "denominator", "denominators")
    return float(word) if word.isdigit() else known.get(word.lower(), 1.0)


def half_a_million(text: str, start: int) -> Amount | None:
    """Read "half a million", "half a dozen", "a quarter of a million"."""
    match = _half_scale().match(text, start)
    if match is None:
        return None
    part = 0.5 if "half" in match[0].lower() else 0.25
    value = part * multiply_scales(match["scales"])
    return Amount(start, match.end(), value, value, value, "half_a_million")


@cache
def _half_scale() -> re.Pattern[str]:
    part = r"(?:(?:a )?half|(?:a )?quarter)"
    return re.compile(rf"{part}(?:[ -](?:of )?an?)?(?P<scales>[ -]{scale_words()}\b)", re.I)


@cache
def _percent_part() -> re.Pattern[str]:
    one, many = any_of(values("denominator")), any_of(values("denominators"))
    small = any_of(values("one"))
    return re.compile(
        rf"(?:(?:an? |one[ -])?(?P<one>half|{one})|(?P<top>{small})[ -](?P<many>{many})|(?P<digits>0?\.\d+)(?= of))"
        r"(?: of)?(?: an?| one)?(?P<of>[ -](?:percentage point|per ?cent|basis point|point)\b)",
        re.I,
    )


def part_of_percent(text: str, start: int) -> Amount | None:
    """Read "half a percentage point", "a quarter-point", "0.25 of a per cent": the part is the number of percent."""
    match = _percent_part().match(text, start)
    if match is None:
        return None
    value = (
        float(match["digits"])
        if match["digits"]
        else _small(match["top"] or "one") / _small(match["one"] or match["many"])
    )
    whole = match["of"].lower().endswith("cent")
    end = match.end() if whole else match.start("of")
    return Amount(start, end, value, value, value, "part_of_percent", "percent" if whole else "")


@cache
def _half_unit() -> re.Pattern[str]:
    part = r"(?:half (?:of )?an?|(?P<top>\d)/(?P<bottom>\d\d?))"
    return re.compile(rf"{part}(?=[ -]{any_of(tables.column('units', 'form'))}\b)", re.I)


def half_a_unit(text: str, start: int) -> Amount | None:
    """Read "half a year", "half of a mile", "1/2 pound": half of a measure is a number of it, no share."""
    match = _half_unit().match(text, start)
    if match is None or match["bottom"] == "0":
        return None
    value = float(match["top"]) / float(match["bottom"]) if match["top"] else 0.5
    return Amount(start, match.end(), value, value, value, "half_a_unit")
