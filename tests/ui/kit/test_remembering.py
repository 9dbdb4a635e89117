"""Words that were worked out once are forgotten at lock."""

from app.ui.kit.remembering import forget_words, remembered


def test_words_are_worked_out_once_until_they_are_forgotten() -> None:
    asked = []

    @remembered
    def shouted(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert [shouted("a"), shouted("a")] == ["A", "A"]
    forget_words()
    assert shouted("a") == "A"
    assert asked == ["a", "a"]
