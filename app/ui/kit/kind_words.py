"""What kinds of entity and parts of a root are called on screen: `3 maatregelen`, `opdracht aan de politie`."""

from collections.abc import Callable, Mapping

from app.core.i18n import N_
from app.models.kind_names import KIND_NAMES
from app.ui.kit.words import Words

_PARTS: Mapping[str, str] = {
    "directory": N_("directory"),
    "catalogue": N_("lists"),
    "organisation": N_("organisation"),
    "place": N_("place"),
    "address_sealed": N_("sealed address"),
    "vehicle": N_("vehicle"),
    "person": N_("person"),
    "person_private": N_("private data"),
    "file_core": N_("file"),
    "file_threat": N_("reports and analyses"),
    "assignment": N_("assignment"),
    "visit_core": N_("visit"),
    "visit_delegation": N_("delegation"),
    "visit_programme": N_("programme"),
    "event": N_("event"),
    "same_person": N_("joined persons"),
    "paper": N_("documents"),
    "person_of_concern": N_("person of concern"),
    "attachment": N_("attachment"),
    "task": N_("tasks"),
}

_COUNTS: Mapping[str, Callable[[Words, int], str]] = {
    "measure": lambda words, count: words.plural("{count} measure", "{count} measures", count),
    "decision": lambda words, count: words.plural("{count} decision", "{count} decisions", count),
    "execution_report": lambda words, count: words.plural(
        "{count} execution report", "{count} execution reports", count
    ),
    "told_presence": lambda words, count: words.plural("{count} presence", "{count} presences", count),
    "threat_report": lambda words, count: words.plural("{count} threat report", "{count} threat reports", count),
    "threat_analysis": lambda words, count: words.plural("{count} threat analysis", "{count} threat analyses", count),
    "issued_document": lambda words, count: words.plural("{count} document", "{count} documents", count),
    "programme_item": lambda words, count: words.plural("{count} programme item", "{count} programme items", count),
    "involvement": lambda words, count: words.plural("{count} person's role", "{count} persons' roles", count),
    "delegation_member": lambda words, count: words.plural("{count} member", "{count} members", count),
    "task": lambda words, count: words.plural("{count} task", "{count} tasks", count),
    "phone": lambda words, count: words.plural("{count} phone number", "{count} phone numbers", count),
    "home_address": lambda words, count: words.plural("{count} address", "{count} addresses", count),
    "officer": lambda words, count: words.plural("{count} account", "{count} accounts", count),
    "station": lambda words, count: words.plural("{count} workstation", "{count} workstations", count),
    "organisation_entry": lambda words, count: words.plural("{count} organisation", "{count} organisations", count),
    "catalogue_item": lambda words, count: words.plural("{count} line of a list", "{count} lines of lists", count),
}


def kind_name(words: Words, kind: str) -> str:
    """Return what one entity of a kind is called; a kind this version does not know is named so."""
    return words(KIND_NAMES[kind]) if kind in KIND_NAMES else words(N_("something newer than this version"))


def part_name(words: Words, part: str) -> str:
    """Return what a part of a root is called."""
    return words(_PARTS[part]) if part in _PARTS else words(N_("something newer than this version"))


def kinds_counted(words: Words, counts: Mapping[str, int]) -> str:
    """Return `2 maatregelen, 1 beslissing`; kinds without a plural of their own are counted as other changes."""
    said = [_COUNTS[kind](words, count) for kind, count in counts.items() if kind in _COUNTS]
    others = sum(count for kind, count in counts.items() if kind not in _COUNTS)
    if others:
        said.append(words.plural("{count} other change", "{count} other changes", others))
    return ", ".join(said)
