"""Cleaning changes what nobody sees and nothing that an analyst would quote."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analystkit.cleaning import clean_line, clean_text, decode_bytes, strip_markup

WRAPPED = """\
The ministry said on Wednesday that about 90,000 troops were stationed
near the border, and that they had arrived by rail in the past eleven
days together with dozens of tanks and much of what is needed for live-
fire training.

- 300 troops from the garrison of the northern harbour stay where they are
- 20 warships
"""


@pytest.mark.parametrize(
    "raw",
    [
        "“Zelenskiy’s” 5 €".encode(),
        "“Zelenskiy’s” 5 €".encode("utf-8-sig"),
        "“Zelenskiy’s” 5 €".encode("utf-16"),
        b"\xfe\xff" + "“Zelenskiy’s” 5 €".encode("utf-16-be"),
        "“Zelenskiy’s” 5 €".encode("utf-32"),
        "“Zelenskiy’s” 5 €".encode("cp1252"),
    ],
)
def test_every_common_encoding_gives_the_same_text(raw: bytes) -> None:
    assert decode_bytes(raw).lstrip("\ufeff") == "“Zelenskiy’s” 5 €"


def test_one_bad_byte_does_not_spoil_the_rest() -> None:
    assert decode_bytes("“red lines” ".encode() + b"\x93x\x94") == "“red lines” “x”"


def test_a_declared_encoding_is_respected_unless_the_bytes_are_utf8() -> None:
    assert decode_bytes("Лукашенко".encode("cp1251"), "Windows-1251") == "Лукашенко"
    assert decode_bytes("Лукашенко".encode(), "windows-1251") == "Лукашенко"


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "koi8-u"])
def test_undeclared_cyrillic_is_told_by_its_letters(codec: str) -> None:
    text = "Министр обороны сообщил в понедельник, что 300 солдат покинули границу."
    assert decode_bytes(text.encode(codec)) == text


def test_undeclared_latin_text_with_accents_is_not_cyrillic() -> None:
    text = "Le général a déclaré à la presse que 300 soldats étaient arrivés."
    assert decode_bytes(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("“red lines”".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d"), "“red lines”"),
        ("Лукашенко".encode().decode("latin-1"), "Лукашенко"),
        ("Zelenskiy’s 5 €".encode().decode("cp1252"), "Zelenskiy’s 5 €"),
        ("Zelenskiy’s".encode().decode("cp1252").encode().decode("cp1252"), "Zelenskiy’s"),
        ("\x93red lines\x94", "“red lines”"),
        ("4,000\u00a0troops à".encode().decode("latin-1"), "4,000 troops à"),
    ],
)
def test_wrong_decodings_are_undone(broken: str, whole: str) -> None:
    assert clean_text(broken) == whole


@pytest.mark.parametrize("name", ["no-such", "hex", "undefined", "unicode_escape", "../../etc"])
def test_a_declared_encoding_that_is_none_is_ignored(name: str) -> None:
    assert decode_bytes(b"\x93x\x94", name) == "“x”"


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "gbk", "shift_jis", "x"]))
def test_no_bytes_fail(raw: bytes, charset: str) -> None:
    clean_text(strip_markup(decode_bytes(raw, charset))).encode("utf-8")


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("4,000\u00a0troops\u2009and\u3000ships", "4,000 troops and ships"),
        ("Lu\u00adka\u200bshen\u2060ko\ufeff", "Lukashenko"),
        ("o\ufb03cial \ufb01re", "official fire"),
        ("Cafe\u0301", "Café"),
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one\u2029two", "one\n\ntwo"),
        ("one\n \u00a0 \n\n\ntwo", "one\n\ntwo"),
        ("a \ud800lone half", "a lone half"),
        ("\u202eRLO", "RLO"),
    ],
)
def test_invisible_characters_go(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@pytest.mark.parametrize(
    "kept", ["“Putin’s ‘red lines’” — 5 €…", "½ of 10 m² at 17 °C", "Łódź, Čapek, 台北", "№ 5 − 3 ≈ 2", "À Ù Ç • Ã"]
)
def test_printed_characters_stay(kept: str) -> None:
    assert clean_text(kept) == kept


@example("Â\r0")
@given(st.text(max_size=300))
def test_cleaning_clean_characters_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


def test_wrapped_lines_become_paragraphs_and_lists_stay_lines() -> None:
    paragraph, items = clean_text(WRAPPED).split("\n\n")
    assert "\n" not in paragraph
    assert "stationed near the border" in paragraph
    assert "for live-fire training" in paragraph
    assert items.split("\n")[1] == "- 20 warships"


def test_short_lines_stay_lines() -> None:
    lines = "Tanks 300\nWarships 20\nTroops about 4,000\nAircraft 12"
    assert clean_text(lines) == lines


def test_paragraphs_on_one_long_line_each_are_not_joined() -> None:
    lines = "\n".join(f"Paragraph {number} tells of troops and ships. " * 4 for number in range(4))
    assert clean_text(lines).count("\n") == 3


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("!-- Tag manager (tag.js) -->\n\nText", "Text"),
        ("<!-- a\ncomment -->Text", "Text"),
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("One<br/>two", "One\ntwo"),
        ("<b>4,000</b> troops", "4,000 troops"),
        ("<script>var troops = 300;</script>Text", "Text"),
        ("gtag('js', new Date());\nText", "Text"),
        ("function gtag(){dataLayer.push(arguments);}\nText", "Text"),
        ("Fish &amp; Co&nbsp;said &#8220;no&#8221;", "Fish & Co said “no”"),
    ],
)
def test_leftover_markup_goes(dirty: str, clean: str) -> None:
    assert clean_text(strip_markup(dirty)) == clean


@pytest.mark.parametrize(
    "kept",
    [
        "x < 5 and y > 3",
        "<name withheld> said so",
        "AT&T and R&D; Q&A",
        "the 3rd Brigade (reserve);",
        "troops --> border",
        "the reserve (300 men) {sic}",
    ],
)
def test_what_only_looks_like_markup_stays(kept: str) -> None:
    assert clean_text(strip_markup(kept)) == kept


@pytest.mark.parametrize(
    "piece", ["<!--", "-->", "<script>", "</script", "<p ", "&#1", "(a);", " ", "\n\t", "{ a(", "a-\n"]
)
def test_hostile_repetition_is_cleaned_in_seconds(piece: str) -> None:
    begun = time.perf_counter()
    clean_text(strip_markup(piece * 200_000))
    assert time.perf_counter() - begun < 10
