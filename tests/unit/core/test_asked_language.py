"""The window opens in the language that was asked for, however it was written, else in that of the workstation."""

import pytest

from app import bootstrap, cli


@pytest.mark.parametrize(
    ("given", "asked"),
    [(["--language", "nl"], "nl"), (["--language=fr"], "fr"), (["--lang", "de"], "de"), ([], "")],
)
def test_the_window_opens_in_the_language_asked_for(
    given: list[str], asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def window(_store: object, *, language: str, keyring: bool) -> int:
        opened.append((language, keyring))
        return 0

    monkeypatch.setattr(bootstrap, "window", window)
    assert cli.main([*given, "run"]) == 0
    assert opened == [(asked, True)]
