"""Running central: one process, one socket, a line when it is ready, and a quick, polite end."""

from __future__ import annotations

import signal
import socket
import sys
from types import FrameType
from typing import NoReturn

import uvicorn
from litestar import Litestar

from central.app import build_app
from central.core import Core
from central.settings import Settings

_GRACE_SECONDS = 1


class _Server(uvicorn.Server):
    """uvicorn, but the live streams are told of the end first: it would wait for them."""

    def __init__(self, config: uvicorn.Config, core: Core, address: str) -> None:
        super().__init__(config)
        self._core = core
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(f"listening on {self._address}\n")
            sys.stdout.flush()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._core.live.close()
        super().handle_exit(sig, frame)


def serve(settings: Settings, host: str, port: int) -> None:
    """Until SIGTERM or SIGINT. `port` 0 takes a free one. OSError where the address cannot be had."""
    bound = listening_socket(host, port)
    app: Litestar = build_app(settings)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=65,
        ws="none",
    )
    # uvicorn raises the signal again when it is done; this makes of it an ordinary end.
    signal.signal(signal.SIGTERM, _ended)
    signal.signal(signal.SIGINT, _ended)
    _Server(config, app.state["core"], address_of(bound)).run(sockets=[bound])


def address_of(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if bound.family == socket.AF_INET6 else f"http://{host}:{port}"


def listening_socket(host: str, port: int) -> socket.socket:
    """Bound and listening; OSError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off (40 ms an answer) only where it is.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(1024)
        bound.set_inheritable(False)
    except OSError:
        bound.close()
        raise
    return bound


def _ended(*_: object) -> NoReturn:
    sys.exit(0)
