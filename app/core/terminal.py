"""What a command says and asks on a terminal; for machines it says JSON, and takes secrets from standard input."""

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any

from app.core.i18n import N_, translate
from app.core.progress import Progress, silent


@contextmanager
def bar() -> Iterator[Progress]:
    """Draw how far long work is, on a terminal only."""

    def draw(done: int, total: int) -> None:
        part = done / max(total, 1)
        print(f"\r[{'█' * int(40 * part):40}] {part:4.0%}", end="", file=sys.stderr, flush=True)

    if not sys.stderr.isatty():
        yield silent
        return
    try:
        yield draw
    finally:
        print(file=sys.stderr)


def typed_secret(language: str, asked: str = N_("Passphrase: "), *, twice: bool = False) -> str:
    """Return what is typed, or the next line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed = getpass.getpass(translate(asked, language))
    while twice and getpass.getpass(translate(N_("Once more: "), language)) != typed:
        typed = getpass.getpass(translate(asked, language))
    return typed


def say_it(as_json: bool, data: object, lines: Sequence[str]) -> None:
    """Print `data` for a machine, or `lines` for a person."""
    print(json.dumps(plain(data), ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


def plain(value: Any) -> Any:
    """Return a value as JSON takes it: records as what they hold, ids in hexadecimal digits."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(item) for name, item in asdict(value).items()}
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple | frozenset | set):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
