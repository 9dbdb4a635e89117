"""The code on a paper: read back whole, and worthless once anything in it is changed."""

from dataclasses import replace

import pytest
import segno
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.documents.qr import qr_modules
from app.documents.seal import ForgedPaper, Seal, UnreadableSeal, check, copy_code, page_hash, parse, spoken

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def verify(message: bytes, signature: bytes) -> bool:
    try:
        KEY.public_key().verify(signature, message)
    except InvalidSignature:
        return False
    return True


def a_seal() -> Seal:
    hashes = [page_hash(["een bladzijde"]), page_hash(["nog een"])]
    facts = Seal(
        registration="P-2026-BRU1-0118",
        version=3,
        copy=2,
        copies=5,
        page=1,
        pages=2,
        page_hash=hashes[0],
        log_head=bytes.fromhex("9f3c61d0a2b744e1"),
        code=copy_code("P-2026-BRU1-0118", 3, 2, hashes),
    )
    return replace(facts, signature=KEY.sign(facts.message()))


def test_a_code_reads_back_as_the_facts_it_was_made_of() -> None:
    assert parse(a_seal().text()) == a_seal()
    assert check(f"  {a_seal().text()}\r\n", verify) == a_seal()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("registration", "P-2026-BRU1-0119"),
        ("version", 4),
        ("copy", 3),
        ("copies", 6),
        ("page", 2),
        ("pages", 3),
        ("page_hash", bytes(16)),
        ("log_head", bytes(8)),
        ("code", bytes(5)),
        ("signature", bytes(64)),
    ],
)
def test_a_changed_fact_is_a_forged_paper(field: str, value: object) -> None:
    forged = replace(a_seal(), **{field: value})  # type: ignore[arg-type]  # each value has its field's type
    with pytest.raises(ForgedPaper) as refused:
        check(forged.text(), verify)
    assert str(refused.value.registration) in refused.value.say("fr")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://voorbeeld.example",
        a_seal().text()[:-1],
        a_seal().text() + "A",
        a_seal().text().replace("PRS1", "PRS2"),
        a_seal().text().replace(" 2/5 ", " 6/5 "),
        a_seal().text().replace(" 1/2 ", " 0/2 "),
        a_seal().text().lower(),
        "PRS1 " + "X" * 100_000,
    ],
)
def test_what_is_not_a_whole_code_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableSeal):
        parse(text)


def test_facts_cannot_slide_from_one_field_into_the_next() -> None:
    one = replace(a_seal(), registration="P-1", version=12)
    other = replace(a_seal(), registration="P-11", version=2)
    assert one.message() != other.message()


def test_the_code_to_be_read_out_has_no_letters_one_mishears() -> None:
    assert spoken(bytes(5)) == "0000-0000"
    assert spoken(b"\xff" * 5) == "ZZZZ-ZZZZ"
    told = {letter for number in range(256) for letter in spoken(bytes([number] * 5))}
    assert not told & set("ILOU")


def test_a_page_hash_changes_with_every_word_and_with_its_lines() -> None:
    assert page_hash(["a", "b"]) != page_hash(["a b"])
    assert page_hash(["a", "b"]) != page_hash(["b", "a"])
    assert len(page_hash([])) == 16


def test_the_qr_code_is_that_of_the_text_and_fits_its_square() -> None:
    text = a_seal().text()
    modules = qr_modules(text, 10, 20, 59)
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=0)
    assert code.mode == "alphanumeric"
    assert [list(row) for row in modules.rows] == [[bool(module) for module in row] for row in code.matrix]
    assert 59 / 72 * 25.4 / (len(modules.rows) + 8) >= 0.33  # millimetres a module, quiet zone included
