"""The virtual environment of the peers, outside the repository."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def enter(folder, requirements):
    """Runs the script again inside the environment, which is made where it is missing.

    `folder` may be None: a folder of its own for each list of requirements, in the user's cache.
    """
    folder = folder or Path.home() / ".cache" / f"prescreen-peers-{Path(requirements).stem}"
    python = folder / "bin" / "python"
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / requirements], check=True)
    os.execv(python, [str(python), *sys.argv])
