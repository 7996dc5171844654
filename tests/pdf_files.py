"""Small PDF files for the tests: text at places, in one of the fonts that every reader knows."""

import zlib

WIDTH, HEIGHT = 600, 800


def pdf(*pages: list[tuple[float, float, str]], size: int = 10, title: str = "", stream: bytes | None = None) -> bytes:
    """Return a PDF of pages, each a list of (x, y from the top, text)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        drawn = "".join(f"BT /F {size} Tf {x} {HEIGHT - y} Td ({escaped(text)}) Tj ET\n" for x, y, text in page)
        content = zlib.compress(stream if stream is not None else drawn.encode("cp1252"))
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (WIDTH, HEIGHT, len(objects))
        )
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    objects.append(b"<</Title(%s)>>" % title.encode())
    return written(objects)


def written(objects: list[bytes]) -> bytes:
    """Return numbered objects as a file; the first is its root and the last its properties."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(objects), len(out))
    )


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def column(lines: list[str], x: float = 50, y: float = 100, step: float = 12) -> list[tuple[float, float, str]]:
    """Return lines one below the other."""
    return [(x, y + step * number, line) for number, line in enumerate(lines)]
