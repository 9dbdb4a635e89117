"""Which drives count as sticks, and which files on them are ever opened."""

import os
from pathlib import Path

import pytest

from app.exchange.refusals import StickGone
from app.exchange.sticks import Content, Stick, incoming, mounted_sticks, open_incoming

DISKS = {
    # partition, path of its disk, "removable"
    "8:1": ("pci0000:00/0000:00:17.0/ata1/host0/block/sda/sda1", "0"),
    "8:17": ("pci0000:00/0000:00:14.0/usb2/2-1/host6/block/sdb/sdb1", "0"),
    "179:1": ("pci0000:00/0000:00:1a.0/mmc_host/mmc0/block/mmcblk0/mmcblk0p1", "1"),
    "8:32": ("pci0000:00/0000:00:17.0/ata3/host2/block/sdc", "1"),
}
MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
35 22 8:17 / /media/officer/BRU\\0401 rw,nosuid,nodev - vfat /dev/sdb1 rw
36 22 179:1 / /media/officer/card ro,nosuid - exfat /dev/mmcblk0p1 ro
37 22 8:32 / /media/officer/raw rw - vfat /dev/sdc rw
38 22 0:24 / /proc rw - proc proc rw
39 22 9:9 / /media/gone rw - vfat /dev/sdz1 rw
40 22 ../../x:1 / /media/trick rw - vfat x rw
short line
"""


@pytest.fixture
def machine(tmp_path: Path) -> tuple[Path, Path]:
    """A system folder with four disks, and the table of what is mounted."""
    system = tmp_path / "sys"
    (system / "dev" / "block").mkdir(parents=True)
    for number, (place, removable) in DISKS.items():
        folder = system / "devices" / place
        folder.mkdir(parents=True, exist_ok=True)
        disk = folder if folder.parent.name == "block" else folder.parent
        (disk / "removable").write_text(removable + "\n")
        (system / "dev" / "block" / number).symlink_to(folder)
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    return mounts, system


def test_removable_and_usb_disks_are_sticks_and_no_others(machine: tuple[Path, Path]) -> None:
    assert mounted_sticks(*machine) == [
        Stick(Path("/media/officer/BRU 1"), read_only=False),
        Stick(Path("/media/officer/card"), read_only=True),
        Stick(Path("/media/officer/raw"), read_only=False),
    ]
    assert mounted_sticks(*machine)[0].name == "BRU 1"


def test_a_system_that_does_not_tell_has_no_sticks(tmp_path: Path) -> None:
    assert mounted_sticks(tmp_path / "nothing", tmp_path) == []


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    assert all(stick.folder != Path("/") for stick in mounted_sticks())


def test_only_regular_files_with_our_extension_are_listed(tmp_path: Path) -> None:
    (tmp_path / "b.pbundle").write_bytes(b"age-encryption.org/v1\n")
    (tmp_path / "a.pbundle").write_bytes(b"praesidium/join\0...")
    (tmp_path / "c.pbundle").write_bytes(b"")
    (tmp_path / "holiday.jpg").write_bytes(b"age-encryption.org/v1\n")
    (tmp_path / ".hidden.pbundle").write_bytes(b"age-encryption.org/v1\n")
    (tmp_path / "d.pbundle.part").write_bytes(b"age-encryption.org/v1\n")
    (tmp_path / "folder.pbundle").mkdir()
    (tmp_path / "link.pbundle").symlink_to(tmp_path / "b.pbundle")
    os.mkfifo(tmp_path / "pipe.pbundle")
    found = incoming(tmp_path)
    assert [(one.path.name, one.content) for one in found] == [
        ("a.pbundle", Content.REQUEST),
        ("b.pbundle", Content.BUNDLE),
        ("c.pbundle", Content.OTHER),
    ]
    assert [one.size for one in found] == [19, 22, 0]


@pytest.mark.parametrize("name", ["link.pbundle", "pipe.pbundle", "folder.pbundle", "note.txt", "gone.pbundle"])
def test_nothing_but_a_regular_file_of_ours_is_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "note.txt").write_bytes(b"x")
    (tmp_path / "link.pbundle").symlink_to(tmp_path / "note.txt")
    (tmp_path / "folder.pbundle").mkdir()
    os.mkfifo(tmp_path / "pipe.pbundle")
    with pytest.raises(StickGone), open_incoming(tmp_path / name):
        pass


def test_a_pulled_stick_is_said_to_be_gone(tmp_path: Path) -> None:
    with pytest.raises(StickGone):
        incoming(tmp_path / "pulled")
