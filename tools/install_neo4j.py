"""The Neo4j server of the tests: resolve it with Maven: `python tools/install_neo4j.py`.

Nothing is done where `NEO4J_TEST_URI` names a server or a Docker engine runs: the tests take those first.
Else the community server comes as artifacts from Maven into the local repository, which takes Java 17 and
Maven; both are installed by apt where that is allowed.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tools.apt import InstallError, install_packages, may_use_apt

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "neo4j"
VERSION = "5.26.30"
"""Long-term support until June 2028; runs on Java 17. The same as in compose.yaml."""

IMAGE = f"neo4j:{VERSION}"
URI_VARIABLE = "NEO4J_TEST_URI"
REMEDY = (
    f"Set {URI_VARIABLE} to the address of an empty Neo4j {VERSION} without authentication, start Docker, or "
    "install a Java runtime (17 or 21) and Maven."
)
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
_DEBIAN = {"java": "openjdk-17-jre-headless", "mvn": "maven"}
_POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-test-server</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId>
      <version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId>
      <version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""


def has_docker() -> bool:
    """Whether a Docker engine answers."""
    docker = shutil.which("docker")
    if docker is None:
        return False
    asked = [docker, "version", "--format", "{{.Server.Version}}"]
    return subprocess.run(asked, capture_output=True, timeout=20, check=False).returncode == 0


def class_path() -> str:
    """The class path of the server; raises `InstallError` where it is not installed."""
    path = FOLDER / f"classpath-{VERSION}.txt"
    if not path.is_file() or not all(
        Path(jar).is_file() for jar in path.read_text("utf-8").split(os.pathsep)
    ):
        raise InstallError("Neo4j is not installed; run `python tools/install_neo4j.py`.")
    if shutil.which("java") is None:
        raise InstallError(f"Java is not on the PATH. {REMEDY}")
    return path.read_text("utf-8")


def chosen() -> str:
    """The server that the tests take, in words; raises `InstallError` where there is none."""
    if uri := os.environ.get(URI_VARIABLE):
        return f"the server at {uri}"
    if has_docker():
        return f"{IMAGE} in Docker"
    class_path()
    return f"the community server {VERSION} from its Maven artifacts"


def main() -> int:
    """Install the server if the tests need one. Returns the exit code."""
    try:
        install()
        print(f"Neo4j for the tests: {chosen()}")
    except InstallError as error:
        print(f"No Neo4j for the tests. {error}", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    return 0


def install() -> None:
    """Resolve the server unless there is one."""
    try:
        chosen()
    except InstallError:
        _install_programs()
        _resolve()


def _install_programs() -> None:
    missing = [package for program, package in _DEBIAN.items() if shutil.which(program) is None]
    if not missing:
        return
    if not may_use_apt():
        raise InstallError(f"{' and '.join(missing)} must be there, and only root can install them. {REMEDY}")
    install_packages(missing, REMEDY)


def _resolve() -> None:
    """Have Maven fetch the artifacts and write down where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pom = FOLDER / "pom.xml"
    pom.write_text(_POM, "utf-8")
    unfinished = FOLDER / f"classpath.{os.getpid()}"
    resolve = ["mvn", "-B", "-q", "-f", str(pom), f"-Dmdep.outputFile={unfinished}", _PLUGIN]
    if subprocess.run(resolve, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise InstallError(f"`{shlex.join(resolve)}` failed. {REMEDY}")
    unfinished.replace(FOLDER / f"classpath-{VERSION}.txt")


if __name__ == "__main__":
    sys.exit(main())
