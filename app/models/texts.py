"""Text kept per language with one marked original: the program never translates what an officer wrote."""

from collections.abc import Mapping

LocalText = Mapping[str, str]
"""Language code to text; the key "original" names the language of the original. Wire form: the same map."""

ORIGINAL = "original"


def local_text(language: str, words: str, **others: str) -> LocalText:
    """Return a text whose original is `words` in `language`, with translations by language code."""
    return {ORIGINAL: language, language: words, **others}


def in_language(text: LocalText, language: str) -> tuple[str, str]:
    """Return the words for `language` and the language they are in: the original where no translation exists.

    An empty text gives ("", language).
    """
    if text.get(language):
        return text[language], language
    original = text.get(ORIGINAL, "")
    if text.get(original):
        return text[original], original
    for known in sorted(text):
        if known != ORIGINAL and text[known]:
            return text[known], known
    return "", language
