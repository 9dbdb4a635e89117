"""The header's grammar where the public vectors say nothing: what we write is read back, what is near it is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.age import HeaderDamaged, HeaderForged, NewerAgeFile, NotAnAgeFile
from app.exchange.age.header import Stanza, decode_base64, encode_base64, parse_header, seal_header

KEY = bytes(range(16))
VISIBLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=90)


def a_header(*stanzas: Stanza) -> bytes:
    return seal_header(stanzas or (Stanza(("kind", "argument"), bytes(32)),), KEY)


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 95, 96, 97, 480])
def test_a_body_of_any_size_ends_with_a_short_line_and_is_read_back(size: int) -> None:
    stanza = Stanza(("kind",), bytes(size))
    lines = stanza.encode().split(b"\n")[1:-1]
    assert all(len(line) == 64 for line in lines[:-1])
    assert len(lines[-1]) < 64
    assert parse_header(a_header(stanza)).stanzas == (stanza,)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.lists(VISIBLE, min_size=1, max_size=4), st.binary(max_size=200)), min_size=1, max_size=4))
def test_what_is_written_is_read_back_and_its_mac_holds(parts: list[tuple[list[str], bytes]]) -> None:
    stanzas = tuple(Stanza(tuple(arguments), body) for arguments, body in parts)
    header = parse_header(a_header(*stanzas))
    assert header.stanzas == stanzas
    header.check(KEY)
    with pytest.raises(HeaderForged):
        header.check(bytes(16))


@pytest.mark.parametrize(
    "line",
    [
        b"->",
        b"-> ",
        b"->kind",
        b"-> kind ",
        b"->  kind",
        b"-> kind\t1",
        b"-> kin\x7f",
        b"-> kin\xc3\xa9",
        b" -> kind",
        b"=> kind",
        b"",
    ],
)
def test_a_stanza_line_that_is_nearly_right_is_refused(line: bytes) -> None:
    assert parse_header(a_header())
    with pytest.raises(HeaderDamaged):
        parse_header(a_header().replace(b"-> kind argument", line))


@pytest.mark.parametrize("body", [b"A", b"AAAAA", b"AA==", b"AB", b"AA\r", b"A-_A", b"A" * 65 + b"\nAA", b"A" * 64])
def test_a_body_that_is_nearly_right_is_refused(body: bytes) -> None:
    written = encode_base64(bytes(32))
    assert written in a_header()
    with pytest.raises(HeaderDamaged):
        parse_header(a_header().replace(written, body, 1))


def test_a_header_without_any_stanza_is_refused() -> None:
    lines = a_header().split(b"\n")
    with pytest.raises(HeaderDamaged):
        parse_header(lines[0] + b"\n" + lines[-2] + b"\n")


@pytest.mark.parametrize(
    ("beginning", "refusal"),
    [
        (b"age-encryption.org/v2", NewerAgeFile),
        (b"age-encryption.org/v11", NewerAgeFile),
        (b"age-encryption.org/", HeaderDamaged),
        (b"age-encryption.org/v1 ", HeaderDamaged),
        (b"age-encryption.com/v1", NotAnAgeFile),
        (b"\xef\xbb\xbfage-encryption.org/v1", NotAnAgeFile),
        (b"-----BEGIN AGE ENCRYPTED FILE-----", NotAnAgeFile),
    ],
)
def test_another_version_line_has_its_own_refusal(beginning: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        parse_header(a_header().replace(b"age-encryption.org/v1", beginning, 1))
    assert type(refused.value) is refusal


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=80))
def test_base64_has_one_form_for_each_content(data: bytes) -> None:
    text = encode_base64(data)
    assert decode_base64(text) == data
    with pytest.raises(HeaderDamaged):
        decode_base64(text + b"=")
