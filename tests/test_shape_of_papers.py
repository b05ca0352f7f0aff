"""What the project says of itself is true: its layers exist, its README shows the door, its locks are whole."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tests.tree import ROOT, SourceFile, none_of


def project() -> dict[str, Any]:
    return tomllib.loads(SourceFile("pyproject.toml").text)


def test_the_layers_in_the_settings_exist() -> None:
    settings = project()["tool"]["importlinter"]
    none_of(
        (
            f"{contract['name']}: {name}"
            for contract in settings["contracts"]
            for key in ("layers", "source_modules", "forbidden_modules")
            for entry in contract.get(key, [])
            for name in map(str.strip, entry.split("|"))
            if name.split(".")[0] in settings["root_packages"] and not module_exists(name)
        ),
        "pyproject.toml keeps layers apart that are not there, so it keeps nothing apart:",
    )


def module_exists(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def test_the_readme_shows_the_door() -> None:
    readme = SourceFile("README.md").text
    none_of((line for line in ("make run", "make test") if line not in readme), "README.md does not show:")


def test_the_locks_carry_hashes_and_no_addresses() -> None:
    for name in ("run.txt", "dev.txt"):
        text = SourceFile(f"requirements/{name}").text
        entries = re.split(r"\n(?=\S)", text.replace("\\\n", " "))
        pinned = [entry for entry in entries if not entry.startswith("#")]
        none_of(
            (
                f"{name}: {entry.split()[0]}"
                for entry in pinned
                if not re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+ ", entry) or "--hash=sha256:" not in entry
            ),
            "Each locked package has one version and its hashes, and nothing else stands in a lock:",
        )
        assert "://" not in text, f"{name} names an address; lock with --no-emit-index-url"


def test_the_locks_hold_every_dependency() -> None:
    wanted = {re.split(r"[^\w.-]", entry)[0] for entry in project()["project"]["dependencies"]}
    for name in ("run.txt", "dev.txt"):
        text = SourceFile(f"requirements/{name}").text
        held = {canonical(entry) for entry in re.findall(r"^([\w.-]+)", text, re.MULTILINE)}
        none_of((want for want in wanted if canonical(want) not in held), f"requirements/{name} is older than:")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
