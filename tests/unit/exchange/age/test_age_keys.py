"""Keys in text: what the format's own examples say, what a mistyped one gets, and that no secret is ever shown."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import KnownError, PraesidiumError, UserError
from app.core.i18n import LANGUAGES
from app.exchange.age import (
    HybridIdentity,
    HybridRecipient,
    IdentityUnreadable,
    RecipientUnreadable,
    X25519Identity,
    X25519Recipient,
    bech32,
    parse_identity,
    parse_recipient,
    refusals,
)
from tests.unit.exchange.age.sealing import CURVE, LATTICE

EXAMPLE_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
EXAMPLE_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


def test_the_example_of_the_format_is_read_and_written_back() -> None:
    identity = parse_identity(EXAMPLE_IDENTITY)
    assert identity.recipient.encode() == EXAMPLE_RECIPIENT
    assert identity.encode() == EXAMPLE_IDENTITY
    assert parse_recipient(EXAMPLE_RECIPIENT) == identity.recipient


@pytest.mark.parametrize("identity", [CURVE, LATTICE], ids=["x25519", "hybrid"])
def test_keys_survive_their_text(identity: X25519Identity | HybridIdentity) -> None:
    again = parse_identity(identity.encode())
    assert type(again) is type(identity)
    assert again.encode() == identity.encode()
    assert parse_recipient(identity.recipient.encode()) == identity.recipient == again.recipient


def test_the_prefixes_and_lengths_are_those_of_the_format() -> None:
    assert CURVE.encode().startswith("AGE-SECRET-KEY-1")
    assert LATTICE.encode().startswith("AGE-SECRET-KEY-PQ-1")
    assert CURVE.recipient.encode().startswith("age1")
    assert LATTICE.recipient.encode().startswith("age1pq1")
    assert len(LATTICE.recipient.raw) == 1216
    assert len(LATTICE.recipient.encode()) == 1959


@pytest.mark.parametrize("identity", [CURVE, LATTICE], ids=["x25519", "hybrid"])
def test_any_one_mistyped_character_is_noticed(identity: X25519Identity | HybridIdentity) -> None:
    secret, public = identity.encode(), identity.recipient.encode()[:100] + identity.recipient.encode()[-20:]
    for place in range(len(secret)):
        with pytest.raises(IdentityUnreadable):
            parse_identity(secret[:place] + ("Q" if secret[place] != "Q" else "P") + secret[place + 1 :])
    with pytest.raises(RecipientUnreadable):
        parse_recipient(public)
    whole = identity.recipient.encode()
    for place in range(0, len(whole), 1 + len(whole) // 60):
        with pytest.raises(RecipientUnreadable):
            parse_recipient(whole[:place] + ("q" if whole[place] != "q" else "p") + whole[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        "age",
        "1",
        EXAMPLE_RECIPIENT.upper(),
        EXAMPLE_RECIPIENT.capitalize(),
        EXAMPLE_RECIPIENT + " ",
        EXAMPLE_IDENTITY,
        bech32.encode("age", bytes(31)),
        bech32.encode("age", bytes(33)),
        bech32.encode("age1pq", bytes(1215)),
        bech32.encode("age1pq", bytes(32)),
        bech32.encode("age1tag", bytes(33)),
        "age1" + "q" * 5000,
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA",
        "âge1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
        "age1ſ",
    ],
)
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(RecipientUnreadable):
        parse_recipient(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        EXAMPLE_IDENTITY.lower(),
        EXAMPLE_RECIPIENT,
        bech32.encode("age-secret-key-", bytes(31)).upper(),
        bech32.encode("age-secret-key-pq-", bytes(33)).upper(),
        "AGE-PLUGIN-YUBIKEY-1QQPSQQGQQ",
    ],
)
def test_what_is_no_identity_is_refused(text: str) -> None:
    with pytest.raises(IdentityUnreadable):
        parse_identity(text)


def test_a_key_of_the_right_length_under_another_prefix_is_refused() -> None:
    with pytest.raises(RecipientUnreadable):
        HybridRecipient.parse(bech32.encode("age1px", LATTICE.recipient.raw))
    with pytest.raises(RecipientUnreadable):
        X25519Recipient.parse(bech32.encode("agf", CURVE.recipient.raw))
    with pytest.raises(IdentityUnreadable):
        HybridIdentity.parse(CURVE.encode())
    with pytest.raises(IdentityUnreadable):
        X25519Identity.parse(LATTICE.encode())


def test_raw_keys_of_a_wrong_length_are_refused() -> None:
    for recipient in (X25519Recipient, HybridRecipient):
        with pytest.raises(RecipientUnreadable):
            recipient(bytes(31))
    for identity in (X25519Identity, HybridIdentity):
        with pytest.raises(IdentityUnreadable):
            identity(bytes(31))


@pytest.mark.parametrize("identity", [CURVE, LATTICE], ids=["x25519", "hybrid"])
def test_a_secret_key_is_in_no_repr_and_cannot_be_pickled(identity: X25519Identity | HybridIdentity) -> None:
    secret = bech32.decode(identity.encode())[1]
    shown = f"{identity!r} {identity} {vars(type(identity)).keys()}"
    assert identity.encode()[20:] not in shown
    assert repr(secret)[2:12] not in shown
    assert secret.hex() not in shown
    with pytest.raises(TypeError):
        pickle.dumps(identity)


def test_a_refused_key_is_in_no_exception() -> None:
    text = LATTICE.encode()[:-1] + ("Q" if LATTICE.encode()[-1] != "Q" else "P")
    with pytest.raises(IdentityUnreadable) as refused:
        parse_identity(text)
    chain: BaseException | None = refused.value
    while chain is not None:
        assert text[25:40] not in repr(chain)
        assert text[25:40] not in str(chain)
        chain = chain.__context__


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20), st.binary(max_size=80))
def test_bech32_gives_back_what_it_was_given(prefix: str, data: bytes) -> None:
    prefix = prefix.lower()
    text = bech32.encode(prefix, data)
    assert bech32.decode(text) == (prefix, data)
    assert bech32.decode(text.upper()) == (prefix.upper(), data)


# BIP 173, "Test vectors": checksum and form; the data part of these is not always whole bytes.
@pytest.mark.parametrize(
    "text",
    [
        "A12UEL5L",
        "a12uel5l",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "?1ezyfcl",
    ],
)
def test_valid_strings_of_bip_173_are_read(text: str) -> None:
    prefix, data = bech32.decode(text)
    assert bech32.encode(prefix.lower(), data) == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "\x201nwldj5",
        "\x7f1axkwrx",
        "\x801eym55h",
        "pzry9x0s0muk",
        "1pzry9x0s0muk",
        "x1b4n0q5v",
        "li1dgmt3",
        "de1lg7wt\xff",
        "A1G7SGD8",
        "10a06t8",
        "1qzzfhee",
        "a12UEL5L",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxx",
        # our own, with a right checksum: a group too many, padding that is not zero, both
        "age1qdd35qf",
        "age1ppnjasjq",
        "age1qqqyst3gn",
        bech32.encode("age", bytes(4000)),
    ],
)
def test_invalid_strings_of_bip_173_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words of it are for nobody
        bech32.decode(text)


REFUSALS = [
    kind
    for kind in vars(refusals).values()
    if isinstance(kind, type) and issubclass(kind, PraesidiumError) and kind.__module__ == refusals.__name__
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_own_sentence_in_every_language(language: str) -> None:
    assert all(issubclass(kind, KnownError | UserError) for kind in REFUSALS)
    sentences = {kind().say(language) for kind in REFUSALS}
    assert len(sentences) == len(REFUSALS) == 11
    if language != "en":
        assert not sentences & {kind.sentence for kind in REFUSALS}
