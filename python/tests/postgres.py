"""A PostgreSQL server of the tests' own."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

HOW = "these tests start a PostgreSQL server of their own: apt-get install --yes postgresql"


def programs() -> Path:
    """Give the newest where Debian puts them, or those of the path."""
    debian = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    newest = max(debian, key=lambda it: int(it.parts[-3].split(".")[0]), default=None)
    found = newest or shutil.which("initdb")
    assert found, HOW
    return Path(found).parent


class Server:
    """On this machine only, on a free port, in a folder of its own; gone with its `with`."""

    def __init__(self) -> None:
        self.programs = programs()
        # It never runs as root.
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = Path(tempfile.mkdtemp(prefix="ringfence-server-"))
        if self.user:
            shutil.chown(self.folder, "postgres")
        self.watch = self.watched()

    def watched(self) -> subprocess.Popen[bytes]:
        """Start a shell that waits until this process is gone, whatever ended it."""
        stop = " ".join([*self.user, str(self.programs / "pg_ctl"), "-D data -s -m immediate stop"])
        end = f"trap '' INT HUP TERM; cat; cd {self.folder}; {stop}; cd /; rm -rf {self.folder}"
        no = subprocess.DEVNULL
        return subprocess.Popen(["sh", "-c", end], stdin=subprocess.PIPE, stdout=no, stderr=no)

    def __enter__(self) -> Self:
        form = ["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        self.run("initdb", "-D", "data", *form)
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.watch.communicate()

    def url(self, book: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres?book={book}"

    def run(self, program: str, *arguments: str) -> None:
        # Not through a pipe: the server would keep it open.
        no = subprocess.DEVNULL
        command = [*self.user, str(self.programs / program), *arguments]
        subprocess.run(command, cwd=self.folder, check=True, stdin=no, stdout=no, stderr=no)

    def control(self, *arguments: str) -> None:
        self.run("pg_ctl", "-D", "data", "-s", "-w", "-t", "60", *arguments)

    def start(self) -> None:
        at = f"-c listen_addresses=127.0.0.1 -c port={self.port}"
        self.control("-l", "log", "-o", f"{at} -c unix_socket_directories={self.folder}", "start")

    def stop(self) -> None:
        self.control("-m", "fast", "stop")

    def sql(self, text: str) -> None:
        """Let any tool say something to the database."""
        where = ["-h", str(self.folder), "-p", str(self.port), "-U", "postgres"]
        self.run("psql", *where, "-v", "ON_ERROR_STOP=1", "-c", text)
