"""The shape of the tree: how long a file may grow, what it opens with, which words it may not hold."""

from __future__ import annotations

import ast
import re
import statistics
import tokenize

from tests.tree import PROGRAM, Definition, Function, all_files, none_of, python_files, text_files

LONGEST_FILE = 400
MEDIAN_FILE = 100
LONGEST_FUNCTION = 50
SAY_NOTHING = {"mgr", "info", "util", "utils", "helper", "helpers"}
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# Put together from pieces, so that this file does not hold what it looks for.
UNFINISHED = re.compile(rf"\b({'TO' + 'DO'}|{'FIX' + 'ME'})\b")
REGISTRIES = (
    "pypi" + ".",
    "python" + "hosted.",
    "npm" + "js.",
    "crates" + ".io",
    "proxy.golang" + ".org",
    "deb." + "debian" + ".org",
    "anaconda" + ".org",
    "tuna." + "tsinghua",
    "mirrors." + "aliyun",
)
MACHINE_PATH = re.compile(r"(?<![\w.}*)-])/" + r"(work|root|Users|home/\w+|opt/pypi|opt/wheels)" + r"/", re.ASCII)


def test_every_module_opens_with_one_sentence() -> None:
    none_of(
        (
            file.name
            for file in python_files()
            if not (ast.get_docstring(file.syntax) or "").partition("\n")[0].rstrip().endswith(".")
        ),
        "A module opens with a docstring whose first line is one sentence with a full stop:",
    )


def test_no_file_is_over_400_lines() -> None:
    code = (file for file in all_files() if file.name.endswith((".py", ".sh", ".qss")) or file.name == "Makefile")
    none_of(
        (f"{file.name}: {len(file.lines)} lines" for file in code if len(file.lines) > LONGEST_FILE),
        f"A file over {LONGEST_FILE} lines is two files:",
    )


def test_the_median_file_is_under_100_lines() -> None:
    lengths = [len(file.lines) for file in python_files(*PROGRAM)]
    assert statistics.median(lengths) < MEDIAN_FILE, "Files have grown: half of the program's files should be short"


def test_no_function_is_over_50_lines() -> None:
    none_of(
        (
            f"{file.at(node.lineno)} {node.name}: {length} lines"
            for file in python_files()
            for node in file.nodes
            if isinstance(node, Function)
            and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
        ),
        f"A function over {LONGEST_FUNCTION} lines does more than one thing:",
    )


def test_every_package_folder_has_an_init_file() -> None:
    present = {file.name for file in python_files()}
    folders = {
        "/".join(parts[:depth])
        for file in python_files(*PROGRAM, "tests", "bench")
        for parts in [file.name.split("/")]
        for depth in range(1, len(parts))
    }
    none_of(
        (folder for folder in sorted(folders) if f"{folder}/__init__.py" not in present),
        "A folder with Python in it has an __init__.py that says what it is for:",
    )


def test_chinese_stands_only_in_wordings_resources_tests_and_documents() -> None:
    none_of(
        (
            f"{file.at(token.start[0])} ({tokenize.tok_name[token.type].lower()}) {token.string.strip()[:40]}"
            for file in python_files()
            if not file.under("ui/wording", "resources", "tests")
            for token in file.tokens
            if IDEOGRAPH.search(token.string)
        ),
        "Code is written in English; what people read in Chinese stands in ui/wording/ or resources/:",
    )


def test_no_name_says_nothing() -> None:
    modules = ((file.name, file.name.rpartition("/")[2].removesuffix(".py")) for file in python_files())
    named = (
        (file.at(node.lineno), node.name)
        for file in python_files()
        for node in file.nodes
        if isinstance(node, Definition)
    )
    none_of(
        (f"{place} {name}" for place, name in [*modules, *named] if SAY_NOTHING & words_of(name)),
        f"A name says what the thing is or does, in the field's words; these do not ({', '.join(sorted(SAY_NOTHING))}):",
    )


def words_of(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_nothing_is_marked_as_unfinished() -> None:
    none_of(
        (
            f"{file.at(number)} {line.strip()[:60]}"
            for file in text_files()
            for number, line in enumerate(file.lines, 1)
            if UNFINISHED.search(line)
        ),
        "What is left to do stands in the tracker, not in the tree:",
    )


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    none_of(
        (
            f"{file.at(number)} {line.strip()[:80]}"
            for file in text_files()
            for number, line in enumerate(file.lines, 1)
            if MACHINE_PATH.search(line) or any(host in line for host in REGISTRIES)
        ),
        "Where packages come from and where folders stand is each machine's own business:",
    )
