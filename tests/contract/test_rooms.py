"""The rooms: imports point one way, each has one door, no file grows past its job, heavy libraries stay asleep."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dateline"
ROOMS = ["model", "codebook", "read", "analyse", "record", "derive", "present", "run", "cli"]
LONGEST = 500
LONGER_FOR_A_REASON: dict[str, str] = {}  # file under src/ -> why it is one job all the same


def python_files(*folders: str) -> list[Path]:
    return sorted(f for folder in folders for f in (ROOT / folder).rglob("*.py"))


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_a_door(room: str) -> None:
    tree = ast.parse((SOURCE / room / "__init__.py").read_text(encoding="utf8"))
    assert "__all__" in assigned_names(tree), f"{room}/__init__.py does not say what others may use"


def test_every_room_is_listed() -> None:
    assert sorted(p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()) == sorted(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_other_rooms_come_in_by_the_door(room: str) -> None:
    """Another room's file is never imported directly, only its folder."""
    wrong = [
        f"{file.relative_to(ROOT)}: {module}"
        for file in sorted((SOURCE / room).rglob("*.py"))
        for module in imported_modules(file)
        if module.startswith("dateline.") and module.count(".") >= 2 and module.split(".")[1] not in (room, "cli")
    ]
    assert wrong == []


def test_no_file_is_too_long() -> None:
    lengths = {
        str(f.relative_to(ROOT)): len(f.read_text(encoding="utf8").splitlines())
        for f in python_files("src", "tests", "bench", "tools", "examples")
    }
    assert {f: n for f, n in lengths.items() if n > LONGEST and f not in LONGER_FOR_A_REASON} == {}
    assert [f for f in LONGER_FOR_A_REASON if lengths.get(f, 0) <= LONGEST] == [], "no longer needs its exception"


def test_no_file_hides_behind_a_vague_name() -> None:
    vague = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}
    assert [str(f) for f in python_files("src") if f.name in vague] == []


def test_nothing_prints_or_exits_outside_the_command_line() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in python_files("src/dateline")
        if "cli" not in file.relative_to(SOURCE).parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "exit", "quit")
    ]
    assert wrong == []


def test_no_function_rebinds_module_state() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in python_files("src/dateline")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf8")))
        if isinstance(node, ast.Global) or (isinstance(node, ast.ExceptHandler) and node.type is None)
    ]
    assert wrong == []


def test_importing_dateline_wakes_no_heavy_library() -> None:
    heavy = ["spacy", "duckdb", "pyarrow", "pandas", "trafilatura"]
    code = f"import sys, dateline; print(sorted(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def assigned_names(tree: ast.Module) -> set[str]:
    targets = [t for node in tree.body if isinstance(node, ast.Assign) for t in node.targets]
    targets += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    return {t.id for t in targets if isinstance(t, ast.Name)}


def imported_modules(file: Path) -> list[str]:
    """Absolute modules a file imports, wherever in the file it does so."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append(node.module)
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found
