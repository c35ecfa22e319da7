"""The docs: their commands run, their links lead somewhere, and every page can be found from the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.make_docs_output import BLOCK, PAGES, Shell, commands, rendered, tidy

ROOT = Path(__file__).parents[2]
DOCS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples/README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """One record for all pages: adding the examples again costs nothing."""
    return Shell(tmp_path_factory.mktemp("docs") / "examples.dateline")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_runs(page: str, shell: Shell) -> None:
    blocks = [rendered(block, shell) for block in BLOCK.finditer((ROOT / page).read_text(encoding="utf8"))]
    assert sum(len(commands(block)) for block in blocks) >= 4


@pytest.mark.parametrize("page", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_to_files_that_exist(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf8")
    assert [p.name for p in (ROOT / "docs").glob("*.md") if p.name != "index.md" and f"({p.name})" not in index] == []


def test_docs_name_no_package_index() -> None:
    hosts = re.compile(r"pypi\.org|pythonhosted|index-url|find-links", re.IGNORECASE)
    locks = [ROOT / "requirements" / "lock.txt", ROOT / "requirements" / "dev.txt"]
    assert [str(p) for p in [*DOCS, *locks] if hosts.search(p.read_text(encoding="utf8"))] == []


def test_a_block_that_asks_for_a_claim_no_report_holds_is_an_error(tmp_path: Path) -> None:
    block = BLOCK.search("<!-- claim: --actor Nobody -->\n```console\n$ dateline explain c-0000\n```\n")
    assert block is not None
    shell = Shell(tmp_path / "r.dateline")
    with pytest.raises(RuntimeError, match="Nobody"):
        rendered(block, shell)


def test_output_loses_trailing_blanks_only() -> None:
    assert tidy("a  \n  b\n\n") == "a\n  b\n\n"
