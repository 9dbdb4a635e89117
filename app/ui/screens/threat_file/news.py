"""What others changed since the last visit, brought to the overview and, by a dot, to the tabs it stands on."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.ids import Id
from app.services.last_looks import SinceLooked
from app.ui.files.looking import Looking
from app.ui.kit.kit import Kit
from app.ui.kit.tabs import Tabs
from app.ui.screens.threat_file.main_tabs import OVERVIEW, MainTabs
from app.ui.screens.threat_file.since_card import touched

if TYPE_CHECKING:
    from app.services.desk import Desk


class FileNews(QObject):
    """Names the tabs too, each with how many lines it has."""

    def __init__(
        self, kit: Kit, desk: "Desk", file: Id, main: MainTabs, tabs: Tabs, texts: dict[str, str], screen: QObject
    ) -> None:
        super().__init__(screen)
        self._kit, self._main, self._tabs, self._texts = kit, main, tabs, texts
        self._looking = Looking(kit, desk, file, self)
        self._looking.told.connect(self._on_told)
        self._since: SinceLooked | None = None
        self._counts: Mapping[str, int] = {}
        self._left = False

    def renew(self, counts: Mapping[str, int], *, past: bool) -> None:
        """The file was read: say how many lines each tab has, and ask for news unless the past is shown."""
        self._counts = counts
        self._name_tabs()
        if past:
            self._on_told(None)
        else:
            self._looking.read()

    def turned(self, name: str) -> None:
        """Another tab is in front."""
        if name == OVERVIEW:
            self._looking.saw()

    def leave(self) -> None:
        """The screen goes out of sight: what was seen is news no more."""
        self._left = True
        self._looking.leave()

    def come_back(self, *, past: bool) -> None:
        """It is in sight again."""
        if self._left and not past:
            self._looking.read()
        self._left = False

    def _on_told(self, since: SinceLooked | None) -> None:
        self._since = since
        self._main.show_since(since, self._texts)
        self._name_tabs()
        self.turned(self._tabs.current)

    def _name_tabs(self) -> None:
        words, since = self._kit.words, self._since
        news = Counter(one.tab for one in touched(since.trail.changes)) if since is not None else Counter[str]()
        for name, text in self._texts.items():
            count = self._counts.get(name)
            said, changed = f"{text} {count}" if count else text, news[name] if name != OVERVIEW else 0
            self._tabs.rename(name, f"{said} •" if changed else said)
            told = words.plural("{count} changed since", "{count} changed since", changed)
            self._tabs.explain(name, f"{said}, {told}" if changed else "")
