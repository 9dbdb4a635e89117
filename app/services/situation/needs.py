"""A need: one thing that somebody must do, by when, who, and what to open for it.

It carries its sentence as an msgid with facts, so that the same list is read in any of the four languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.core.i18n import N_, translate
from app.core.ids import Id
from app.models.enums import NeedKind
from app.services.saying import Fact, in_words

_PLACE = {kind: place for place, kind in enumerate(NeedKind)}


@dataclass(frozen=True, slots=True, repr=False)
class Opening:
    """What to open: the screen by its name, what it is about, and which of its tabs."""

    screen: str
    uid: Id | None = None
    tab: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Raised:
    """What identifies a need at every workstation, besides its kind: about what, and by which fact.

    The same fact is the same need wherever it is read; another fact (a new day, a new decision) is another need. A need
    of this workstation alone has none.
    """

    subject: Id
    fact: str
    stream: int | None = field(default=None, compare=False)
    """The small key of the stream that holds the subject, where it is known."""


@dataclass(frozen=True, slots=True, repr=False)
class Need:
    """One line of what needs someone. `days_left` are calendar days, negative once `due` has passed.

    Without `due` it waits since it is there. `who` is a person's or service's name, `role` an msgid where nobody is
    named. `reference` and `title` are empty where the file's core is not for this officer.
    """

    kind: NeedKind
    sentence: str
    facts: Mapping[str, Fact]
    opens: Opening
    due: date | None = None
    days_left: int | None = None
    file: Id | None = None
    reference: str = ""
    title: str = ""
    who: str = ""
    role: str = ""
    raised: Raised | None = None
    in_place_of: str = ""
    """The officer of the file, where `who` acts for him: he handed it over, or has no account any more."""

    @property
    def late(self) -> bool:
        """Tell whether its day has passed."""
        return self.days_left is not None and self.days_left < 0

    @property
    def urgency(self) -> tuple[int, int, int]:
        """Return what lists are sorted by: what is latest first; what has no day stands between today and tomorrow."""
        dated = self.days_left is not None
        return (self.days_left or 0, 0 if dated else 1, _PLACE[self.kind])

    def say(self, language: str) -> str:
        """Return the sentence in `language`."""
        facts = {name: in_words(fact, language) for name, fact in self.facts.items()}
        return translate(self.sentence, language).format(**facts)

    def say_who(self, language: str) -> str:
        """Return who must act, and for whom, in `language`; empty where nobody is named."""
        named = ", ".join(filter(None, (self.who, say_for(self.in_place_of, language))))
        return named or translate(self.role, language)


def say_for(officer: str, language: str) -> str:
    """Return for whom somebody acts, in `language`; empty where that is nobody."""
    return translate(N_("stands in for {officer}"), language).format(officer=officer) if officer else ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind, how many of them late; `more` where only the most pressing ones were counted."""

    number: int = 0
    late: int = 0
    more: bool = False

    def __str__(self) -> str:
        return f"{self.number}+" if self.more else str(self.number)


@dataclass(frozen=True, slots=True)
class Listed:
    """The needs that were found of one or more kinds, and of which of them there are more."""

    needs: list[Need] = field(default_factory=list)
    more: frozenset[NeedKind] = frozenset()


ALIKE = 4
"""From so many on, needs that say the same for the same day stand on one line of the general list."""


def folded(needs: Iterable[Need]) -> list[Need]:
    """Return the needs with those that are alike on one line each, which leads to the list of their kind."""
    groups: dict[tuple[object, ...], list[Need]] = {}
    for need in needs:
        groups.setdefault((need.kind, need.due, need.who, need.in_place_of, need.role, need.say("en")), []).append(need)
    return [one for group in groups.values() for one in ([_one_line(group)] if len(group) >= ALIKE else group)]


def _one_line(group: list[Need]) -> Need:
    first = group[0]
    files = len({need.file for need in group})
    facts: dict[str, Fact] = {"what": first, "count": files}
    if files == 1:
        return replace(first, sentence=_REPEATED, facts={"what": first, "count": len(group)})
    opens = Opening("situation", None, first.kind.value)
    return replace(first, sentence=_ALIKE, facts=facts, opens=opens, file=None, reference="", title="", raised=None)


_ALIKE = N_("{what}, in {count} files")
_REPEATED = N_("{what}, {count} times")
