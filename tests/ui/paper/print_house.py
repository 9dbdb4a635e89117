"""A print server of the test's own: cupsd on a private socket, with queues that write what arrives into a file."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STOPPED = "Stopped"
"""A queue of this name takes jobs and does not print them."""
TRAY = "Tray"
"""What a queue of this name says of its printer is told by the test (`PrintHouse.tell`)."""
CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "/usr/sbin/cupsd"

SERVER_BIN = Path("/usr/lib/cups")
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
cat ${6:+"$6"} > /dev/null
while :; do
    read -r said < FOLDER/told || continue
    [ "$said" = out ] && exit 0
    echo "STATE: $said" >&2
done
"""
"""A printer that takes everything in, and says in CUPS' own words what it is told to."""


PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PRESS.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test press"
*ShortNickName: "Test press"
*NickName: "Test press"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/Two sides: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
"""
"""A press that prints both sides and takes PDF as it is."""


@dataclass(frozen=True, slots=True)
class PrintHouse:
    """Where it listens and what has arrived."""

    socket: Path
    folder: Path

    def arrived(self, queue: str) -> bytes:
        """Return what the queue's device got."""
        return (self.folder / f"{queue}.out").read_bytes()

    def waiting(self) -> str:
        """Return the jobs not yet done, as lpstat lists them."""
        return subprocess.run(
            ["lpstat", "-h", str(self.socket), "-o"], check=False, capture_output=True, text=True
        ).stdout

    def tell(self, said: str) -> None:
        """Let the printer TRAY say `+reason` or `-reason` of the job it has, or print it with `out`."""
        for _ in range(200):
            try:
                pipe = os.open(self.folder / "told", os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                time.sleep(0.05)  # the job has not reached it yet
                continue
            os.write(pipe, f"{said}\n".encode())
            os.close(pipe)
            return
        raise RuntimeError("nothing is printed there")

    def cancel(self, queue: str) -> None:
        """Take every job out of a queue."""
        subprocess.run(["cancel", "-h", str(self.socket), "-a", queue], check=True, capture_output=True)

    def finish(self) -> None:
        """Wait until every job has come out."""
        for _ in range(200):
            if not self.waiting():
                return
            time.sleep(0.05)  # CUPS tells nobody when a queue is empty: it is looked at again
        raise RuntimeError("the press is stuck")


@contextmanager
def a_print_house(*queues: str) -> Iterator[PrintHouse]:
    """Run a print server, in a folder that its own user may enter and whose path a socket has room for."""
    folder = Path(tempfile.mkdtemp(prefix="press-"))
    folder.chmod(0o711)
    try:
        with _running(folder, queues) as house:
            yield house
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(folder: Path, queues: Sequence[str]) -> Iterator[PrintHouse]:
    for name in ("server", "cache", "spool", "state", "log"):
        (folder / name).mkdir()
    house = PrintHouse(folder / "s", folder)
    user = "root" if os.geteuid() == 0 else os.environ.get("USER", "nobody")
    (folder / "server" / "cups-files.conf").write_text(
        f"FileDevice Yes\nServerRoot {folder}/server\nServerBin {folder}/bin\nCacheDir {folder}/cache\n"
        f"RequestRoot {folder}/spool\nTempDir {folder}/spool\nStateDir {folder}/state\nAccessLog {folder}/log/access\n"
        f"ErrorLog {folder}/log/error\nPageLog {folder}/log/page\nSandboxing relaxed\nSystemGroup {user}\n"
    )
    (folder / "server" / "cupsd.conf").write_text(
        f"Listen {house.socket}\nBrowsing No\nWebInterface No\nDefaultAuthType None\nPreserveJobFiles No\n"
        "PreserveJobHistory No\nLogLevel warn\n<Location />\nAllow all\n</Location>\n"
        "<Policy default>\n<Limit All>\nAllow all\n</Limit>\n</Policy>\n"
    )
    (folder / "server" / "printers.conf").write_text(
        "".join(
            f"<Printer {name}>\nUUID urn:uuid:00000000-0000-4000-8000-{number:012d}\nInfo {name}\n"
            f"DeviceURI {'tray:/' if name == TRAY else f'file://{folder}/{name}.out'}\n"
            f"State {'Stopped' if name == STOPPED else 'Idle'}\n"
            "Accepting Yes\nShared No\nJobSheets none none\n</Printer>\n"
            for number, name in enumerate(queues)
        )
    )
    _tools(folder)
    (folder / "server" / "ppd").mkdir()
    for name in queues:
        (folder / f"{name}.out").write_bytes(b"")
        (folder / "server" / "ppd" / f"{name}.ppd").write_text(PPD)
    server = subprocess.Popen(
        [CUPSD, "-f", "-c", f"{folder}/server/cupsd.conf", "-s", f"{folder}/server/cups-files.conf"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(200):
            if house.socket.exists() or server.poll() is not None:
                break
            time.sleep(0.05)  # nor when it begins to listen
        if server.poll() is not None:
            raise RuntimeError((folder / "log" / "error").read_text() if (folder / "log/error").exists() else "cupsd")
        yield house
    finally:
        server.terminate()
        server.wait(10)


def _tools(folder: Path) -> None:
    """Give it CUPS' own tools, but a printer of ours."""
    (folder / "bin" / "backend").mkdir(parents=True)
    for tool in SERVER_BIN.iterdir():
        if tool.name != "backend":
            (folder / "bin" / tool.name).symlink_to(tool)
    backend = folder / "bin" / "backend" / "tray"
    backend.write_text(BACKEND.replace("FOLDER", str(folder)))
    backend.chmod(0o700)
    os.mkfifo(folder / "told", 0o600)
