"""A PostgreSQL server of one's own: private folder, one socket, no port, gone when its owner is gone."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

ROLE = "desk"

# The keeper starts the server and waits on a pipe from its owner. The pipe closes when the owner is done,
# and also when it is killed, so no server and no folder is ever left behind.
KEEPER = """
cd "$1" && "$2/initdb" -D data --username="$3" --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 &&
"$2/pg_ctl" -D data -l log -w -t 60 -o "-c listen_addresses='' -c unix_socket_directories='$1' -c fsync=off \
-c synchronous_commit=off -c full_page_writes=off -c max_connections=200" start >/dev/null 2>&1 && echo ready
read -r _
"$2/pg_ctl" -D data -m immediate stop >/dev/null 2>&1
cd / && rm -rf "$1"
"""


class PostgresMissing(RuntimeError):
    """The machine has no PostgreSQL programs, or they did not start."""


class PrivatePostgres:
    """Runs while the `with` block runs. Safe beside any other server, and beside any number of its own kind."""

    def __enter__(self) -> Self:
        programs = find_programs()
        # Short, because a socket's path may have 107 characters at most; the system's own folder for the same reason.
        self.folder = Path(tempfile.mkdtemp(prefix="desk-pg-", dir="/tmp"))
        self._numbers = count(1)
        owner = _server_account()
        if owner is not None:
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._keeper = subprocess.Popen(
            ["sh", "-c", KEEPER, "keeper", str(self.folder), str(programs), ROLE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
            user=owner and owner.pw_uid,
            group=owner and owner.pw_gid,
            extra_groups=[] if owner else None,
        )
        assert self._keeper.stdout is not None
        if self._keeper.stdout.readline() != "ready\n":
            log = (self.folder / "log").read_text(errors="replace")
            self.close()
            raise PostgresMissing(f"PostgreSQL in {programs} did not start:\n{log[-2000:]}")
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._keeper.communicate()

    def new_database(self, template: str = "template1") -> str:
        """SQLAlchemy's address of a fresh copy of the database named `template`, which nobody may be using."""
        name = f"desk_{next(self._numbers)}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Removes the database, closing whatever is still connected to it."""
        name = make_url(url).database or ""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def url(self, database: str) -> str:
        address = URL.create("postgresql+psycopg", ROLE, database=database, query={"host": str(self.folder)})
        return address.render_as_string(hide_password=False)

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user=ROLE, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


def find_programs() -> Path:
    """The folder of the newest PostgreSQL on this machine; Debian keeps each version off the PATH."""
    folders = [file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    if not folders:
        raise PostgresMissing("PostgreSQL's initdb is not on this machine: `make postgres` installs it or says how")
    return max(folders, key=lambda folder: [int(number) for number in re.findall(r"\d+", str(folder))])


def _server_account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root lends it another account."""
    if os.getuid() != 0:
        return None
    names = {account.pw_name: account for account in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]
