"""What a workstation keeps outside its store: the head, the end of the access log, and the list of erasures.

An old copy of the store knows nothing of what came after it; these do (exchange.md §2). Head and log go to the keyring
where there is one and to a sealed file in any case; the erasures, too long for a keyring, to a sealed file only. They
are opened by a key derived from the store's: they may be carried along with a backup.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from app.core.clock import Randomness
from app.core.ids import Id
from app.history.applying import Trust
from app.history.erasing import export_erasures
from app.history.reading import forget_values
from app.history.rebuild import reapply_erasures
from app.history.replicas import keep_head
from app.history.wire import MalformedHistory
from app.models.kind_specs import Schema
from app.store.audit import LogTip, tip
from app.store.device import KeyringWords
from app.store.files import disk_refusals, write_whole
from app.store.keys import SealBroken, seal, unseal
from app.store.migrate import forget_copies
from app.store.outside import FirstThatAnswers, FoundHead, HeadState, KeyringHead, OutsideHead, SealedFileHead
from app.store.work import Store

NO_ERASURES = b"\x91\x90"
"""The list before anything was erased."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The places outside one store."""

    heads: OutsideHead = field(repr=False)
    folder: Path = field(repr=False)
    store_id: Id
    _under: bytes = field(repr=False)
    _randomness: Randomness = field(repr=False)

    def head(self) -> FoundHead:
        """Return the head that is kept."""
        return self.heads.read(self.store_id)

    def log_tip(self) -> LogTip | None:
        """Return the newest line of the access log that is kept; None where none is."""
        found = self.heads.read(self._log_id)
        if found.state is not HeadState.VALUE or found.head is None:
            return None
        return LogTip.from_bytes(found.head)

    def keep(self, connection: Connection) -> bool:
        """Keep head, end of the access log and erasures as they are now. False where no place can keep the first two.

        Raises DiskFull, NotWritable.
        """
        self._make_folder()
        if self.lacks_erasures(connection):
            self.keep_erasures(connection)
        kept = keep_head(connection, self.heads, self.store_id)
        return self.heads.write(self._log_id, tip(connection).to_bytes()) and kept

    def lacks_erasures(self, connection: Connection) -> bool:
        """Tell whether something was erased that is not noted here: it was not brought to its end, or this is lost."""
        return export_erasures(connection) not in (self._erasures(), NO_ERASURES)

    def keep_erasures(self, connection: Connection) -> None:
        """Keep the list of what was erased. Raises DiskFull, NotWritable."""
        self._make_folder()
        body = seal(self._under, export_erasures(connection), self.store_id, self._randomness)
        write_whole(self.erasure_list, body)

    def erase_again(self, connection: Connection, schema: Schema, trust: Trust) -> int:
        """Do again what the list says was erased; return how many were new to the store. No list is an empty one."""
        with suppress(MalformedHistory):
            return reapply_erasures(connection, schema, trust, self._erasures())
        return 0

    @property
    def erasure_list(self) -> Path:
        """Return where the list of erasures is: to be carried along with a backup to another workstation."""
        return self.folder / f"{self.store_id.hex()}.erased"

    def _make_folder(self) -> None:
        with disk_refusals():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _erasures(self) -> bytes:
        """Return the list that is kept; an empty one where there is none, or none that this store's key opens."""
        with disk_refusals():
            sealed = self.erasure_list.read_bytes() if self.erasure_list.exists() else b""
        with suppress(SealBroken):
            return unseal(self._under, sealed, self.store_id)
        return NO_ERASURES

    @property
    def _log_id(self) -> bytes:
        return sha256(b"praesidium access log" + self.store_id).digest()[:16]


def outside_of(store: Store, words: KeyringWords | None, settings: Path | None, randomness: Randomness) -> Outside:
    """Return the places outside `store`: the keyring (None: there is none) and `settings` (None: beside the store)."""
    folder = settings or store.path.parent
    file = SealedFileHead(folder, store.key, randomness)
    heads: OutsideHead = file if words is None else FirstThatAnswers((KeyringHead(words), file))
    return Outside(heads, folder, store.id, store.key.derive("outside-erasures"), randomness)


def leave_no_rest(store: Store, outside: Outside | None) -> None:
    """After an erasure, made here or brought by a bundle: empty log, memory and copies, and note it outside the store.

    Raises DiskFull, NotWritable.
    """
    forget_values()
    forget_copies(store.path)
    store.fold_log()
    if outside is not None:
        with store.read() as connection:
            outside.keep_erasures(connection)
