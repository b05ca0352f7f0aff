"""What the workstation is told from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.rules.errors import Refusal
from desk.settings import read_settings


def test_arguments_go_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    (tmp_path / "desk.toml").write_text(
        f'central_url = "https://file"\ntheme = "dark"\nextension = "1"\ndata_folder = "{data}"'
    )
    environment = {"DESK_CENTRAL_URL": "https://environment", "DESK_EXTENSION": "2", "OTHER": "x"}
    settings = read_settings(["--extension", "3"], environment, tmp_path)
    assert (settings.central_url, settings.theme, settings.extension) == ("https://environment", "dark", "3")
    assert settings.data_folder == Path(data)
    assert settings.ca_file is None


def test_the_workstation_keeps_its_id_and_a_damaged_one_is_replaced(tmp_path: Path) -> None:
    arguments = ["--data-folder", str(tmp_path)]
    first = read_settings(arguments, {}, tmp_path).workstation
    assert read_settings(arguments, {}, tmp_path).workstation == first
    (tmp_path / "workstation").write_text("?")
    assert read_settings(arguments, {}, tmp_path).workstation != first


@pytest.mark.parametrize("text", ['theme = "pink"', "theme = 1", 'colour = "red"', "theme ="])
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk.toml").write_text(text)
    with pytest.raises(Refusal) as refusal:
        read_settings(["--data-folder", str(tmp_path)], {}, tmp_path)
    assert refusal.value.code == "bad_setting"
