"""What this workstation is told from outside: arguments first, then the environment, then the file of its configuration."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID, uuid4

import platformdirs

from desk.rules.errors import Refusal
from desk.rules.ids import WorkstationId

PROGRAM = "hotline-desk"
FILE = "desk.toml"
PREFIX = "DESK_"
Look = Literal["light", "dark", "high_contrast"]
THEMES: tuple[Look, ...] = ("light", "dark", "high_contrast")

DEFAULTS: Mapping[str, str] = {
    "central_url": "http://127.0.0.1:8345",
    "ca_file": "",
    "data_folder": "",
    "theme": "light",
    "extension": "",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """`ca_file`: the authority that vouches for central, or None for the system's. `theme`: one of THEMES."""

    central_url: str
    ca_file: Path | None
    data_folder: Path
    theme: Look
    extension: str
    workstation: WorkstationId


def read_settings(
    arguments: Sequence[str], environment: Mapping[str, str], config_folder: Path | None = None
) -> Settings:
    """Read once, at start. Refusal `bad_setting` names the setting; OSError where the data folder cannot be made."""
    folder = config_folder or platformdirs.user_config_path(PROGRAM, appauthor=False)
    given = dict(DEFAULTS)
    given |= _from_file(folder / FILE)
    given |= {name: environment[PREFIX + name.upper()] for name in DEFAULTS if environment.get(PREFIX + name.upper())}
    given |= _from_arguments(arguments)
    if given["theme"] not in THEMES:
        raise Refusal("bad_setting", "theme", name="theme", value=given["theme"])
    named = given["data_folder"]
    data_folder = Path(named).expanduser() if named else platformdirs.user_data_path(PROGRAM, appauthor=False)
    data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Settings(
        central_url=given["central_url"],
        ca_file=Path(given["ca_file"]).expanduser() if given["ca_file"] else None,
        data_folder=data_folder,
        theme=given["theme"],
        extension=given["extension"],
        workstation=_workstation(data_folder / "workstation"),
    )


def _from_file(path: Path) -> dict[str, str]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal("bad_setting", path.name, name=path.name, value=error) from error
    for name, value in table.items():
        if name not in DEFAULTS or not isinstance(value, str):
            raise Refusal("bad_setting", name, name=name, value=value)
    return table


def _from_arguments(arguments: Sequence[str]) -> dict[str, str]:
    parser = argparse.ArgumentParser(prog="desk", description="The seat of the 12345 hotline.")
    parser.add_argument("--central-url", help="where central answers, like https://central.example")
    parser.add_argument("--ca-file", help="the certificate of the authority that vouches for central")
    parser.add_argument("--data-folder", help="where this workstation keeps its cache")
    parser.add_argument("--theme", choices=THEMES, help="how it looks")
    parser.add_argument("--extension", help="the telephone's extension")
    return {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}


def _workstation(path: Path) -> WorkstationId:
    """The id this workstation was given at its first start; a damaged file gets a new one."""
    try:
        return WorkstationId(str(UUID(path.read_text(encoding="ascii").strip())))
    except (FileNotFoundError, ValueError):
        made = WorkstationId(str(uuid4()))
        path.write_text(made + "\n", encoding="ascii")
        return made
