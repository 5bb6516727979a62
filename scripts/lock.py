"""Solve the dependencies of pyproject.toml anew and write them, with hashes, to requirements/."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
COMMON = [
    "--quiet",
    "--universal",
    "--upgrade",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
]
# name of the locked file -> what goes in; each next one is held to the versions of the one before
LAYERS = {
    "run": ["pyproject.toml", "--extra=embeddings"],
    "dev": ["pyproject.toml", "--extra=embeddings", "--group=dev"],
    "bench": ["pyproject.toml", "--extra=embeddings", "--group=dev", "--group=bench"],
}


def main() -> None:
    _compile("bootstrap", ["requirements/bootstrap.in", "--no-strip-extras"])
    _compile("peers", ["requirements/peers.in", "--no-emit-package=gurobipy"])
    held: list[str] = []
    for name, sources in LAYERS.items():
        _compile(name, [*sources, *held])
        held = ["-c", f"requirements/{name}.txt"]


def _compile(name: str, arguments: list[str]) -> None:
    command = [UV, "pip", "compile", *COMMON, *arguments, "-o", f"requirements/{name}.txt"]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
