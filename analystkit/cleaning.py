"""From bytes to clean text, frozen for ever: every offset in the tables points into what is returned here.

Nothing an analyst would quote is changed: letters, quotes, dashes and digits stay as they are printed. What
goes is what nobody sees: control and zero-width characters, odd spaces, leftover markup, and the line ends of
a text wrapped at a fixed width.
"""

import codecs
import html
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, pairwise
from unicodedata import category, normalize

from analystkit import tables

__all__ = ["clean_line", "clean_text", "decode_bytes", "strip_markup"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65_536
"""Bytes from which an undeclared encoding is told."""

LIGATURES = range(0xFB00, 0xFB07)

NARROWEST, WIDEST = 60, 100
"""Columns at which texts are wrapped by hand or by mail programs; longer lines are whole paragraphs."""

STARTS_ITEM = re.compile(r"(?:[-–—*•·▪►]|\(?\w{1,2}[.)])\s|[A-Z][A-Za-z ]{1,20}:\s")
"""A list item or a label such as "Source: ": the start of a line of its own."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
STRAY_COMMENT = re.compile(r"^[ \t]*(?:<?!--.*|-->[ \t]*)$", re.MULTILINE)
CODE = re.compile(r"""\w\([^()]*\)+;|\w ?= ?[\w'"\[{(].*;|[;){] ?\}|\w\([^()]*\) ?\{|[\w)] ?=> ?[{(]""")
CODE_ENDS, LONGEST_CODE = (";", "{", "}"), 300


def decode_bytes(raw: bytes, charset: str = "") -> str:
    """Return the text of a file's bytes; no bytes fail.

    Parameters
    ----------
    raw : the bytes. A byte-order mark decides first, then valid UTF-8, then ``charset``, then Cyrillic by how
        its letters lie in KOI8 and Windows-1251, and last Windows-1252 for each byte that is not UTF-8.
    charset : the name of an encoding that the file itself declares; unknown names count as none.

    Examples
    --------
    >>> decode_bytes(b"\\x93red lines\\x94"), decode_bytes("“red lines”".encode("utf-16"))
    ('“red lines”', '“red lines”')
    """
    for mark, codec in BOMS:
        if raw.startswith(mark):
            return raw.decode(codec, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        codec = tables.mapping("charsets", "label", "codec").get(charset.strip().lower()) or _cyrillic(raw)
        return raw.decode(codec, "replace") if codec else raw.decode("utf-8", WINDOWS)


def clean_text(text: str) -> str:
    """Return text with its characters, spaces, lines and paragraphs in order.

    Paragraphs are parted by one empty line. Lines of a text wrapped at a fixed width are joined; the short
    lines of a list stay lines.

    Examples
    --------
    >>> clean_text("Russia has\\u00a0warned  NATO.\\r\\n\\r\\n\\r\\n\\u00a0 \\u00a0\\r\\nBelarus echoed it.")
    'Russia has warned NATO.\\n\\nBelarus echoed it.'
    """
    blocks = list(_blocks(" ".join(line.split()) for line in _characters(text).split("\n")))
    width = _wrapped_at(blocks)
    return "\n\n".join("\n".join(_unwrapped(block, width)) for block in blocks)


def clean_line(text: str) -> str:
    """Return text as one clean line: a title, a name.

    Examples
    --------
    >>> clean_line(" Troops\\n leave\\u200b ")
    'Troops leave'
    """
    # Again, until nothing changes: "Â" before a line break is no wrong decoding, before a space it may be one.
    line = " ".join(_characters(text).split())
    return line if line == text else clean_line(line)


def strip_markup(text: str) -> str:
    """Return plain text without the comments, tags, scripts and entities that were left in it.

    Only names that HTML knows are tags: "x < 5 and y > 3" and "<name withheld>" stay.

    Examples
    --------
    >>> strip_markup("!-- tag.js -->\\n<p>Over 300 &amp; counting,<br>x < 5</p>").split()
    ['Over', '300', '&', 'counting,', 'x', '<', '5']
    """
    text = STRAY_COMMENT.sub("", _without("-->", COMMENT, text))
    for tag in sorted(tables.column("markup", "tag", kind="dropped")):
        text = _without(f"</{tag}>", _element(tag), text)
    text = _tags("block").sub("\n\n", _tags("line").sub("\n", text))
    text = ENTITY.sub(_entity, _tags("inline").sub("", text))
    return "\n".join(line for line in text.split("\n") if not _is_code(line.rstrip()))


def _cyrillic(raw: bytes) -> str:
    """Return the codec of undeclared Cyrillic, "" where most letters are Latin or most bytes are UTF-8.

    Small letters are the many: they fill the last two rows in Windows-1251, and the two before in KOI8.
    """
    head = raw[:SAMPLE]
    early, late = sum(0xC0 <= byte < 0xE0 for byte in head), sum(byte >= 0xE0 for byte in head)
    latin = sum(byte < 0x80 and chr(byte).isalpha() for byte in head)
    broken = head.decode("utf-8", "replace").count("\ufffd")
    if early + late <= latin or broken < (early + late) / 2:
        return ""
    return "koi8-u" if early > late else "cp1251"


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


WINDOWS = "analystkit-windows-1252"
codecs.register_error(WINDOWS, _windows)


class _Characters(dict[int, str]):
    """What each character becomes, decided once per character."""

    def __missing__(self, code: int) -> str:
        self[code] = _character(chr(code))
        return self[code]


def _character(char: str) -> str:
    if char in "\n\v\f\x85\u2028":
        return "\n"
    if char == "\u2029":
        return "\n\n"
    if ord(char) in LIGATURES:
        return normalize("NFKC", char)
    kind = category(char)
    if kind == "Zs" or char == "\t":
        return " "
    return "" if kind in ("Cc", "Cf", "Cs") else char


CHARACTERS = _Characters()


def _repaired(text: str) -> str:
    """Undo what a wrong decoding did, line by line, where nothing else can have been meant: "itâ€™s" is "it’s".

    A line that could be right is left alone, and so is one where letters were lost.
    """
    if text.isascii():
        return text
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    lines = text.split("\n")
    return "\n".join(fix_encoding(line, replace_lossy_sequences=False) if is_bad(line) else line for line in lines)


def _characters(text: str) -> str:
    text = _repaired(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad\n", "")
    return normalize("NFC", text.translate(CHARACTERS))


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    for filled, block in groupby(lines, key=bool):
        if filled:
            yield list(block)


def _wrapped_at(blocks: list[list[str]]) -> int:
    """Return the column at which a text is wrapped, 0 where lines end by themselves.

    Greedy wrapping leaves a proof: the first word of the next line would not have fitted.
    """
    pairs = [pair for block in blocks for pair in pairwise(block) if not STARTS_ITEM.match(pair[1])]
    width = max((len(line) for line, _ in pairs if " " in line), default=0)
    full = sum(_is_full(line, following, width) for line, following in pairs)
    return width if NARROWEST <= width <= WIDEST and full >= max(2, 0.6 * len(pairs)) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _unwrapped(block: list[str], width: int) -> Iterator[str]:
    whole = block[0]
    for line, following in pairwise(block):
        if not (width and _goes_on(line, following, width)):
            yield whole
            whole = following
        elif re.search(r"\w-\Z", line) and following[0].isalnum():
            whole += following
        else:
            whole = f"{whole} {following}"
    yield whole


def _goes_on(line: str, following: str, width: int) -> bool:
    if STARTS_ITEM.match(following):
        return False
    return _is_full(line, following, width) or (following[0].islower() and line[-1] not in ".!?:;")


def _without(closing: str, pattern: re.Pattern[str], text: str) -> str:
    """Drop a pattern's matches up to its last closing mark: after it each opening would scan to the end."""
    end = max(text.rfind(closing), text.rfind(closing.upper())) + len(closing)
    return pattern.sub(" ", text[:end]) + text[end:] if end >= len(closing) else text


@cache
def _element(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<{tag}\b.*?</{tag}>", re.DOTALL | re.IGNORECASE)


@cache
def _tags(kind: str) -> re.Pattern[str]:
    names = "|".join(sorted(tables.column("markup", "tag", kind=kind)))
    return re.compile(rf"</?(?:{names})(?:\s[^<>]*)?/?>", re.IGNORECASE)


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _is_code(line: str) -> bool:
    """A line of script such as ``gtag('js', new Date());``; "the 3rd Brigade (reserve);" is none."""
    return line.endswith(CODE_ENDS) and len(line) <= LONGEST_CODE and CODE.search(line) is not None
