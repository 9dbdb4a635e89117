"""What an erasure reaches, before anybody decides: what goes, its papers, who else holds it, what stays and why."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.erasing.reach import Fate, Holder, PaperReached, Reach
from app.services.erasing.values import ValuesReached
from app.services.paper.copies import KIND_WORDS
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, heading, label
from app.ui.kit.words import capital


class ReachView(QWidget):
    """Four short lists under their headings; `names` words organisations, `goes` says which single values go."""

    def __init__(
        self, kit: Kit, reach: Reach | ValuesReached, names: Mapping[Id, str], goes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.setObjectName("reach")
        self._kit, self._names = kit, names
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID // 2)
        words = kit.words
        for number, one in enumerate(reach.hindrances):
            self._box.addWidget(label(kit.door.say(one), f"reach_hindrance_{number}", "error", wrap=True))
        lost = self._goes(reach) if isinstance(reach, Reach) else self._values(reach, goes)
        self._part("goes", words(N_("This is destroyed for ever, with all former versions")), lost)
        self._part("papers", words(N_("Papers")), [self._paper(one) for one in reach.papers])
        self._part("holders", words(N_("Other workstations")), self._holders(reach.holders))
        stays = self._stays(reach) if isinstance(reach, Reach) else self._stays_beside(reach)
        self._part("stays", words(N_("This stays")), stays)

    def _part(self, name: str, text: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        self._box.addSpacing(GRID // 2)
        self._box.addWidget(heading(text, f"reach_{name}_heading"))
        for number, line in enumerate(lines):
            self._box.addWidget(label(line, f"reach_{name}_{number}", wrap=True, select=True))

    def _goes(self, reach: Reach) -> list[str]:
        words = self._kit.words
        counted = [
            words.pair(capital(kind_name(words, kind)), words.number(count))
            for kind, count in sorted(reach.counts.items(), key=lambda one: (-one[1], one[0]))
        ]
        lines = [" · ".join(counted)]
        if reach.entries > 1:
            said = N_("All {count} entries of the register that are joined as this person go together.")
            lines.append(words(said, count=words.number(reach.entries)))
        lines.append(words(N_("What anybody was typing about it goes too, and what the search found it by.")))
        return lines

    def _values(self, reach: ValuesReached, goes: Sequence[str]) -> list[str]:
        words = self._kit.words
        return [
            *goes,
            words.plural("{count} value in all", "{count} values in all", reach.values),
            words(N_("What anybody was typing about it goes too, and what the search found it by.")),
        ]

    def _stays_beside(self, reach: ValuesReached) -> list[str]:
        words = self._kit.words
        lines = [
            words(N_("The entry with all else it says. What is typed into these fields afterwards is not erased.")),
            *self._always(),
        ]
        if reach.papers:
            said = N_("Of papers that tell of other files too: their numbers, their hashes and who has which copy.")
            lines.append(words(said))
        return lines

    def _always(self) -> list[str]:
        words = self._kit.words
        return [
            words(N_("The marking, this act with both names, the reason, and how much of what there was.")),
            words(
                N_(
                    "Backups made before: destroy them. One put back on this workstation is cleared of it; on another "
                    "only if the list of erasures was carried along."
                )
            ),
        ]

    def _paper(self, one: PaperReached) -> str:
        words = self._kit.words
        called = words(KIND_WORDS[one.kind]) if one.kind in KIND_WORDS else one.kind
        head = words(N_("{registration} v{version}"), registration=one.registration, version=one.version)
        copies = words.plural("{count} copy", "{count} copies", one.copies)
        out = words(N_("still out: {count}"), count=words.number(one.out)) if one.out else words(N_("none out"))
        return f"{head} · {called} · {copies}, {out} · {words.enum(one.fate)}"

    def _holders(self, holders: Sequence[Holder]) -> list[str]:
        words = self._kit.words
        if not holders:
            return [words(N_("No other workstation got any of it."))]
        named = ", ".join(
            " · ".join(part for part in (one.code, self._names.get(one.organisation or b"", "")) if part)
            for one in holders
        )
        said = N_(
            "{stations}: destroyed there when the next bundle from here is taken in. Paper that they made of it is "
            "theirs to destroy; an officer there confirms it."
        )
        return [words(said, stations=named)]

    def _stays(self, reach: Reach) -> list[str]:
        words = self._kit.words
        lines = self._always()
        for organisation, count in reach.others.items():
            said = N_("Parts that {organisation} owns itself: {count}. They stay until it erases them.")
            name = self._names.get(organisation, "") or organisation.hex()[:8]
            lines.append(words(said, organisation=name, count=words.number(count)))
        if any(one.fate is Fate.CONTENT for one in reach.papers):
            said = N_("Of papers that tell of other files too: their numbers, their hashes and who has which copy.")
            lines.append(words(said))
        if reach.left:
            said = N_("In the register, and in no file any more: {names}. Erase them from the list of persons.")
            lines.append(words(said, names="; ".join(reach.left)))
        if reach.elsewhere:
            said = N_("In the register, because something else names them, persons: {count}.")
            lines.append(words(said, count=words.number(reach.elsewhere)))
        if reach.vehicles:
            said = N_("Vehicles that name this person as user: {count}. They keep their plates and no name.")
            lines.append(words(said, count=words.number(reach.vehicles)))
        return lines
