"""What keeps a printer from printing, as its queue tells it: asked of CUPS over IPP, by the library Qt prints with.

CUPS calls a queue without paper "processing": only `printer-state-reasons` (RFC 8011, 5.4.12; PWG 5100.9) says why
nothing comes out. A printer names its reasons itself, so that those we do not know are said to be a fault, and never
shown. Where there is no CUPS (Windows) nothing is known and nothing is said.
"""

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from urllib.parse import quote

from app.core.i18n import N_

WAIT = 2.0
"""Seconds after which a queue that does not answer is left alone."""
_GET_PRINTER_ATTRIBUTES = 0x000B
_OPERATION, _KEYWORD, _URI = 0x01, 0x44, 0x45
_REASONS = "printer-state-reasons"
_SEVERITIES = ("-error", "-warning", "-report")


class Trouble(Enum):
    """What stands in the way, the worst first; its value says what to do."""

    JAM = N_(
        "Paper is jammed in {printer}. Take it out and destroy it; the printer then goes on. Look that every page"
        " comes out."
    )
    OPEN = N_("A cover or tray of {printer} is open. Close it; the printer then goes on, and nothing is lost.")
    NO_PAPER = N_("{printer} is out of paper. Put paper in; the printer then goes on, and nothing is lost.")
    NO_TONER = N_("The toner of {printer} is empty. Replace it; the printer then goes on, and nothing is lost.")
    FULL = N_("The output tray of {printer} is full. Empty it; the printer then goes on, and nothing is lost.")
    AWAY = N_(
        "{printer} does not answer. Look whether it is switched on and connected; what is sent waits, and nothing is"
        " lost."
    )
    STOPPED = N_(
        "{printer} is stopped. Start it again, or have the administrator do so; what is sent waits, and nothing is"
        " lost."
    )
    FAULT = N_("{printer} reports a fault. Read its display; what is sent waits, and nothing is lost.")
    LITTLE_TONER = N_("{printer} has little toner left. Look that every page can be read.")


_KNOWN = {
    "media-jam": Trouble.JAM,
    "cover-open": Trouble.OPEN,
    "door-open": Trouble.OPEN,
    "interlock-open": Trouble.OPEN,
    "input-tray-missing": Trouble.OPEN,
    "media-empty": Trouble.NO_PAPER,
    "media-needed": Trouble.NO_PAPER,
    "toner-empty": Trouble.NO_TONER,
    "marker-supply-empty": Trouble.NO_TONER,
    "developer-empty": Trouble.NO_TONER,
    "output-area-full": Trouble.FULL,
    "output-tray-missing": Trouble.FULL,
    "offline": Trouble.AWAY,
    "shutdown": Trouble.AWAY,
    "timed-out": Trouble.AWAY,
    "paused": Trouble.STOPPED,
    "toner-low": Trouble.LITTLE_TONER,
    "marker-supply-low": Trouble.LITTLE_TONER,
}


def troubles(printer: str) -> tuple[Trouble, ...]:
    """Return what the queue of that name says stands in the way, the worst first; nothing where nobody answers.

    Waits at most some WAIT seconds: call it from a worker thread.
    """
    library = _cups()
    if library is None:
        return ()
    found = understood(_reasons(library, printer))
    return tuple(one for one in Trouble if one in found)


def understood(reasons: Iterable[str]) -> frozenset[Trouble]:
    """Return what keywords of `printer-state-reasons` mean. A mere report, and what does not hinder, mean nothing."""
    found = set()
    for reason in reasons:
        name, severity = _split(reason)
        if severity == "-report" and name != "offline":  # CUPS reports one that is switched off
            continue
        if name in _KNOWN:
            found.add(_KNOWN[name])
        elif severity == "-error":
            found.add(Trouble.FAULT)
    return frozenset(found)


def _split(reason: str) -> tuple[str, str]:
    severity = next((one for one in _SEVERITIES if reason.endswith(one)), "")
    return reason.removesuffix(severity), severity


def _reasons(library: ctypes.CDLL, printer: str) -> list[str]:
    with _connection(library) as server:
        if not server:
            return []
        request = library.ippNewRequest(_GET_PRINTER_ATTRIBUTES)
        address = f"ipp://localhost/printers/{quote(printer, safe='')}"
        library.ippAddString(request, _OPERATION, _URI, b"printer-uri", None, address.encode())
        library.ippAddString(request, _OPERATION, _KEYWORD, b"requested-attributes", None, _REASONS.encode())
        answer = library.cupsDoRequest(server, request, b"/")  # which also frees the request
        try:
            said = library.ippFindAttribute(answer, _REASONS.encode(), _KEYWORD)
            texts = [library.ippGetString(said, at, None) for at in range(library.ippGetCount(said))] if said else []
            return [text.decode("ascii", "replace") for text in texts if text]
        finally:
            library.ippDelete(answer)


@contextmanager
def _connection(library: ctypes.CDLL) -> Iterator[int | None]:
    server = library.httpConnect2(
        library.cupsServer(), library.ippPort(), None, 0, library.cupsEncryption(), 1, int(WAIT * 1000), None
    )
    if server:
        library.httpSetTimeout(server, WAIT, None, None)
    try:
        yield server
    finally:
        if server:
            library.httpClose(server)


@lru_cache(maxsize=1)
def _cups() -> ctypes.CDLL | None:
    """Return the library with the functions used here declared, None where there is none."""
    try:
        library = ctypes.CDLL("libcups.so.2")
    except OSError:
        return None
    number, text, thing = ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p
    declared = {
        "cupsServer": (text, []),
        "ippPort": (number, []),
        "cupsEncryption": (number, []),
        "httpConnect2": (thing, [text, number, thing, number, number, number, number, thing]),
        "httpSetTimeout": (None, [thing, ctypes.c_double, thing, thing]),
        "httpClose": (None, [thing]),
        "ippNewRequest": (thing, [number]),
        "ippAddString": (thing, [thing, number, number, text, text, text]),
        "cupsDoRequest": (thing, [thing, thing, text]),
        "ippFindAttribute": (thing, [thing, text, number]),
        "ippGetCount": (number, [thing]),
        "ippGetString": (text, [thing, number, thing]),
        "ippDelete": (None, [thing]),
    }
    for name, (result, arguments) in declared.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
