"""The words a list is sorted and filtered by where a row holds a code or an id: names of the directory, countries."""

import json
from functools import cache

from app.models.checks import country
from app.models.texts import ORIGINAL, in_language
from app.services.desk import View
from app.services.lists.queries import Bound


class Wordings:
    """The words of one language, made when they are first asked for."""

    def __init__(self, view: View, language: str) -> None:
        self._view, self._language = view, language
        self._names = ""
        self._marks: dict[tuple[int, str], str] = {}

    def names(self, bound: Bound) -> str:
        """Return what stands for the map of the directory's ids, as upper-case hex, to names."""
        if not self._names:
            self._names = json.dumps(self.directory(), ensure_ascii=False)
        return self._once(bound, "names", self._names)

    def countries(self, bound: Bound) -> str:
        """Return what stands for the map of country codes to names."""
        return self._once(bound, "countries", _countries(self._language))

    def local(self, column: str) -> str:
        """Return the SQL of a text in languages, as it is read in this one."""
        wanted = f"NULLIF({column} ->> '{self._language}', '')"
        original = member_path(f"{column} ->> '{ORIGINAL}'")
        return f"COALESCE({wanted}, {column} ->> {original}) COLLATE NOCASE"

    def _once(self, bound: Bound, name: str, value: str) -> str:
        key = (id(bound), name)
        if key not in self._marks:
            self._marks[key] = bound(value)
        return self._marks[key]

    def directory(self) -> dict[str, str]:
        """Return the names of the directory's ids, as upper-case hex."""
        directory = self._view.directory
        found = {uid.hex().upper(): one.name or one.login or "" for uid, one in directory.officers.items()}
        found |= {uid.hex().upper(): one.code or "" for uid, one in directory.stations.items()}
        for uid, entry in directory.organisations.items():
            found[uid.hex().upper()] = in_language(entry.names or {}, self._language)[0] or entry.code or ""
        return found


def member_path(expression: str) -> str:
    """Return the SQL of the path to a member named by data: what begins with `$` would be a path of its own."""
    return f"""('$."' || replace({expression}, '"', '') || '"')"""


@cache
def _countries(language: str) -> str:
    return json.dumps(country.names(language), ensure_ascii=False)
