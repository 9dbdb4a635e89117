"""Choices from a list: the shipped lines and those an administrator added to this store (`catalogue_item`)."""

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.catalogues import catalogue
from app.models.kinds.directory import CatalogueItem
from app.services.desk import View


class NotOnTheList(UserError):
    """A code that the list does not have."""

    sentence = N_("This choice is not on the list any more. Choose another.")


def check_choice(view: View, name: str, code: str | None, field: str) -> None:
    """Raise NotOnTheList, at `field`, unless the list `name` has `code`, shipped or added here."""
    if code in catalogue(name) or view.find(CatalogueItem, "list = ? AND code = ?", name, code):
        return
    raise NotOnTheList(field=field)
