"""Letters as they are compared where a list is narrowed: without accents and capitals, nothing else changed."""

import unicodedata


def plain(text: str) -> str:
    """Return `text` without accents and capitals."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()
