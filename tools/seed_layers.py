"""Write `seed_data/imported/` from a folder of upstream data sets: of new models only those of the core.

Usage: python tools/seed_layers.py --datasets FOLDER [--facts FOLDER]. The sets, their files and their order
are in `seed_layers.yaml`. Every layer is made anew from the files, the curated facts, the layers before it
and what `review/` decides, never from what an earlier run wrote; so a second run changes nothing. At the end
organizations go that no other fact names.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import yaml

from api.settings import default_facts
from graph.facts.check import check_facts
from graph.facts.files import IMPORTED
from graph.facts.load import load_facts
from graph.importers.run import run, write
from graph.importers.steps.report import Report, table

ORGANIZATION = re.compile(r"organization/[a-z0-9][a-z0-9.+-]*[a-z0-9+]")
SETS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def main() -> None:
    """Import each set over the facts and the layers before it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, required=True, help="folder of the upstream data sets")
    parser.add_argument("--facts", type=Path, default=default_facts(), help="folder of facts to write to")
    given = parser.parse_args()
    for report in seed(SETS, given.datasets, given.facts):
        print(table(report), flush=True)


def seed(sets: Sequence[Mapping[str, Any]], datasets: Path, facts: Path) -> Iterator[Report]:
    """Make the layers anew, and put them in place of the old ones when all are made; one report a set.

    sets: as in `seed_layers.yaml`, in the order of import.
    Raises `FactErrors` where a file is not of its format, or the facts with their new layers have faults.
    """
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / facts.name
        shutil.copytree(facts, fresh, ignore=shutil.ignore_patterns(IMPORTED))
        for number, entry in enumerate(sets):
            files = [datasets / file for file in entry["files"]]
            path = gathered(files, Path(folder) / f"files-{number}")
            report = run(entry["set"], path, fresh, core=True, awaiting=True)
            write(report, fresh)
            yield report
        prune(fresh)
        for made in filter(Path.exists, (fresh / IMPORTED, fresh / "review")):
            shutil.rmtree(facts / made.name, ignore_errors=True)
            shutil.copytree(made, facts / made.name)
    check_facts(load_facts(facts))


def gathered(files: list[Path], folder: Path) -> Path:
    """One path for an importer: the file itself, or a folder with links to several."""
    if len(files) == 1:
        return files[0]
    folder.mkdir()
    for file in files:
        (folder / file.name).symlink_to(file.resolve())
    return folder


def prune(facts: Path) -> None:
    """Remove imported organizations that no fact but their own line names."""
    curated = (path for path in facts.glob("*/*.yaml") if path.parent.name != "review")
    named = {word for path in curated for word in ORGANIZATION.findall(path.read_text(encoding="utf-8"))}
    named |= {f"organization/{path.stem}" for path in (facts / "organization").glob("*.yaml")}
    layers = sorted((facts / IMPORTED).glob("*/*.jsonl"))
    for path in layers:
        for line in path.read_text(encoding="utf-8").splitlines():
            own = orjson.loads(line)["id"]
            named |= {word for word in ORGANIZATION.findall(line) if word != own}
    for path in (path for path in layers if path.name == "organization.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if orjson.loads(line)["id"] in named]
        path.write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
