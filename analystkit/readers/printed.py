"""What a document's properties say of it, as far as its own text bears them out.

Word processors fill in a title and an author by themselves: "Microsoft Word - draft3.doc", "Administrator", the
name of the template. So such a property counts only where the document also prints it. The days in them tell
when a file was made, not when the text was published, and never count.
"""

from analystkit.readers.assembly import known_fields
from analystkit.readers.headers import Headers

__all__ = ["printed_fields"]

TOP = 3000
"""Characters of the beginning in which a document names itself and its author."""


def printed_fields(text: str, title: str, author: str) -> Headers:
    """Return the title and the author that a document both has as properties and prints.

    Examples
    --------
    >>> printed_fields("TROOPS LEAVE\\n\\nSome 300 left.", "Troops leave", "Administrator")
    {'title': 'Troops leave'}
    """
    top = _folded(text[:TOP])
    is_title = len(title.strip()) > 2 and _folded(title) in top
    is_author = " " in author.strip() and _folded(author) in top  # "Supreme" is printed in "Supreme Court"
    return known_fields(title=title if is_title else "", author=author if is_author else "")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
