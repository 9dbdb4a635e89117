"""What an edit may choose and touch: codes of a list (shipped, or added to this store), and no links to a root."""

from collections.abc import Iterable
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.catalogues import CatalogueWord
from app.services.desk import View


class NotOnTheList(UserError):
    """A code that the list does not have."""

    sentence = N_("This choice is not on the list any more. Choose another.")


class BelongsWhereItIs(UserError):
    """An edit that would move a line to another person, file or organisation."""

    sentence = N_(
        "What this belongs to does not change by editing. Enter it anew where it belongs and take it away here. "
        "Nothing was changed."
    )


def check_choice(view: View, name: str, code: str | None, field: str) -> None:
    """Raise NotOnTheList, at `field`, unless the list `name` offers `code`: neither withdrawn nor outside its days."""
    if code not in view.lists.offered(name):
        raise NotOnTheList(field=field)


def check_listed(view: View, after: Any, before: Any = None) -> None:
    """Raise NotOnTheList where `after` holds a code that its list does not offer, unless `before` held it already."""
    for name, spec in view.desk.schema.by_record[type(after)].fields.items():
        code = getattr(after, name)
        if isinstance(spec.meta.show, CatalogueWord) and code is not None and code != getattr(before, name, None):
            check_choice(view, spec.meta.show.name, code, name)


def check_stays(fields: Iterable[str], *links: str) -> None:
    """Raise BelongsWhereItIs if `fields` hold any of `links`, which an edit does not touch."""
    for name in fields:
        if name in links:
            raise BelongsWhereItIs(field=name)
