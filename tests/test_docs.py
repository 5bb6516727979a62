"""What the documents say is true: their commands run, their links lead somewhere."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAOBER = Path(sys.executable).with_name("naober")
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
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
