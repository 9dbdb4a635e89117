"""Asks the 24/7 number of one's own organisation, where a paper has nobody to ring; all papers say it from then."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.kinds.registers import Organisation
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.registers.permanence import Permanence, set_permanence
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit


def permanence_sheet(kit: Kit, desk: Desk, parent: QWidget | None, now: Permanence) -> ActSheet:
    """Return the sheet with its one field."""
    words = kit.words
    form = Form(kit, desk, form_spec(Organisation, ("phone",), required=("phone",), rest=False), now.record)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = "phone" in form.kept_as_typed
        return lambda: set_permanence(desk, values["phone"], keep=keep)

    hint = words(
        N_(
            "Where somebody answers night and day. From now on it stands on every paper of your organisation. "
            "A fixed contact person is proposed as a measure."
        )
    )
    name = words.text(now.record.names) or now.record.code or ""
    text = words(N_("24/7 number: {organisation}"), organisation=name)
    return ActSheet(kit, parent, text, "permanence", act, form=form, hint=hint, width=560)
