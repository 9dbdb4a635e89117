"""A mail is read for the eye: decoded, taken apart, and whatever somebody put into it never an exception."""

from datetime import UTC, datetime

import pytest

from app.models.rules import mails
from app.models.rules.mail_reading import MOST_PARTS, mail_of
from app.models.rules.mails import MOST_BOUNDARIES, MOST_MAIL, begins_as_mail, is_mail
from app.models.rules.media import MOST_TEXT
from app.models.rules.plain_html import words_of_html

HEADS = b"From: a@example.org\r\nSubject: x\r\n"
WHOLE = (
    b"Received: by mx\r\nFrom: =?utf-8?q?Andr=C3=A9_K=C3=BChn?= <a@example.org>\r\n"
    b"To: minister@example.be,\r\n =?iso-8859-1?B?SOls6G5l?= <h@example.be>\r\nCc: b@example.be\r\n"
    b"Date: Fri, 20 Nov 2026 23:15:00 +0100\r\nSubject: =?utf-8?b?SWsgd2VldCB3YWFyIHUgd29vbnQg4oCm?=\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="A"\r\n\r\n'
    b'--A\r\nContent-Type: multipart/alternative; boundary="B"\r\n\r\n'
    b"--B\r\nContent-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Ik weet waar u woont: 5=A4.\r\n"
    b"--B\r\nContent-Type: text/html\r\n\r\n<b>anders</b>\r\n--B--\r\n"
    b"--A\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Disposition: attachment; filename*=utf-8''hu%C3%ADs.jpg\r\n\r\n/9j/4AAQ\r\n"
    b"--A\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@example.org\r\n"
    b"Subject: =?utf-8?q?=C3=A9erder?=\r\n\r\nvroeger\r\n"
    b"--A--\r\n"
)


def test_a_mail_is_decoded_and_taken_apart() -> None:
    mail = mail_of(WHOLE)
    assert mail is not None
    assert mail.sender == "André Kühn <a@example.org>"
    assert mail.to == "minister@example.be, Hélène <h@example.be>"
    assert (mail.cc, mail.subject) == ("b@example.be", "Ik weet waar u woont …")
    assert mail.date == datetime(2026, 11, 20, 22, 15, tzinfo=UTC)
    assert (mail.text, mail.from_html) == ("Ik weet waar u woont: 5€.", False)
    assert [one.name for one in mail.inside] == ["huís.jpg", "éerder.eml"]
    assert mail.inside[0].data == b"\xff\xd8\xff\xe0\x00\x10"
    inner = mail_of(mail.inside[1].data)
    assert inner is not None
    assert (inner.sender, inner.subject, inner.text) == ("c@example.org", "éerder", "vroeger")


def test_of_html_only_the_words_are_read() -> None:
    web = (
        b"From: a@b.org\nSubject: y\nContent-Type: text/html; charset=utf-8\n\n<html><head><title>weg</title></head>"
        b"<style>p{}</style><p>E&eacute;n&nbsp;<img src='http://evil.example/x.png'>twee</p><!-- weg --><script>weg()"
        b"</script><div>drie &lt;b&gt; 1 < 2</div>"
    )
    mail = mail_of(web)
    assert mail is not None
    assert (mail.text, mail.from_html) == ("Eén twee\n\ndrie <b> 1 < 2", True)
    assert words_of_html("<script>" * 50_000) == words_of_html("<!--" * 50_000) == ""
    assert words_of_html("a<b" * 3) == "a"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Subject: x\n\ntekst", b"Notitie: om 8 u.\nVan: Jan\nGeen mail"])
def test_what_is_no_mail_is_none(data: bytes) -> None:
    assert not is_mail(data)
    assert mail_of(data) is None


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Type: text/plain; charset=klingon\r\n\r\nh\xc3\xa9",
        b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a-9" * 200,
        b"Content-Type: text/plain; charset=base64\r\n\r\n\xff\xfe",
        b"Content-Type: text/plain; charset*=utf-8''%%%\r\n\r\nx",
        b'Content-Type: text/plain; charset="\x00\xff"\r\n\r\nx',
        b"Content-Transfer-Encoding: base64\r\n\r\n====!!\xff",
        b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 x\n\xff\xff\n",
        b"Content-Type: multipart/mixed\r\n\r\n--A\r\n\r\nx",
        b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx',
        b"Date: Fri, 99 Foo 99999 99:99:99 +9999\r\n\r\nx",
        b"To: =?klingon?b?!!!?= =?utf-8?q?=ZZ?= \xff\xfe <\r\n\r\nx",
        b"Cc: " + b"(" * 3_000 + b"\r\n\r\nx",
        b"To: " + b"a@b.c," * 90_000 + b"\r\n\r\nx",
        b"Content-Disposition: attachment; filename*0*=x''%; filename*1=" + b";" * 500 + b"\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\n" * 3_000,
    ],
)
def test_a_mail_made_to_break_its_reader_is_never_an_exception(rest: bytes) -> None:
    mail = mail_of(HEADS + rest)
    assert mail is None or mail.sender == "a@example.org"


def test_what_a_broken_alphabet_leaves_is_readable() -> None:
    mail = mail_of(HEADS + b"Content-Type: text/plain; charset=klingon\r\n\r\nh\xc3\xa9 \xe2\x80\xae\x00x")
    assert mail is not None
    assert mail.text == "hé   x"  # nothing that turns the direction of a line


def test_size_parts_and_depth_are_bounded() -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(200))
    assert not is_mail(HEADS + nested)
    assert mail_of(HEADS + nested) is None
    assert nested.count(b"boundary") > MOST_BOUNDARIES
    parts = b"\r\n--A\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx" * (MOST_PARTS + 7)
    mail = mail_of(HEADS + b'Content-Type: multipart/mixed; boundary="A"\r\n' + parts + b"\r\n--A--\r\n")
    assert mail is not None
    assert (len(mail.inside), mail.more) == (MOST_PARTS, 7)
    long = mail_of(HEADS + b"\r\n" + b"x" * (5 * MOST_TEXT))
    assert long is not None
    assert len(long.text) == MOST_TEXT


def test_whether_it_begins_as_a_mail_is_told_without_going_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_data: bytes, _sign: bytes) -> int:
        pytest.fail("all of it was read")

    monkeypatch.setattr(mails, "_count", never)
    long = HEADS + b"\r\n" + b"x" * MOST_MAIL
    assert begins_as_mail(long)
    assert not is_mail(long), "too large to be taken apart"
    assert not begins_as_mail(b"PK\x03\x04" + HEADS)


@pytest.mark.parametrize("size", [1, 7, 8, 9, 64])
def test_what_is_counted_in_slices_is_counted_whole(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(mails, "_SLICE", size)
    data = b"Boundary boundaryboundary\n--x\n-- BOUNDARY\n" * 3
    found = [mails._count(data, sign) for sign in (b"boundary", b"\n--", b"\n")]
    assert found == [12, 6, 9]
