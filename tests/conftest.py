"""What all tests stand on: words compiled, no network, no machine of one's own."""

import socket

import pytest

from installer.words import compile_words
from tests.ui.surroundings import settle_in

settle_in()


def pytest_configure() -> None:
    compile_words()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every socket but those of the machine itself: the program is off line by design."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a network call: {address!r}")
        real(self, address)  # type: ignore[arg-type]  # whatever a Unix socket takes

    monkeypatch.setattr(socket.socket, "connect", connect)
