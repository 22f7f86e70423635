"""Debian packages for the tests, where they may be installed."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence


class InstallError(Exception):
    """Something that the tests need could not be installed; the message says what to do."""


def may_use_apt() -> bool:
    """Whether packages may be installed: as root, where there is apt."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages: Sequence[str], remedy: str) -> None:
    """Install packages, with fresh lists where the old ones fail; raises `InstallError` with the remedy."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    if subprocess.run(install, env=env, check=False).returncode == 0:
        return
    subprocess.run(["apt-get", "update", "--quiet"], env=env, check=False)
    if subprocess.run(install, env=env, check=False).returncode != 0:
        raise InstallError(f"`{shlex.join(install)}` failed. {remedy}")
