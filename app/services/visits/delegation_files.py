"""Read the bytes of a list from a file an officer chose: bounded, a regular file only, with a refusal of its own."""

import os
import stat
from pathlib import Path

from app.core.errors import DeviceError
from app.core.i18n import N_
from app.models.names.table import MAX_BYTES, TableTooLarge


class ListUnreadable(DeviceError):
    """The file is gone, is none, or the disk or stick failed."""

    sentence = N_("This file cannot be read. Nothing was taken over. Choose it again, or put the stick back in.")


def read_list(file: Path) -> bytes:
    """Return the file's bytes, at most what a table may have. Raises ListUnreadable, TableTooLarge."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise ListUnreadable
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ListUnreadable from error
    if len(data) > MAX_BYTES:
        raise TableTooLarge(limit=f"{MAX_BYTES // 1024 // 1024} MiB")
    return data
