"""What the documents say is true: their commands run, their links lead somewhere."""

import re
import shlex
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

import naober

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(naober.__file__).parent
NAOBER = Path(sys.executable).with_name("naober")
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"^\$ (.+)$", re.MULTILINE)
NAME = re.compile(r"`([A-Za-z_][\w./*-]*)`")
FILE = re.compile(r"/|\.py$")
SETTING = re.compile(r"\bNAOBER_[A-Z_]*[A-Z]\b")
MANAGE = re.compile(r"\bmanage ([a-z_]+)")
LINK = re.compile(r"\]\(([^)#]+?)\)|src=\"([^\"]+)\"")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def _commands(program: str) -> list[str]:
    lines = [
        line.split("#")[0].strip()
        for document in DOCUMENTS
        for block in BLOCK.findall(document.read_text())
        for line in block.splitlines()
    ]
    return sorted({line for line in lines if line.startswith(program + " ")})


@pytest.mark.parametrize("command", _commands("make"))
def test_every_make_target_in_the_documents_exists(command):
    assert set(shlex.split(command)[1:]) <= TARGETS


@pytest.mark.parametrize("command", _commands("naober"))
def test_every_naober_command_in_the_documents_runs(command, tmp_path):
    """In a folder with the demo region's files, so that file names in the documents are real."""
    for example in (ROOT / "docs" / "examples").glob("*"):
        (tmp_path / example.name).write_bytes(example.read_bytes())
    done = subprocess.run(
        [NAOBER, *shlex.split(command)[1:]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout or list(tmp_path.iterdir())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_within_the_project_lead_somewhere(document):
    for groups in LINK.findall(document.read_text()):
        target = groups[0] or groups[1]
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (document.parent / target).exists(), target


def test_the_readme_has_commands_to_try():
    assert _commands("naober")
    assert {"make demo", "make test"} <= set(_commands("make"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_folder_that_a_document_names_is_there(document):
    """By its last part or parts: `mail/digest.py` is the one in website."""
    named = {name for name in NAME.findall(document.read_text()) if FILE.search(name)}
    assert {name for name in named if not _there(name.rstrip("/"))} == set()


def _there(name: str) -> bool:
    folders = (SOURCE, ROOT / "tests", ROOT / "docs", ROOT / "scripts", ROOT / "benchmarks")
    return (ROOT / name).exists() or any(
        path.as_posix().endswith(f"/{name}") for folder in folders for path in folder.rglob("*")
    )


def test_every_word_of_code_in_the_glossary_is_used_by_the_code():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    code = "\n".join(path.read_text() for path in SOURCE.rglob("*.py"))
    words = {word for name in NAME.findall(glossary) for word in name.split(".")}
    assert {word for word in words if not re.search(rf"\b{word}\b", code)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_setting_and_management_command_that_is_named_exists(document):
    text = document.read_text()
    settings = "".join(path.read_text() for path in (SOURCE / "website/settings").glob("*.py"))
    assert {name for name in SETTING.findall(text) if name not in settings} == set()
    named = set(MANAGE.findall(text)) - {"help"}
    assert named <= set(get_commands())


def test_the_backup_of_the_documents_is_one(tmp_path):
    [command] = CONSOLE.findall((ROOT / "docs" / "operations.md").read_text())
    (tmp_path / "var").mkdir()
    with sqlite3.connect(tmp_path / "var" / "naober.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE kept (what)")
        database.execute("INSERT INTO kept VALUES ('all of it')")
        database.commit()
        subprocess.run(shlex.split(command), cwd=tmp_path, check=True)  # while it is open
    with sqlite3.connect(tmp_path / "backup.sqlite3") as copy:
        assert copy.execute("SELECT what FROM kept").fetchall() == [("all of it",)]


def test_every_dependency_stands_in_the_documents_with_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    names = {re.split(r"[\[<>=]", one)[0].lower() for group in groups for one in group}
    told = (ROOT / "docs" / "dependencies.md").read_text().lower()
    rows = "".join(line.split("|")[1] for line in told.splitlines() if line.startswith("| "))
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", rows)} == set()


def test_every_decision_is_in_their_list():
    folder = ROOT / "docs" / "decisions"
    told = (folder / "README.md").read_text()
    assert [path.name for path in folder.glob("0*.md") if f"({path.name})" not in told] == []
