"""Pin every dependency exactly, with hashes and without the address of any registry.

Writes `requirements.txt` (what the product needs to be installed and run, on Neo4j too) and
`requirements-dev.txt` (that, and what tests, notebooks and checks need).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMON = (
    "pyproject.toml",
    "--extra=neo4j",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def main() -> None:
    """Compile both files."""
    uv = Path(sys.executable).with_name("uv")
    for groups, output in ((("build",), "requirements.txt"), (("build", "dev"), "requirements-dev.txt")):
        named = [f"--group={group}" for group in groups]
        subprocess.run([uv, "pip", "compile", *COMMON, *named, f"--output-file={output}"], check=True)


if __name__ == "__main__":
    main()
