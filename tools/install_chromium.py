"""The browser of the browser tests: find it, or install it: `python tools/install_chromium.py`.

With apt and the right to use it, Debian's Chromium and a font; else (Linux on x86-64) the browser that npm's
`@sparticuz/chromium` carries, unpacked into `build/chromium/`.
"""

import base64
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path

from tools.apt import InstallError, install_packages, may_use_apt

ROOT = Path(__file__).resolve().parent.parent
UNPACKED = ROOT / "build" / "chromium"
VARIABLE = "OPENNESS_GRAPH_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGE = "@sparticuz/chromium@153.0.0"
PACKAGE_SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
REMEDY = f"Install Chromium or Google Chrome, or set {VARIABLE} to its program file."


def find_chromium() -> str | None:
    """The program file of a Chromium, or None.

    Looked for in this order: the variable OPENNESS_GRAPH_CHROMIUM, the PATH, what `main` unpacked.
    A variable that names no program is an error, not a reason to look further.
    """
    if named := os.environ.get(VARIABLE):
        if shutil.which(named) is None:
            raise InstallError(f"{VARIABLE} is {named!r}, which is no program.")
        return shutil.which(named)
    for name in NAMES:
        if program := shutil.which(name):
            return program
    return shutil.which(UNPACKED / "chromium")


def main() -> int:
    """Install a browser if none is found. Returns the exit code."""
    try:
        if find_chromium() is None:
            _install()
        print(f"Browser for the tests: {find_chromium()}")
    except InstallError as error:
        print(f"No browser for the tests. {error}", file=sys.stderr)
        return 1
    return 0


def _install() -> None:
    if may_use_apt():
        install_packages(["chromium", "fonts-dejavu-core"], REMEDY)
    elif platform.system() == "Linux" and platform.machine() == "x86_64":
        _install_by_npm()
    else:
        raise InstallError(REMEDY)


def _install_by_npm() -> None:
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), sysconfig.get_path("scripts")])
    npm, node = shutil.which("npm", path=path), shutil.which("node", path=path)
    if npm is None or node is None:
        raise InstallError("npm is needed: run `python tools/build_web.py` first, which brings it.")
    env = {**os.environ, "PATH": path}
    with tempfile.TemporaryDirectory() as folder:
        pack = [npm, "pack", PACKAGE, "--silent", "--pack-destination", folder]
        if subprocess.run(pack, env=env, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            raise InstallError(f"`npm pack {PACKAGE}` failed. {REMEDY}")
        archive = next(Path(folder).glob("*.tgz"))
        _check(archive)
        with tarfile.open(archive) as package:
            package.extractall(folder, filter="data")
        _unpack(Path(folder) / "package" / "bin", node)


def _check(archive: Path) -> None:
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode("ascii")
    if found != PACKAGE_SHA512:
        raise InstallError(f"{PACKAGE} is not the file it should be (sha512 {found}). {REMEDY}")


def _unpack(packed: Path, node: str) -> None:
    """Browser and the libraries it needs (NSS), with a starter that leads to them."""
    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir(parents=True)
    _decompress(packed / "chromium.br", UNPACKED / "browser", node)
    _decompress(packed / "al2023.tar.br", packed / "libraries.tar", node)
    with tarfile.open(packed / "libraries.tar") as libraries:
        libraries.extractall(UNPACKED, filter="data")
    (UNPACKED / "browser").chmod(0o755)
    starter = UNPACKED / "chromium"
    starter.write_text(_STARTER, "utf-8")
    starter.chmod(0o755)


_STARTER = """#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/lib" exec "$here/browser" "$@"
"""


def _decompress(packed: Path, target: Path, node: str) -> None:
    """Brotli, which Python's library lacks and Node.js has."""
    program = (
        "const [from, to] = process.argv.slice(1); const fs = require('fs');"
        "fs.writeFileSync(to, require('zlib').brotliDecompressSync(fs.readFileSync(from)))"
    )
    subprocess.run([node, "-e", program, str(packed), str(target)], check=True)


if __name__ == "__main__":
    sys.exit(main())
