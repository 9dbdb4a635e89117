"""Frozen papers: every record comes back as it was, and nothing but our records is ever built from bytes."""

from dataclasses import replace

import msgspec
import pytest

from app.documents.content import CopyHead, ProtocolContent
from app.documents.layout import FIRST, ORDINAL_DAYS, OWN_LINES
from app.documents.marking import Handling, Tlp
from app.services.paper.snapshot import Content, Snapshot, SnapshotDamaged, snapshot_hash, thaw
from tests.unit.documents.conftest import a_photo, a_protocol_content, an_issue
from tests.unit.documents.order_sample import an_order
from tests.unit.documents.other_samples import a_binder, a_recall, an_employer_letter, an_extract


def a_snapshot(content: Content) -> Snapshot:
    copies = (CopyHead(1, 2, "PZ Antwerpen"), CopyHead(2, 2, "Embassy of Georgia", foreign=True))
    return Snapshot(content, (b"k" * 16,), copies, ("nl", "en"), (b"m" * 16,), (b"d" * 16, b"e" * 16))


def frozen_with_flags(data: bytes, flags: dict[str, bool]) -> bytes:
    """Return frozen data as they were written when flags said how a paper is laid out."""
    version, said, *rest = msgspec.msgpack.decode(data)
    del said[1]["issue"][1]["layout"]
    said[1]["issue"][1].update(flags)
    return msgspec.msgpack.encode([version, said, *rest], order="sorted")


def with_everything() -> ProtocolContent:
    content = a_protocol_content()
    issue = an_issue(handling=Handling(limited=True, tlp=Tlp.AMBER_STRICT), exercise=True)
    return replace(content, issue=issue, person=replace(content.person, photo=a_photo()))


CONTENTS = {
    "protocol": a_protocol_content(), "everything": with_everything(), "order": an_order(), "recall": a_recall(),
    "binder": a_binder(), "employer": an_employer_letter(), "extract": an_extract(),
}  # fmt: skip


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_a_frozen_paper_comes_back_whole(content: Content) -> None:
    snapshot = a_snapshot(content)
    data = snapshot.freeze()

    assert thaw(data, snapshot_hash(data)) == snapshot
    assert thaw(data, snapshot_hash(data)).freeze() == data


@pytest.mark.parametrize(
    ("flags", "layout"),
    [
        ({}, FIRST),
        ({"ordinal_days": False}, FIRST),
        ({"ordinal_days": True}, ORDINAL_DAYS),
        ({"ordinal_days": True, "own_measures": False}, ORDINAL_DAYS),
        ({"ordinal_days": True, "own_measures": True}, OWN_LINES),
    ],
)
def test_a_paper_frozen_before_layouts_had_numbers_has_the_layout_of_its_flags(
    flags: dict[str, bool], layout: int
) -> None:
    data = frozen_with_flags(a_snapshot(a_protocol_content()).freeze(), flags)

    assert thaw(data, snapshot_hash(data)).content.issue.layout == layout


def test_one_changed_byte_is_noticed() -> None:
    data = a_snapshot(a_protocol_content()).freeze()
    named = snapshot_hash(data)

    for at in (0, len(data) // 2, len(data) - 1):
        with pytest.raises(SnapshotDamaged):
            thaw(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], named)


@pytest.mark.parametrize(
    "plain",
    [
        None,
        7,
        [],
        [1],
        [1, [], [[], [], []], [], []],
        [1, [["deep"]], 1, 2, 3],
        *(
            [version, said, [[], [], []], ["()"], []]
            for version, said in (
                (2, ["ProtocolContent", {}]),
                (1, ["Path", {"x": "/"}]),
                (1, ["ProtocolContent", {"unknown": 1}]),
                (1, ["ProtocolContent"]),
                (1, ["day", "2026-13-40"]),
                (1, ["=Marking", 99]),
                (1, ["=Path", "/"]),
                (1, "words"),
            )
        ),
    ],
)
def test_bytes_that_are_no_paper_of_ours_are_refused(plain: object) -> None:
    data = msgspec.msgpack.encode(plain)

    with pytest.raises(SnapshotDamaged):
        thaw(data, snapshot_hash(data))
