"""Write `seed_data/imported/` from a folder of upstream data sets: of new models only those of the core.

Usage: python tools/seed_layers.py --datasets FOLDER [--facts FOLDER]. The sets, their files and their order
are in `seed_layers.yaml`. What an earlier run wrote is removed first, since later layers add to earlier ones;
at the end organizations go that no other fact names.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import orjson
import yaml

from api.settings import default_facts
from graph.facts.files import IMPORTED
from graph.importers.run import run, write
from graph.importers.steps.report import table

ORGANIZATION = re.compile(r"organization/[a-z0-9][a-z0-9.+-]*[a-z0-9+]")
SETS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def main() -> None:
    """Import each set over the facts and the layers before it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, required=True, help="folder of the upstream data sets")
    parser.add_argument("--facts", type=Path, default=default_facts(), help="folder of facts to write to")
    given = parser.parse_args()
    for entry in SETS:
        shutil.rmtree(given.facts / IMPORTED / entry["set"], ignore_errors=True)
    for entry in SETS:
        with tempfile.TemporaryDirectory() as folder:
            path = gathered([given.datasets / file for file in entry["files"]], Path(folder))
            report = run(entry["set"], path, given.facts, core=True)
        write(report, given.facts)
        print(table(report), flush=True)
    print(f"{prune(given.facts)} organizations that nothing names were left out")


def gathered(files: list[Path], folder: Path) -> Path:
    """One path for an importer: the file itself, or a folder with links to several."""
    if len(files) == 1:
        return files[0]
    for file in files:
        (folder / file.name).symlink_to(file.resolve())
    return folder


def prune(facts: Path) -> int:
    """Remove imported organizations that no fact but their own line names; returns how many."""
    curated = (path for path in facts.glob("*/*.yaml") if path.parent.name != "review")
    named = {word for path in curated for word in ORGANIZATION.findall(path.read_text(encoding="utf-8"))}
    named |= {f"organization/{path.stem}" for path in (facts / "organization").glob("*.yaml")}
    layers = sorted((facts / IMPORTED).glob("*/*.jsonl"))
    for path in layers:
        for line in path.read_text(encoding="utf-8").splitlines():
            own = orjson.loads(line)["id"]
            named |= {word for word in ORGANIZATION.findall(line) if word != own}
    gone: set[str] = set()
    for path in (path for path in layers if path.name == "organization.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if orjson.loads(line)["id"] in named]
        gone |= {orjson.loads(line)["id"] for line in lines} - named
        path.write_text("".join(kept), encoding="utf-8")
    return len(gone)


if __name__ == "__main__":
    main()
