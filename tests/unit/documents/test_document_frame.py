"""Head, foot, seal and copies: what makes a page of ours one of ours, read back with another program."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
import segno

from app.core.i18n import LANGUAGES
from app.documents.frame import LEFT
from app.documents.layout import FIRST, NEWEST
from app.documents.protocol import render_protocols
from app.documents.seal import ForgedPaper, check
from tests.unit.documents.conftest import (
    a_copy,
    a_photo,
    a_protocol_content,
    an_issue,
    fake_sign,
    fake_verify,
    protocol,
)
from tests.unit.documents.reading import A4_HEIGHT, letters, metadata, outline, page_texts

ROOT = Path(__file__).resolve().parents[3]
QR_SIZE, QR_TOP = 59.0, A4_HEIGHT - 56 - 59

FRAME = {
    "nl": (
        "VERTROUWELIJK — CONFIDENTIEL",
        "Protocol nr. P-2026-BRU1-0118 · versie 3",
        "Exemplaar 2 van 5",
        "bladzijde {} van 3",
    ),
    "fr": (
        "CONFIDENTIEL — VERTROUWELIJK",
        "Protocole n° P-2026-BRU1-0118 · version 3",
        "Exemplaire 2 de 5",
        "page {} de 3",
    ),
    "de": (
        "VERTRAULICH — CONFIDENTIEL",
        "Protokoll Nr. P-2026-BRU1-0118 · Version 3",
        "Ausfertigung 2 von 5",
        "Seite {} von 3",
    ),
    "en": ("CONFIDENTIAL — VERTROUWELIJK", "Protocol no. P-2026-BRU1-0118 · version 3", "Copy 2 of 5", "page {} of 3"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_carries_marking_number_copy_date_head_and_count(language: str) -> None:
    paper = protocol(language=language)
    pages = page_texts(paper.pdf)
    assert len(pages) == paper.pages == len(paper.seals) == len(paper.page_hashes)
    marking, number, copy, count = FRAME[language]
    for page, text in enumerate(pages, start=1):
        assert text.count(marking) == 2  # head and foot
        wanted = [number, copy, count.format(page), "2026, 14:20", "9f3c 61d0 a2b7 44e1", paper.control_code]
        assert [told for told in [*wanted, "VAN DEN BROECK, Hilde"] if told not in text] == []


def test_nothing_of_the_content_is_in_the_metadata() -> None:
    told = metadata(protocol().pdf)
    assert told == {
        "Title": "Beschermingsprotocol P-2026-BRU1-0118",
        "Creator": "Praesidium",
        "Producer": "Praesidium",
        "CreationDate": "D:20261121142000+01'00'",
        "ModDate": "D:20261121142000+01'00'",
    }
    assert list(outline(protocol().pdf))[:2] == ["1 Wat verandert sinds versie 2", "2 Maatregelen"]


def test_only_embedded_fonts_are_used() -> None:
    pdf = protocol().pdf
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") >= 2


def test_the_same_content_and_copy_give_the_same_bytes_in_any_process_alone_or_in_a_set() -> None:
    code = (
        "from tests.unit.documents.conftest import *; from app.documents.protocol import *; import hashlib;"
        "print(hashlib.sha256(protocol(language='fr').pdf).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    in_a_set = list(render_protocols(a_protocol_content(), [a_copy(1), a_copy(2), a_copy(3)], "fr", fake_sign))[1]
    assert found == {sha256(in_a_set.pdf).hexdigest()}
    assert protocol(language="fr").pdf == in_a_set.pdf


def test_copies_differ_only_in_what_names_the_copy() -> None:
    one, two = render_protocols(a_protocol_content(), [a_copy(1), a_copy(2)], "nl", fake_sign)
    assert one.control_code != two.control_code
    assert set(one.seals).isdisjoint(two.seals)
    changed = [
        (before, after)
        for before, after in zip(page_texts(one.pdf)[0].split(" · "), page_texts(two.pdf)[0].split(" · "), strict=True)
        if before != after
    ]
    assert all("xemplaar" in before or "controlecode" in before or "PZ Antwerpen" in after for before, after in changed)


def test_each_seal_states_the_page_and_is_refused_once_number_or_copy_is_changed() -> None:
    paper = protocol()
    for number, text in enumerate(paper.seals, start=1):
        seal = check(text, fake_verify)
        assert (seal.registration, seal.version, seal.copy, seal.copies) == ("P-2026-BRU1-0118", 3, 2, 5)
        assert (seal.page, seal.pages) == (number, paper.pages)
        assert seal.page_hash == paper.page_hashes[number - 1]
        assert seal.log_head.hex() == "9f3c61d0a2b744e1"
        assert seal.control_code() == paper.control_code
    for before, after in (("0118", "0119"), (" 2/5 ", " 3/5 "), (" 3 2/5", " 4 2/5")):
        with pytest.raises(ForgedPaper):
            check(paper.seals[0].replace(before, after), fake_verify)


def test_a_changed_word_bar_or_photo_changes_the_hash_of_its_page_only() -> None:
    before = protocol().page_hashes
    content = a_protocol_content()
    first, *others = content.measures
    unbarred = replace(content, measures=(replace(first, changed=False), *others))
    photographed = replace(content, person=replace(content.person, photo=a_photo()))
    reworded = replace(content, blood_group="A-")
    for changed, page in ((unbarred, 0), (photographed, 0), (reworded, 1)):
        after = protocol(changed).page_hashes
        assert [old != new for old, new in zip(before, after, strict=True)] == [number == page for number in range(3)]


def test_the_printed_qr_code_is_the_one_of_its_seal() -> None:
    paper = protocol()
    scale = 6
    with pypdfium2.PdfDocument(paper.pdf) as document:
        picture = document[0].render(scale=scale).to_pil().convert("L")
    pixels = picture.tobytes()
    code = segno.make(paper.seals[0], error="m", micro=False, boost_error=False, mask=0)
    rows = [list(row) for row in code.matrix]
    unit = QR_SIZE / (len(rows) + 8)
    for row, modules in enumerate(rows):
        for column, module in enumerate(modules):
            x = round((LEFT + (4 + column + 0.5) * unit) * scale)
            y = round((QR_TOP + (4 + row + 0.5) * unit) * scale)
            assert (pixels[y * picture.width + x] < 128) == bool(module)


def test_a_draft_has_a_watermark_and_neither_number_seal_nor_code() -> None:
    paper = protocol(a_protocol_content(issue=an_issue(registration=None)))
    pages = page_texts(paper.pdf)
    assert paper.seals == ()
    assert paper.control_code == ""
    assert all("Ontwerp zonder nummer" in text and "niet geregistreerd" in text for text in pages)
    assert all("P-2026" not in text.replace("BP-2026", "") for text in pages)
    assert all(_watermark(paper.pdf, page) == "ONTWERP" for page in range(paper.pages))


def test_a_french_paper_of_before_comes_again_with_its_days_as_they_were() -> None:
    first = datetime(2026, 12, 1, 9, tzinfo=UTC)
    then, now = (
        " ".join(page_texts(protocol(a_protocol_content(issue=an_issue(issued_at=first, layout=layout)), "fr").pdf))
        for layout in (FIRST, NEWEST)
    )
    assert ("1 décembre 2026, 10:00" in then, "1er" in then) == (True, False)
    assert ("1er décembre 2026, 10:00" in now, "1 décembre" in now) == (True, False)


@pytest.mark.parametrize(("language", "copy"), [("nl", "Exemplaar"), ("fr", "Exemplaire"), ("de", "Ausfertigung")])
def test_a_draft_names_for_whom_it_is_laid_out_without_a_copy_number(language: str, copy: str) -> None:
    content = a_protocol_content(issue=an_issue(registration=None))
    said = " ".join(page_texts(protocol(content, language).pdf))
    whose = content.recipients[1].name
    assert isinstance(whose, str)
    assert copy not in said
    assert whose in said
    assert f"2\u00a0{whose}" not in said
    assert f"2 {whose}" not in said


def test_an_exercise_is_marked_across_and_at_the_foot_of_every_page() -> None:
    paper = protocol(a_protocol_content(issue=an_issue(exercise=True)), "fr")
    assert all(_watermark(paper.pdf, page) == "EXERCICE" for page in range(paper.pages))
    assert all("EXERCICE : contenu fictif" in text for text in page_texts(paper.pdf))
    assert len(paper.seals) == paper.pages


def _watermark(pdf: bytes, page: int) -> str:
    return "".join(letter.text for letter in letters(pdf, page) if letter.top - letter.bottom > 60)
