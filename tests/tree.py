"""Reads this project's own files, for the house rules that no linter knows."""

from __future__ import annotations

import ast
import io
import os
import shutil
import subprocess
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ("desk", "ui", "local_cache", "central", "resources")
MADE_BY_TOOLS = {"out", "build", "dist", "__pycache__"}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class SourceFile:
    """One file of the tree; `name` is its path below the root, with forward slashes."""

    name: str

    def under(self, *folders: str) -> bool:
        return self.name.startswith(tuple(f"{folder}/" for folder in folders))

    def at(self, line: int) -> str:
        return f"{self.name}:{line}"

    @cached_property
    def text(self) -> str:
        """The file as text; empty where there is none, as in a picture or a workbook."""
        path = ROOT / self.name
        content = path.read_bytes() if path.is_file() else b""
        try:
            return "" if b"\0" in content else content.decode("utf-8")
        except UnicodeDecodeError:
            return ""

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def syntax(self) -> ast.Module:
        return ast.parse(self.text, filename=self.name)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.syntax))

    @cached_property
    def tokens(self) -> list[tokenize.TokenInfo]:
        return list(tokenize.generate_tokens(io.StringIO(self.text).readline))

    def comments(self) -> Iterator[tuple[int, str]]:
        return ((token.start[0], token.string) for token in self.tokens if token.type == tokenize.COMMENT)

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of everything imported, `from a import b` as `a.b`."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, f"{node.module or '.'}.{alias.name}") for alias in node.names)

    def attributes(self) -> Iterator[tuple[int, str]]:
        return ((node.lineno, node.attr) for node in self.nodes if isinstance(node, ast.Attribute))


@cache
def all_files() -> tuple[SourceFile, ...]:
    """Every file that is tracked or could be: what git does not ignore, or the whole folder where there is no git."""
    names = _known_to_git() or _walk()
    return tuple(SourceFile(name) for name in sorted(names) if (ROOT / name).is_file())


def _known_to_git() -> list[str]:
    git = shutil.which("git")
    if git is None:
        return []
    listing = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\0")[:-1]


def _walk() -> Iterable[str]:
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in MADE_BY_TOOLS and not _is_private(name)]
        yield from ((Path(folder) / name).relative_to(ROOT).as_posix() for name in names)


def _is_private(folder: str) -> bool:
    return (folder.startswith(".") and folder != ".ci") or folder.endswith(".egg-info")


@cache
def python_files(*folders: str) -> tuple[SourceFile, ...]:
    """All Python files, or only those under the named folders."""
    return tuple(file for file in all_files() if file.name.endswith(".py") and (not folders or file.under(*folders)))


@cache
def text_files() -> tuple[SourceFile, ...]:
    return tuple(file for file in all_files() if file.text)


def none_of(wrongs: Iterable[str], advice: str) -> None:
    """Fails with the advice and every place that goes against it."""
    found = list(wrongs)
    if found:
        pytest.fail("\n".join([advice, *(f"  {wrong}" for wrong in found)]), pytrace=False)
