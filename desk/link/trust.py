"""Whom the link trusts: central by the given authority's certificate, and plain HTTP to this very machine only."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from pathlib import Path

import httpx

from desk.rules.errors import Refusal


def checked_address(url: str) -> httpx.URL:
    """The address to talk to; Refusal `bad_address`, or `plain_http` where names and numbers would travel in the clear."""
    try:
        address = httpx.URL(url.rstrip("/"))
    except httpx.InvalidURL:
        raise Refusal("bad_address", "central_url", value=url) from None
    if address.scheme not in ("http", "https") or not address.host or address.userinfo:
        raise Refusal("bad_address", "central_url", value=url)
    if address.scheme == "http" and not _is_loopback(address.host):
        raise Refusal("plain_http", "central_url")
    return address


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def trust_for(address: httpx.URL, ca_file: Path | None) -> ssl.SSLContext:
    """The TLS context, made in a thread: reading the authorities takes a fifth of a second. Refusal `bad_ca_file`."""
    if address.scheme == "http":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used; an empty one keeps httpx from loading its own
    return await asyncio.to_thread(_load, ca_file)


def _load(ca_file: Path | None) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except (OSError, ssl.SSLError) as error:
        raise Refusal("bad_ca_file", "ca_file", detail=error) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
