"""Each entry of a feed is an article; feeds that are bombs or reach outside are harmless."""

import base64
import time
from datetime import date
from pathlib import Path

import pytest
from case_files import GOOD

from analystkit.errors import SourceError
from analystkit.readers.formats import read_bytes
from analystkit.records import Article, Skipped

MORE = "More of them were expected to follow in the week after."

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Gazette</title><language>en-gb</language>{items}</channel></rss>"""

ITEM = """<item><title>Troops leave</title><link>https://example.org/a</link>
<dc:creator>Anna Petrova, Reuters</dc:creator><pubDate>Wed, 03 Nov 2021 23:30:00 -0500</pubDate>{more}</item>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Gazette</title><entry>
<title type="html">Troops &lt;b&gt;leave&lt;/b&gt;</title><link href="https://example.org/a"/>
<author><name>Anna Petrova</name></author><author><name>Ivan Kowal</name></author>
<updated>2021-12-24T00:00:00Z</updated>{more}</entry></feed>"""


def read(raw: str | bytes, name: str = "a.xml") -> list[Article | Skipped]:
    return list(read_bytes(raw.encode() if isinstance(raw, str) else raw, name))


def one(raw: str | bytes) -> Article:
    (article,) = read(raw)
    assert isinstance(article, Article), article
    return article


def rss(more: str) -> Article:
    return one(RSS.format(items=ITEM.format(more=more)))


class TestRss:
    def test_an_entry_is_an_article_with_its_fields(self) -> None:
        article = rss(f"<description>{GOOD}</description>")
        assert (article.text, article.title, article.published) == (GOOD, "Troops leave", date(2021, 11, 3))
        assert (article.publisher, article.author, article.via) == ("Harbour Gazette", "Anna Petrova", "Reuters")
        assert (article.url, article.language, article.path) == ("https://example.org/a", "en", "a.xml!1")

    def test_the_content_comes_before_the_summary(self) -> None:
        article = rss(
            f"<description>Short.</description><content:encoded><![CDATA[<p>{GOOD}</p><script>x(12);</script>"
            f"<p>{MORE} &amp; so on</p>]]></content:encoded>"
        )
        assert article.text == f"{GOOD}\n\n{MORE} & so on"

    def test_the_headline_is_not_counted_twice(self) -> None:
        assert rss(f"<description>&lt;h1&gt;Troops leave&lt;/h1&gt;&lt;p&gt;{GOOD}</description>").text == GOOD

    def test_a_headline_alone_is_the_text(self) -> None:
        assert rss("").text == "Troops leave"

    def test_an_entry_without_anything_stops_no_other(self) -> None:
        found = read(RSS.format(items="<item><link>https://example.org/b</link></item>" + ITEM.format(more="")))
        assert [type(entry) for entry in found] == [Skipped, Article]
        assert found[0].path == "a.xml!1"

    def test_a_feed_of_the_first_kind_calls_its_day_dc_date(self) -> None:
        raw = (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title></channel>'
            f"<item><title>t</title><description>{GOOD}</description><dc:date>2021-11-03</dc:date></item></rdf:RDF>"
        )
        assert (one(raw).text, one(raw).published) == (GOOD, date(2021, 11, 3))


class TestAtom:
    def test_an_entry_is_an_article_with_its_fields(self) -> None:
        more = f"<published>2021-11-03T23:30:00-05:00</published><summary>Short.</summary><content>{GOOD}</content>"
        article = one(ATOM.format(more=more))
        assert (article.text, article.published) == (GOOD, date(2021, 11, 3))
        assert article.author == "Anna Petrova, Ivan Kowal"

    def test_the_day_of_an_update_is_not_the_day_of_publication(self) -> None:
        assert one(ATOM.format(more=f"<content>{GOOD}</content>")).published is None

    def test_content_in_any_wrapping(self) -> None:
        packed = base64.b64encode(GOOD.encode()).decode()
        for content in (
            f'<content type="html">&lt;p&gt;{GOOD}&lt;/p&gt;</content>',
            f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{GOOD}</p></div></content>',
            f'<content type="text/plain" mode="base64">{packed}</content>',
        ):
            assert one(ATOM.format(more=content)).text == GOOD


class TestRecognised:
    @pytest.mark.parametrize("name", ["a.xml", "a.rss", "a", "a.html", "a.txt"])
    def test_by_content_under_any_name(self, name: str) -> None:
        assert read(RSS.format(items=ITEM.format(more=GOOD)), name)[0].path == f"{name}!1"

    def test_in_another_encoding(self) -> None:
        raw = RSS.replace("utf-8", "windows-1251").format(
            items=ITEM.format(more="<description>Понедельник</description>")
        )
        assert one(raw.encode("cp1251")).text == "Понедельник"
        assert one(raw.replace("windows-1251", "utf-16").encode("utf-16")).text == "Понедельник"

    def test_other_xml_is_no_feed(self) -> None:
        with pytest.raises(SourceError, match="the feed has no entries"):
            read("<?xml version='1.0'?><urlset><url/></urlset>")


def entities(depth: int) -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE rss [<!ENTITY e0 "ha ha ha ha ">{lines}]>'


class TestHostile:
    @pytest.mark.parametrize(
        "raw",
        [
            RSS.replace("<rss", entities(12) + "<rss").format(items=ITEM.format(more="&e11;")),
            RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY e "{"a" * 100_000}">]><rss').format(
                items=ITEM.format(more=f"<description>{'&e;' * 100_000}</description>")
            ),
            RSS.format(items=ITEM.format(more=f"<description>{'<div>' * 100_000}{GOOD}")),
            RSS.format(items=ITEM.format(more=f"<description>{'&lt;div&gt;' * 100_000}{GOOD}</description>")),
            RSS.format(items="<item>" * 100_000),
            RSS.format(items=ITEM.format(more=f"<description>{'&' * 300_000}</description>")),
            RSS.format(items=ITEM.format(more=f"<description>{'<![CDATA[' * 100_000}</description>")),
            "<rss " + "a='b' " * 100_000,
            "<!--" * 200_000 + "<rss>",
        ],
        ids=["laughs", "blow-up", "nested", "escaped", "items", "ampersands", "cdata", "attributes", "comments"],
    )  # fmt: skip
    def test_it_ends_within_seconds(self, raw: str) -> None:
        begun = time.perf_counter()
        try:
            texts = [entry.text for entry in read(raw) if isinstance(entry, Article)]
        except SourceError as error:
            assert error.step  # noqa: PT017 -- either an article or a reason
        else:
            assert sum(map(len, texts)) < 2_000_000
        assert time.perf_counter() - begun < 20

    def test_a_file_of_this_machine_is_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("the secret")
        outside = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss'
        raw = RSS.replace("<rss", outside).format(items=ITEM.format(more=f"<description>{GOOD} &x;</description>"))
        assert "secret" not in one(raw).text
