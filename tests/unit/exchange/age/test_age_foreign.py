"""Files of independent implementations are opened by us, and ours by them."""

import io
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.clock import SeededRandomness, system_randomness
from app.exchange.age import X25519Identity, decrypt, encrypt, parse_identity, parse_recipient

FOREIGN = Path(__file__).parent / "vectors" / "foreign"
FILES = sorted(file.name for file in FOREIGN.glob("*.age"))
SIZES = [0, 1, 65535, 65536, 65537, 131072, 200000]


def the_content(size: int) -> bytes:
    """As vectors/README.md says."""
    blocks = (sha256(number.to_bytes(8, "big")).digest() for number in range(-(-size // 32)))
    return b"".join(blocks)[:size]


def test_the_foreign_files_are_those_of_the_readme() -> None:
    sizes = [0, 1, 65536, 65537, 131072, 200000]
    assert set(FILES) == {f"{kind}-{size}.age" for kind in ("hybrid", "x25519") for size in sizes}


@pytest.mark.parametrize("name", FILES)
def test_a_foreign_file_opens_to_what_was_put_in(name: str) -> None:
    kind, size = name.removesuffix(".age").split("-")
    identity = parse_identity((FOREIGN / f"{kind}.identity").read_text().strip())
    plain = io.BytesIO()
    with (FOREIGN / name).open("rb") as source:
        assert decrypt(source, plain, [identity]) == int(size)
    assert plain.getvalue() == the_content(int(size))


@pytest.mark.parametrize("kind", ["hybrid", "x25519"])
def test_a_foreign_key_has_the_recipient_its_own_program_says(kind: str) -> None:
    identity = parse_identity((FOREIGN / f"{kind}.identity").read_text().strip())
    recipient = (FOREIGN / f"{kind}.recipient").read_text().strip()
    assert identity.recipient == parse_recipient(recipient)
    assert identity.recipient.encode() == recipient
    assert identity.encode() == (FOREIGN / f"{kind}.identity").read_text().strip()


def age(*arguments: str | Path) -> bytes:
    """Run the age of the system: installed with the program's test tools, its absence is a failure."""
    program = shutil.which("age")
    assert program is not None, "the package age is not installed"
    return subprocess.run([program, *arguments], check=True, capture_output=True, timeout=60).stdout


@pytest.mark.parametrize("size", SIZES)
def test_age_opens_what_we_encrypt(size: int, tmp_path: Path) -> None:
    identity = X25519Identity.generate(system_randomness)
    (tmp_path / "key").write_text(identity.encode() + "\n")
    with (tmp_path / "file.age").open("wb") as target:
        encrypt(io.BytesIO(the_content(size)), target, [identity.recipient], system_randomness)
    assert age("-d", "-i", tmp_path / "key", tmp_path / "file.age") == the_content(size)


@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_age_encrypts(size: int, tmp_path: Path) -> None:
    identity = X25519Identity.generate(SeededRandomness("live"))
    (tmp_path / "plain").write_bytes(the_content(size))
    sealed = age("-r", identity.recipient.encode(), tmp_path / "plain")
    plain = io.BytesIO()
    decrypt(io.BytesIO(sealed), plain, [identity])
    assert plain.getvalue() == the_content(size)


def test_age_opens_a_file_of_ours_for_two_recipients_with_either_key(tmp_path: Path) -> None:
    identities = [X25519Identity.generate(SeededRandomness(seed)) for seed in ("first", "second")]
    with (tmp_path / "file.age").open("wb") as target:
        recipients = [identity.recipient for identity in identities]
        encrypt(io.BytesIO(b"for both"), target, recipients, SeededRandomness("both"))
    for identity in identities:
        (tmp_path / "key").write_text(identity.encode() + "\n")
        assert age("-d", "-i", tmp_path / "key", tmp_path / "file.age") == b"for both"
