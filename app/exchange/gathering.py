"""From the files on a stick to the bundles in them: which parts belong together, which are not for us, and why.

A stick goes round: most of what lies on it may be for others, or old. Each file is opened once to read its signed
beginning; what is refused is kept with its reason, because an officer must see that a file was there and was not read.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.core.errors import PraesidiumError
from app.exchange.age import Identity
from app.exchange.manifest import Manifest
from app.exchange.reader import Known, Peeked, peek
from app.exchange.sticks import Content, Incoming, open_incoming


@dataclass(frozen=True, slots=True)
class FoundBundle:
    """A bundle for us: its manifest, its parts in order, and the numbers of those that are not here."""

    manifest: Manifest
    parts: tuple[Path, ...]
    missing: tuple[int, ...]

    @contextmanager
    def open(self) -> Iterator[Iterator[BinaryIO]]:
        """Give the parts one after the other, each closed when the next is asked for: for `read_bundle`."""
        opened = self._one_by_one()
        try:
            yield opened
        finally:
            opened.close()

    def _one_by_one(self) -> Generator[BinaryIO, None, None]:
        for path in self.parts:
            with open_incoming(path) as stream:
                yield stream


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that begins as a bundle and is not one for us."""

    path: Path
    refusal: PraesidiumError


@dataclass(frozen=True, slots=True)
class Gathered:
    """All bundles among some files, in the order in which their senders made them, and what was refused."""

    bundles: tuple[FoundBundle, ...]
    refused: tuple[RefusedFile, ...]


def gather(files: Iterable[Incoming], identity: Identity, known: Known) -> Gathered:
    """Peek into every file that begins as a bundle. Frames are not read: `read_bundle` may still refuse."""
    found: dict[tuple[bytes, bytes], dict[int, tuple[Path, Peeked]]] = {}
    refused = []
    for file in files:
        if file.content is not Content.BUNDLE:
            continue
        try:
            with open_incoming(file.path) as stream:
                peeked = peek(stream, identity, known)
        except PraesidiumError as refusal:
            refused.append(RefusedFile(file.path, refusal))
        else:
            manifest = peeked.manifest
            found.setdefault((manifest.cert, manifest.bundle), {}).setdefault(peeked.part, (file.path, peeked))
    bundles = [_bundle(parts) for parts in found.values()]
    bundles.sort(key=lambda one: (one.manifest.sender, one.manifest.cert, one.manifest.counter, one.manifest.bundle))
    return Gathered(tuple(bundles), tuple(refused))


def _bundle(parts: dict[int, tuple[Path, Peeked]]) -> FoundBundle:
    manifest = next(iter(parts.values()))[1].manifest
    missing = [part for part in range(1, len(manifest.frames.parts) + 1) if part not in parts]
    return FoundBundle(manifest, tuple(parts[part][0] for part in sorted(parts)), tuple(missing))
