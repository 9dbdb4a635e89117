"""A bug is reported by class and place: neither screen nor report shows what an officer had typed."""

from pathlib import Path

import pytest

from app import cli, sub_commands

TYPED = "Nele Lambrecht"


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_bug_is_said_in_words_and_reported_without_what_was_typed(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_: object) -> int:
        raise LookupError(TYPED)

    monkeypatch.setattr(sub_commands, "inspect", stumble)
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path)

    code = cli.main(["--language", language, "inspect", "--login", "an"])

    shown, report = capsys.readouterr(), (tmp_path / "praesidium.log").read_text()
    assert code == 1
    assert shown.out == ""
    assert "LookupError" in shown.err
    assert "bug LookupError cli.py:" in report
    assert "test_bug_report.py:" in report
    assert TYPED not in shown.err + report
