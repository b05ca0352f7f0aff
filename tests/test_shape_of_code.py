"""How code behaves here: no nested loops, no waiting widgets, no swallowed errors, no check silenced without a reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.tree import SourceFile, none_of, python_files

# A module named here may catch everything, because it is the last to hear of it.
MAY_CATCH_ANYTHING: frozenset[str] = frozenset({"central/handlers/push.py"})
WIDGET = re.compile(r"^Q\w*(Widget|Window|Dialog|Frame|Label|Button|Edit|View|Box|Bar|Menu|Area|Tab|Splitter)$")

STATIC_QUESTIONS = {
    "QMessageBox": {"question", "information", "warning", "critical", "about", "aboutQt"},
    "QInputDialog": {"getText", "getInt", "getDouble", "getItem", "getMultiLineText"},
    "QFileDialog": {"getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"},
    "QColorDialog": {"getColor"},
    "QFontDialog": {"getFont"},
}


def test_no_dialog_runs_a_loop_of_its_own() -> None:
    none_of(
        (
            f"{file.at(line)} {owner}.{name}()"
            for file in python_files("ui", "desk")
            for line, owner, name in calls(file)
            if name in {"exec", "exec_"} or name in STATIC_QUESTIONS.get(owner, ())
        ),
        "A nested event loop hangs the way out; open() the dialog and await its answer:",
    )


def test_no_slot_is_a_coroutine_by_decorator() -> None:
    banned = {"asyncSlot", "asyncClose"}
    none_of(
        (
            f"{file.at(line)} {name}"
            for file in python_files()
            for line, name in [*file.imports(), *file.attributes()]
            if name.rpartition(".")[2] in banned
        ),
        "These keep no reference to their task; start it through ui/tasks.py:",
    )


def test_no_widget_has_an_async_method() -> None:
    none_of(
        (
            f"{file.at(method.lineno)} {owner.name}.{method.name}"
            for file in python_files("ui")
            for owner in file.nodes
            if isinstance(owner, ast.ClassDef) and (is_all_widgets(file) or is_widget(owner))
            for method in owner.body
            if isinstance(method, ast.AsyncFunctionDef)
        ),
        "A widget never awaits; its signal starts a named task in ui/tasks.py:",
    )


def is_all_widgets(file: SourceFile) -> bool:
    is_page = file.under("ui/pages") and file.name.endswith("/page.py")
    return is_page or file.under("ui/widgets") or file.name == "ui/window.py"


def is_widget(owner: ast.ClassDef) -> bool:
    return any(WIDGET.match(last_name(base)) for base in owner.bases)


def test_no_page_state_needs_a_window() -> None:
    none_of(
        (
            f"{file.at(line)} {name}"
            for file in python_files("ui/pages")
            if file.name.endswith("/state.py")
            for line, name in file.imports()
            if "QtWidgets" in name.split(".")
        ),
        "state.py holds what is shown and is tested without a window; widgets belong in page.py:",
    )


def test_widgets_know_only_qt() -> None:
    none_of(
        (
            f"{file.at(line)} {name}"
            for file in python_files("ui/widgets")
            for line, name in file.imports()
            if name.split(".")[0] in {"desk", "central", "local_cache"}
        ),
        "A widget is given plain values and knows nothing of the desk:",
    )


def test_only_what_can_be_answered_is_caught() -> None:
    none_of(
        (
            file.at(line)
            for file in python_files()
            if file.name not in MAY_CATCH_ANYTHING
            for line in everything_caught(file)
        ),
        "Catch the errors you can answer, by name; a bug must reach the last handler:",
    )


def everything_caught(file: SourceFile) -> Iterator[int]:
    """Lines of bare `except`, of `except` with a root of all errors, and of `suppress` with one."""
    for node in file.nodes:
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        elif isinstance(node, ast.Call) and last_name(node.func) == "suppress":
            caught = [*node.args]
        else:
            continue
        if any(kind is None or last_name(kind) in {"Exception", "BaseException"} for kind in caught):
            yield node.lineno


def test_every_silenced_check_names_itself_and_gives_its_reason() -> None:
    silenced = re.compile(r"#\s*(type:\s*ignore|noqa|(ruff|flake8|mypy):\s*\S+)")
    reasoned = re.compile(
        r"#\s*(type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)\s*(#|-|–|—|:|;)\s*\S+ \S+"
    )
    none_of(
        (
            f"{file.at(line)} {comment[:80]}"
            for file in python_files()
            for line, comment in file.comments()
            if silenced.search(comment) and not reasoned.search(comment)
        ),
        "Silence one named check, on one line, and say why (`# type: ignore[code]  # the reason`):",
    )


def calls(file: SourceFile) -> Iterator[tuple[int, str, str]]:
    """Line, last name before the dot, and name after it, of every call like `box.exec()`."""
    for node in file.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, last_name(node.func.value), node.func.attr


def last_name(node: ast.AST) -> str:
    """`Name` of `Name`, `module.Name` and `Name[...]`; empty for anything else."""
    if isinstance(node, ast.Subscript):
        return last_name(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
