"""Signing in, refreshing, signing out."""

from __future__ import annotations

from typing import Any

from litestar import Request, delete, post
from litestar.params import JSONBody

from central import sign_in
from central.api.asking import asking, core_of
from desk.wire import paths
from desk.wire.session import Refresh, Session, SignIn


@post(paths.SESSION, status_code=200, sync_to_thread=True, tags=["session"])
def open_session(request: Request[Any, Any, Any], data: JSONBody[SignIn]) -> Session:
    """Sign in with number and password."""
    core = core_of(request)
    return sign_in.sign_in(core.store, core.city, data, core.now())


@post(paths.REFRESH, status_code=200, sync_to_thread=True, tags=["session"])
def refresh_session(request: Request[Any, Any, Any], data: JSONBody[Refresh]) -> Session:
    """Change the refresh token for a new pair."""
    core = core_of(request)
    return sign_in.refresh(core.store, core.city, data.refresh, core.now())


@delete(paths.SESSION, status_code=204, sync_to_thread=True, tags=["session"])
def end_session(request: Request[Any, Any, Any]) -> None:
    """Sign out: the session's tokens hold no longer."""
    core = core_of(request)
    with core.store.reading() as tx:
        family = asking(tx, request).family
    sign_in.sign_out(core.store, family)
