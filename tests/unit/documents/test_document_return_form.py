"""The return form: each reader's own lines on it, except where it was issued with all of them."""

from dataclasses import replace

from app.documents.layout import NEWEST, ORDINAL_DAYS
from app.documents.return_form import render_return_forms
from tests.unit.documents.conftest import a_copy, a_protocol_content, an_issue, fake_sign, measures, said
from tests.unit.documents.reading import page_texts


def test_a_return_form_of_before_comes_again_with_the_lines_of_all() -> None:
    own, others = measures()[:2]
    lines = (
        replace(own, title=said(*["Eigen regel"] * 4), executing=("PZ Antwerpen",)),
        replace(others, title=said(*["Andere regel"] * 4), executing=("DAP",)),
    )
    copy = a_copy(recipient="PZ Antwerpen")

    then, now = (
        " ".join(page_texts(next(render_return_forms(content, [copy], "nl", fake_sign)).pdf)).replace("\u00a0", " ")
        for layout in (ORDINAL_DAYS, NEWEST)
        for content in [a_protocol_content(issue=an_issue(layout=layout), measures=lines)]
    )

    assert ("Eigen regel" in then, "Andere regel" in then) == (True, True)
    assert ("Eigen regel" in now, "Andere regel" in now) == (True, False)
