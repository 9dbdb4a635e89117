"""How many rows a list has, by their own name: `89 dossiers`, `3 personnes`."""

from collections.abc import Callable, Mapping

from app.services.lists.columns import ListName
from app.ui.kit.words import Words

_NAMES: Mapping[ListName, Callable[[Words, int], str]] = {
    ListName.THREAT_FILES: lambda words, count: words.plural("{count} file", "{count} files", count),
    ListName.VISITS: lambda words, count: words.plural("{count} visit", "{count} visits", count),
    ListName.EVENTS: lambda words, count: words.plural("{count} event", "{count} events", count),
    ListName.PERSONS: lambda words, count: words.plural("{count} person", "{count} persons", count),
    ListName.ORGANISATIONS: lambda words, count: words.plural("{count} organisation", "{count} organisations", count),
    ListName.PLACES: lambda words, count: words.plural("{count} place", "{count} places", count),
    ListName.VEHICLES: lambda words, count: words.plural("{count} vehicle", "{count} vehicles", count),
    ListName.MEASURES: lambda words, count: words.plural("{count} measure", "{count} measures", count),
    ListName.ASSIGNMENTS: lambda words, count: words.plural("{count} assignment", "{count} assignments", count),
    ListName.COPIES: lambda words, count: words.plural("{count} copy", "{count} copies", count),
    ListName.ACCOUNTS: lambda words, count: words.plural("{count} account", "{count} accounts", count),
    ListName.STATIONS: lambda words, count: words.plural("{count} workstation", "{count} workstations", count),
}


def counted(words: Words, name: ListName, count: int, chosen: int) -> str:
    """Return how many there are and how many of them are chosen."""
    said = _NAMES[name](words, count)
    if chosen:
        said += ", " + words.plural("{count} of them chosen", "{count} of them chosen", chosen)
    return said
