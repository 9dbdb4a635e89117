"""Measures that are not over, told to whoever changes what they stand on: they run until somebody ends them."""

from collections.abc import Iterable
from typing import Any

from app.core.errors import Warned
from app.core.i18n import translate, translate_plural
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import Measure
from app.services.desk import View
from app.services.naming import root_facts
from app.services.saying import TypeName


class MeasuresNotOver(Warned):
    """Measures that are not over: `measures` with type and file (empty where it is known), `unseen` by number."""

    def say(self, language: str = "en") -> str:
        """Return the sentence with each measure as type and file, those that may not be read as a number."""
        said = [f"{kind.say(language)} ({file})" if file else kind.say(language) for kind, file in self.measures]
        if self.unseen:
            text = translate_plural(
                "{count} measure not shown here", "{count} measures not shown here", self.unseen, language
            )
            said.append(text.format(count=self.unseen))
        return translate(self.sentence, language).format(measures="; ".join(said))


def told_of(view: View, ordered: Iterable[tuple[Id, Measure]], *, here: bool = False) -> dict[str, Any] | None:
    """Return what MeasuresNotOver is raised with, for measures with their streams; None where there are none.

    `here`: they are all of the file that is being changed, whose name need not be said.
    """
    measures, unseen = list[tuple[TypeName, str]](), 0
    for stream, one in ordered:
        if view.may(Action.READ, stream):
            file = "" if here or not one.file else root_facts(view, one.file)[1]
            measures.append((TypeName(one.type, view.lists), file))
        else:
            unseen += 1
    return {"measures": tuple(dict.fromkeys(measures)), "unseen": unseen} if measures or unseen else None
