"""E-mails give what their sender wrote; newsletters, forwarded articles, mailboxes and saved pages are read."""

import time
from collections.abc import Iterable
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from case_files import GOOD

from analystkit.readers import read_files
from analystkit.readers.formats import read_bytes
from analystkit.records import Article, Skipped

MORE = (
    "About 20 warships stayed in the harbour, where they had arrived together with 40 aircraft in the spring of the "
    "year, and the ministry gave no date for their return, but spoke of several weeks at the very least."
)
TEXT = f"{GOOD}\n\n{MORE}"
PAGE = f"""<html><body><table><tr><td><a href="https://x.org/1">View this email in your browser</a></td></tr></table>
<h1>Troops leave</h1><p>{GOOD}</p><p>{MORE}</p>
<p>You are receiving this because you signed up 3 years ago. <a href="https://x.org/2">Unsubscribe</a></p></body></html>"""


def mail(plain: str = "", page: str = "", **fields: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Anna Petrova <anna@example.org>", "To": "me@example.org", "Subject": "Troops leave"} | fields
    given = {"Date": "Wed, 03 Nov 2021 23:30:00 -0500", "Message-ID": "<1@example.org>"} | given
    for name, value in given.items():
        message[name.replace("_", "-")] = value
    if plain:
        message.set_content(plain)
    if page and plain:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return message


def read(message: EmailMessage | bytes, name: str = "a.eml") -> Article:
    (article,) = read_bytes(message if isinstance(message, bytes) else bytes(message), name)
    assert isinstance(article, Article)
    return article


class TestMails:
    @pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
    def test_its_head_becomes_fields(self, name: str) -> None:
        article = read(mail(TEXT), name)
        assert (article.title, article.author, article.published) == ("Troops leave", "Anna Petrova", date(2021, 11, 3))
        assert (article.text, article.path) == (TEXT, name)

    def test_a_known_outlet_is_a_publisher_and_an_agency_is_via(self) -> None:
        assert read(mail(TEXT, From="BBC News <news@example.org>")).publisher == "BBC News"
        assert read(mail(TEXT, From='"Anna Petrova, Reuters" <a@example.org>')).via == "Reuters"

    def test_whoever_writes_to_a_list_is_a_publisher(self) -> None:
        article = read(mail(TEXT, From="Harbour Gazette <news@example.org>", List_Unsubscribe="<https://x.org/u>"))
        assert (article.publisher, article.author) == ("Harbour Gazette", "")

    def test_fields_in_other_letters_are_decoded(self) -> None:
        raw = bytes(mail(TEXT, Subject="SUBJECT")).replace(b"SUBJECT", b"=?koi8-r?B?98/K08vBINXIz8TR1A==?=")
        assert read(raw).title == "Войска уходят"

    def test_reply_marks_of_programs_are_no_part_of_the_headline(self) -> None:
        assert read(mail(TEXT, Subject="Re: AW: Troops leave")).title == "Troops leave"

    def test_attachments_are_not_read(self) -> None:
        message = mail(TEXT)
        message.add_attachment("Some 999 others left too.", filename="a.txt")
        assert read(message).text == TEXT

    @pytest.mark.parametrize("charset", ["utf-8", "cp1252", "no-such-charset"])
    def test_a_charset_wrong_or_unknown_fails_for_none(self, charset: str) -> None:
        message = mail(TEXT + " “Quoted.”")
        raw = bytes(message).replace(b'charset="utf-8"', f'charset="{charset}"'.encode())
        assert read(raw).text.endswith("“Quoted.”")

    def test_an_article_that_begins_like_one_is_none(self) -> None:
        article = read(f"From: Reuters\nDate: 3 November 2021\n\n{TEXT}".encode(), "a.txt")
        assert (article.via, article.text) == ("Reuters", TEXT)


@pytest.mark.parametrize(
    "added",
    [
        "On Wed, Nov 3, 2021 at 8:00 AM Ivan Kowal <i@example.org> wrote:\n> We counted 999.\n>\n>> And 888 before.\n",
        "On Wed, Nov 3, 2021 at 8:00 AM Ivan Kowal\n<i@example.org> wrote:\n\n> We counted 999.\n",
        "-----Original Message-----\nFrom: Ivan Kowal\nSent: 3 November 2021\n\nWe counted 999.",
        "From: Ivan Kowal\nSent: Wednesday, 3 November 2021 08:00\nTo: Anna\nSubject: Troops\n\nWe counted 999.",
        "-- \nAnna Petrova\nTel. 0123 999 888\n",
        "Sent from my iPhone 12",
        "https://example.org/999\n\nUnsubscribe | 999 Main Street",
        "You are receiving this email because you signed up 999 days ago.",
    ],
    ids=["quotation", "wrapped", "Outlook", "head", "signature", "phone", "links", "footer"],
)
def test_what_the_sender_did_not_write_is_left_out(added: str) -> None:
    assert read(mail(f"{TEXT}\n\n{added}")).text == TEXT


class TestQuotations:
    def test_an_answer_below_a_quotation_is_read(self) -> None:
        assert read(mail(f"On May 3 Ivan wrote:\n> How many?\n\n{TEXT}", Subject="Re: Troops")).text == TEXT

    def test_a_mail_that_is_nothing_but_a_quotation_is_read_as_such(self) -> None:
        assert read(mail("\n".join(f"> {line}" for line in TEXT.split("\n")))).text == TEXT

    def test_two_dashes_far_above_the_end_are_no_signature(self) -> None:
        rest = "\n".join(f"Brigade {number} sent 300 troops." for number in range(20))
        assert "Brigade 19" in read(mail(f"{GOOD}\n-- \n{rest}")).text

    @pytest.mark.parametrize(
        "mark",
        ["---------- Forwarded message ---------", "Begin forwarded message:", "-------- Forwarded Message --------"],
    )
    def test_a_mail_that_is_handed_on_is_what_is_read(self, mark: str) -> None:
        head = "From: BBC News <news@example.org>\nDate: Mon, 1 Nov 2021 at 08:00\nSubject: Troops go home\nTo: Anna"
        article = read(mail(f"See below, 999 again.\n\n{mark}\n{head}\n\n{TEXT}", Subject="Fwd: Troops go home"))
        assert (article.text, article.title) == (TEXT, "Troops go home")
        assert (article.publisher, article.published) == ("BBC News", date(2021, 11, 1))

    def test_handed_on_as_outlook_does(self) -> None:
        head = "From: Ivan Kowal\nSent: Monday, 1 November 2021 08:00\nTo: Anna\nSubject: Troops go home"
        article = read(mail(f"{head}\n\n{TEXT}", Subject="FW: Troops go home"))
        assert (article.text, article.author, article.published) == (TEXT, "Ivan Kowal", date(2021, 11, 1))


class TestNewsletters:
    @pytest.mark.parametrize("plain", ["", "View this email in your browser: https://x.org/1", "https://x.org/2 " * 50])
    def test_the_html_part_is_read_where_the_plain_one_is_no_good(self, plain: str) -> None:
        assert read(mail(plain, PAGE)).text == TEXT

    def test_the_plain_part_is_read_where_it_is_good(self) -> None:
        assert read(mail(TEXT, PAGE.replace("300", "999"))).text == TEXT

    def test_addresses_in_a_plain_part_are_left_out(self) -> None:
        text = TEXT.replace("warships", "warships <https://x.org/999>").replace(
            "aircraft", "aircraft (https://x.org/888)"
        )
        assert read(mail(text)).text == TEXT

    @pytest.mark.parametrize(
        "old",
        [
            '<div class="gmail_quote">On May 3 Ivan wrote:<blockquote>We counted 999 troops.</blockquote></div>',
            '<blockquote type="cite">We counted 999 troops.</blockquote>',
        ],
    )
    def test_older_mails_in_html_are_left_out(self, old: str) -> None:
        assert read(mail("", PAGE.replace("</body>", f"{old}</body>"))).text == TEXT

    def test_a_few_words_in_html_are_read_too(self) -> None:
        assert read(mail("", "<p dir='auto'>300 left.</p>")).text == "300 left."

    def test_the_day_is_that_of_the_mail(self) -> None:
        assert read(mail("", PAGE)).published == date(2021, 11, 3)


def mbox(*messages: EmailMessage) -> bytes:
    parts = (b"From anna@example.org Wed Nov  3 08:00:00 2021\n" + bytes(one) + b"\n" for one in messages)
    return b"".join(parts)


class TestMailboxes:
    def test_every_mail_is_an_article(self) -> None:
        found = list(read_bytes(mbox(mail("1: " + GOOD), mail("2: " + GOOD)), "a"))
        assert [(one.text[0], one.path) for one in found] == [("1", "a!1"), ("2", "a!2")]

    def test_a_mail_without_text_stops_no_other(self) -> None:
        empty = mail("", Subject="")
        found = list(read_bytes(mbox(empty, mail(GOOD)), "a.mbox"))
        assert [type(one) for one in found] == [Skipped, Article]

    def test_a_line_that_begins_with_from_is_text(self) -> None:
        (one,) = read_bytes(mbox(mail(f"{GOOD}\n\n>From 2014 on there were 300.\n")), "a.mbox")
        assert "From 2014 on" in one.text

    def test_memory_stays_flat_however_many_mails(self, tmp_path: Path) -> None:
        import tracemalloc

        with (tmp_path / "a.mbox").open("wb") as file:
            for _ in range(30):
                file.write(mbox(mail(GOOD)).replace(GOOD.encode(), GOOD.encode() + b"\n\n-- \n" + b"a" * 900_000))
        tracemalloc.start()
        assert sum(1 for _ in read_files(tmp_path)) == 30
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 25_000_000


class TestSavedPages:
    @pytest.fixture
    def saved(self) -> bytes:
        head = (
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nSubject: x\n"
            "Date: Mon, 1 Jan 2024 08:00:00 -0000\nMIME-Version: 1.0\n"
            'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
            "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://example.org/a\n\n"
        )
        rest = "\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0=\n--b--\n"
        return f"{head}{PAGE.replace('=', '=3D')}{rest}".encode()

    @pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a", "a.eml"])
    def test_the_page_is_read_with_its_address(self, saved: bytes, name: str) -> None:
        article = read(saved, name)
        assert (article.title, article.url) == ("Troops leave", "https://example.org/a")
        assert GOOD in article.text

    def test_the_day_on_which_it_was_saved_is_not_the_day_of_publication(self, saved: bytes) -> None:
        assert read(saved, "a.mht").published is None

    def test_one_without_a_page_says_so(self, saved: bytes) -> None:
        with pytest.raises(Exception, match="it holds no web page"):
            read(saved.replace(b"text/html", b"text/css"), "a.mht")


def nested(depth: int) -> Iterable[bytes]:
    yield b"MIME-Version: 1.0\nMessage-ID: <1@x>\n"
    for number in range(depth):
        yield b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)


HEAD = b"Message-ID: <1@x>\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"".join(nested(5000)),
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n" * 1_000_000,
        HEAD + b"Subject: " + b"a" * 10_000_000 + b"\n\n" + GOOD.encode(),
        HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\n" + GOOD.encode(),
        HEAD + b"From: " + b"<" * 100_000 + b"\n\n" + GOOD.encode(),
        HEAD + b"To: " + b"a@b, " * 100_000 + b"\n\n" + GOOD.encode(),
        HEAD + b"Date: 99999999999999999999\nFrom: \nSubject:\n\n" + GOOD.encode(),
        HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + GOOD.encode(),
        HEAD + b"Content-Type: text/plain\n\n" + b"> " * 5_000_000,
        HEAD + b"Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n" + b"=?" * 1_000_000,
        b"From a Wed Nov  3 08:00:00 2021\nA: b\n\n" + b"From a 2021\n\n" * 20_000,
    ],
    ids=["nested", "parts", "subject", "words", "brackets", "to", "date", "tags", "quoted", "base64", "mails"],
)  # fmt: skip
def test_hostile_mails_end_within_seconds(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(raw)
    begun = time.perf_counter()
    assert all(isinstance(one, Article) or one.step for one in read_files(tmp_path))
    assert time.perf_counter() - begun < 20
