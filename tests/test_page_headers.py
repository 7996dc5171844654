"""A page's headline, byline and outlet: chosen among the several that it gives, without what belongs to its site."""

import time
from typing import Any

import pytest

from analystkit.readers.formats import read_bytes
from analystkit.readers.page_titles import Headlines, choose_title, without_site
from analystkit.records import Article

BODY = "<p>Some 300 troops left the border on Monday, the Defence Ministry said, and more were to follow.</p>"
PARAGRAPHS = "".join(
    f"<p>Brigade {n} of the garrison left the border on Monday with all of its trucks.</p>" for n in "ab"
)
LEAVE = "Some 300 troops leave the border"


def page(head: str = "", top: str = f"<h1>{LEAVE}</h1>", end: str = "") -> Article:
    text = f"<html lang='en'><head>{head}</head><body><article>{top}{BODY}{PARAGRAPHS}{end}</article></body></html>"
    return next(read_bytes(text.encode(), "a.html"))


def linked(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


def headlines(**given: Any) -> Headlines:
    empty: dict[str, Any] = {"linked": "", "shared": [], "windowed": "", "printed": [], "sites": []}
    return Headlines(**(empty | given))


class TestHeadlines:
    def test_the_linked_headline_leads(self) -> None:
        given = headlines(linked="Troops leave the border", shared=["Border empty as troops leave"], printed=[LEAVE])
        assert choose_title(given) == "Troops leave the border"

    def test_a_linked_headline_that_nothing_vouches_for_is_of_another_article(self) -> None:
        given = headlines(linked="Six cakes for autumn", shared=[LEAVE], printed=[LEAVE])
        assert choose_title(given) == LEAVE

    def test_a_linked_headline_that_was_cut_off_is_taken_whole(self) -> None:
        assert choose_title(headlines(linked="Some 300 troops leave…", printed=[LEAVE])) == LEAVE

    def test_without_linked_data_the_shared_title_leads_and_loses_its_site(self) -> None:
        given = headlines(shared=[f"{LEAVE} - Harbour Post"], printed=["Menu", LEAVE], windowed="Harbour Post")
        assert choose_title(given) == LEAVE

    def test_a_shared_title_that_is_the_site_is_no_headline(self) -> None:
        given = headlines(shared=["Harbour Post"], printed=[LEAVE], windowed=f"{LEAVE} | Harbour Post")
        assert choose_title(given) == LEAVE

    def test_a_heading_alone_is_taken_as_it_is(self) -> None:
        assert choose_title(headlines(printed=[LEAVE])) == LEAVE
        assert choose_title(headlines()) == ""


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Troops leave | Harbour Post", "Troops leave"),
        ("Troops leave – The Harbour Post", "Troops leave"),
        ("Troops leave :: harbourpost.com", "Troops leave"),
        ("Harbour Post | Troops leave", "Troops leave"),
        ("Troops leave - Harbour Post Online", "Troops leave"),
        ("BUDGET | Troops leave", "BUDGET | Troops leave"),
        ("Harbour Post", "Harbour Post"),
        ("Troops - and ships - leave", "Troops - and ships - leave"),
    ],
)
def test_the_name_of_the_site_is_dropped_at_either_end(title: str, bare: str) -> None:
    assert without_site(title, ["Harbour Post", "harbourpost.com"]) == bare


class TestBylines:
    def test_a_reference_to_a_node_elsewhere_is_followed(self) -> None:
        graph = '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}}, {"@id": "#a", "name": "Anna Petrova"}]}'
        assert page(linked(graph)).author == "Anna Petrova"

    def test_the_outlet_itself_is_no_author(self) -> None:
        script = '{"@type": "NewsArticle", "author": {"name": "Harbour Post"}, "publisher": {"name": "Harbour Post"}}'
        article = page(linked(script))
        assert (article.author, article.publisher) == ("", "Harbour Post")

    def test_an_agency_among_the_authors_is_the_agency(self) -> None:
        article = page(linked('{"@type": "NewsArticle", "author": [{"name": "Anna Petrova"}, {"name": "AP"}]}'))
        assert (article.author, article.via) == ("Anna Petrova", "Associated Press")

    def test_a_printed_byline_is_read_where_tags_have_none(self) -> None:
        byline = '<div class="post-byline">By <a rel="author">Anna Petrova</a></div>'
        assert page(top=f"<h1>{LEAVE}</h1>{byline}").author == "Anna Petrova"

    def test_names_of_other_articles_authors_are_no_byline(self) -> None:
        cards = '<a class="card-author">Anna Petrova</a><a class="card-author">John O\'Neill</a>'
        assert page(end=cards).author == ""

    @pytest.mark.parametrize("name", ["admin", "https://example.org/author/7"])
    def test_an_account_is_no_author(self, name: str) -> None:
        assert page(f'<meta name="author" content="{name}">').author == ""


class TestOutlets:
    def test_the_name_is_taken_as_it_is_written_out(self) -> None:
        article = page(
            '<meta property="og:site_name" content="harbourpost">'
            + linked('{"@type": "NewsArticle", "publisher": {"name": "Harbour Post"}}')
        )
        assert article.publisher == "Harbour Post"

    def test_it_may_stand_in_the_window_alone(self) -> None:
        window = f"<title>{LEAVE} - The Harbour Post</title>"
        address = '<link rel="canonical" href="https://www.theharbourpost.com/a">'
        assert page(window + address).publisher == "The Harbour Post"
        assert page(window).publisher == ""


class TestTheText:
    @pytest.mark.parametrize(
        "teaser",
        [
            '<p><a href="/b">Some 900 tanks left the southern border in the spring, says ministry</a></p>',
            '<h3><a href="/b">Some 900 tanks left the southern border in the spring, says ministry</a></h3>',
            "<p>More: some 900 tanks left the southern border</p>",
            "<p>(Image: 900 tanks on their way)</p>",
        ],
    )
    def test_teasers_and_credits_are_no_part_of_it(self, teaser: str) -> None:
        assert "900" not in page(end=teaser).text

    def test_a_link_within_a_sentence_stays(self) -> None:
        assert "900 tanks" in page(end='<p>Before them <a href="/b">900 tanks</a> had left the border.</p>').text

    def test_the_printed_headline_is_not_in_it_where_another_was_chosen(self) -> None:
        article = page(linked('{"@type": "NewsArticle", "headline": "Troops leave the border"}'))
        assert article.title == "Troops leave the border"
        assert article.text.startswith("Some 300 troops left")


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (f"<title>{' | a' * 100_000}</title>", "<h1>a</h1>"),
        ("", f"<h1>{' - a' * 100_000}</h1>"),
        ("", "<span class=byline>By Anna and </span>" * 20_000),
        ("", "<div class=author>" * 200 + "word " * 100_000 + "</div>" * 200),
        ("", "<ul><li>" * 100 + "<a href=b>y</a>" + "<b></b>" * 100_000 + "</li></ul>" * 100),
    ],
)
def test_hostile_heads_are_read_in_seconds(head: str, top: str) -> None:
    begun = time.perf_counter()
    page(head, top)
    assert time.perf_counter() - begun < 20
