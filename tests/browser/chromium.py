"""How Chromium is started: Debian's own, and cut off from everything but this machine."""

import shutil

# The last flag proves that no page calls out: every other name fails to resolve.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


def launch_arguments() -> dict[str, object]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        raise RuntimeError("Chromium is missing: sudo apt-get install chromium")
    return {"executable_path": executable, "args": FLAGS}
