"""Encrypting and decrypting 1 GiB in the envelope of bundles, against the age command line on the same file."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from app.bench.rows import Measured, seconds
from app.core.clock import system_randomness
from app.exchange.age import HybridIdentity, decrypt, encrypt

GIB = 1 << 30
ROUNDS = 3


def age_encrypt() -> Measured:
    """Return GiB a second: ours to a hybrid post-quantum recipient, the yardstick's to X25519."""
    with tempfile.TemporaryDirectory(dir=_roomy()) as name:
        bench = _Files(Path(name))
        pairs = [(seconds(bench.encrypt_here), seconds(bench.encrypt_there)) for _ in range(ROUNDS)]
    return _measured(pairs)


def age_decrypt() -> Measured:
    """Return GiB a second of opening what each sealed."""
    with tempfile.TemporaryDirectory(dir=_roomy()) as name:
        bench = _Files(Path(name))
        bench.encrypt_here()
        bench.encrypt_there()
        pairs = [(seconds(bench.decrypt_here), seconds(bench.decrypt_there)) for _ in range(ROUNDS)]
    return _measured(pairs)


class _Files:
    """One GiB of random bytes, and what was made of it."""

    def __init__(self, folder: Path) -> None:
        self._plain, self._ours, self._theirs = folder / "plain", folder / "ours", folder / "theirs"
        self._key = folder / "key"
        self._identity = HybridIdentity.generate(system_randomness)
        self._age = _tool("age")
        subprocess.run([_tool("age-keygen"), "-o", self._key], check=True, capture_output=True)  # noqa: S603
        lines = self._key.read_text().splitlines()
        self._recipient = next(line.split()[-1] for line in lines if line.startswith("# public key"))
        with self._plain.open("wb") as stream:
            for _ in range(GIB >> 24):
                stream.write(os.urandom(1 << 24))

    def encrypt_here(self) -> None:
        with self._plain.open("rb", buffering=0) as source, self._ours.open("wb", buffering=0) as target:
            encrypt(source, target, [self._identity.recipient], system_randomness)

    def encrypt_there(self) -> None:
        command = [self._age, "-r", self._recipient, "-o", str(self._theirs), str(self._plain)]
        self._theirs.unlink(missing_ok=True)
        subprocess.run(command, check=True)  # noqa: S603

    def decrypt_here(self) -> None:
        with self._ours.open("rb", buffering=0) as source, Path(os.devnull).open("wb", buffering=0) as target:
            decrypt(source, target, [self._identity])

    def decrypt_there(self) -> None:
        command = [self._age, "-d", "-i", str(self._key), "-o", os.devnull, str(self._theirs)]
        subprocess.run(command, check=True)  # noqa: S603


def _measured(pairs: list[tuple[float, float]]) -> Measured:
    return Measured([1 / ours for ours, _ in pairs], [1 / theirs for _, theirs in pairs], "GiB/s", least=0.8)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def _roomy() -> str | None:
    """Return memory if it has room for three files: a disk's noise would drown both."""
    memory = Path("/dev/shm")  # noqa: S108 - random bytes, gone with the folder
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 4 * GIB else None
