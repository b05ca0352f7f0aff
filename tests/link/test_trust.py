"""Whom the link talks to, and over what."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from desk.link.trust import checked_address, trust_for
from desk.rules.errors import Refusal


@pytest.mark.parametrize(
    "url",
    [
        "https://central.example",
        "https://10.1.2.3:8443/",
        "http://127.0.0.1:8345",
        "http://[::1]:80",
        "http://localhost:1",
    ],
)
def test_https_anywhere_and_plain_http_to_this_machine(url: str) -> None:
    checked_address(url)


@pytest.mark.parametrize("url", ["http://central.example", "http://10.1.2.3", "http://127.0.0.1.example"])
def test_names_and_numbers_never_travel_in_the_clear(url: str) -> None:
    with pytest.raises(Refusal) as refusal:
        checked_address(url)
    assert refusal.value.code == "plain_http"


@pytest.mark.parametrize(
    "url", ["", "central", "ftp://x", "https://", "https://user:word@central.example", "http://[::"]
)
def test_an_address_that_is_none_is_said(url: str) -> None:
    with pytest.raises(Refusal) as refusal:
        checked_address(url)
    assert refusal.value.code == "bad_address"


async def test_a_certificate_file_that_is_none_is_said(tmp_path: Path) -> None:
    address = checked_address("https://central.example")
    for ca_file in (tmp_path / "absent.pem", tmp_path / "empty.pem", tmp_path / "words.pem"):
        if "absent" not in ca_file.name:
            ca_file.write_text("-----BEGIN CERTIFICATE-----\nno\n" * ("words" in ca_file.name))
        with pytest.raises(Refusal) as refusal:
            await trust_for(address, ca_file)
        assert refusal.value.code == "bad_ca_file"


async def test_the_context_checks_names_and_certificates() -> None:
    context = await trust_for(checked_address("https://central.example"), None)
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
