"""A folder of fact files -> documents by what they are about, layer by layer.

Curated facts stand in `<kind>/`, one thing a file, whose path is the id; those imported from an upstream set
in `imported/<set>/<kind>.jsonl`, one thing a line. Several files may be about one thing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from graph.claims import CURATED
from graph.errors import FactErrors, Problem
from graph.facts.lines import SUFFIX, read_lines
from graph.facts.read import Document, read_yaml
from graph.schema import KIND_BY_FOLDER
from graph.schema.rules import RULES
from graph.values.nearest import nearest
from graph.values.node_id import NodeId, is_node_id

FOLDERS_ASIDE = ("json_schema", "review")
"""Folders that hold no facts: what is generated, and what awaits review."""

IMPORTED = "imported"
"""The folder of the imported layers."""


@dataclass(frozen=True)
class LayerFile:
    """What one layer says of one thing; `layer` is the upstream set, or `CURATED`."""

    layer: str
    id: NodeId
    document: Document


@dataclass
class FactFiles:
    """The files of a folder, read but not yet validated."""

    layers: dict[NodeId, list[LayerFile]] = field(default_factory=lambda: defaultdict(list))
    vocabularies: dict[str, Document] = field(default_factory=dict)
    rules: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, file: LayerFile) -> None:
        """Add a layer's file on one thing."""
        self.layers[file.id].append(file)

    def copy(self) -> FactFiles:
        """The same files, to which others can be added without changing these."""
        layers = defaultdict(list, {node_id: list(files) for node_id, files in self.layers.items()})
        return FactFiles(layers, self.vocabularies, self.rules, list(self.problems))


@dataclass(frozen=True)
class FactFile:
    """A file of facts: where it lies, its path below its folder, and how messages name it."""

    path: Path
    parts: tuple[str, ...]
    shown_as: str


def fact_files(folder: Path, overlay: Path | None = None) -> list[FactFile]:
    """The files of facts below a folder, by ascending path, then those of an overlay.

    overlay: a folder with further layers; one of a set takes the place of the folder's layer of that set.
    Raises `FactErrors` where there is no such folder, or the overlay has no layers.
    """
    if not folder.is_dir():
        raise FactErrors([Problem(str(folder), 1, "is no folder; name the one that holds the fact files")])
    files = _below(folder, folder)
    if overlay is None:
        return files
    layers = _below(overlay / IMPORTED, overlay)
    if not layers:
        where = f"{IMPORTED}/<set>/<kind>{SUFFIX}"
        raise FactErrors([Problem(str(overlay), 1, f"holds no layers; an overlay has {where}")])
    replaced = {file.parts[:2] for file in layers}
    return [file for file in files if file.parts[:2] not in replaced] + layers


def read_files(folder: Path, without: str | None = None, overlay: Path | None = None) -> FactFiles:
    """Read every fact file below a folder, and the layers of an overlay.

    without: an upstream set whose layer is left out.
    Raises `FactErrors` where there is no such folder; problems of single files are collected.
    """
    files = FactFiles()
    for file in fact_files(folder, overlay):
        if file.parts[:2] != (IMPORTED, without):
            _add_file(files, file)
    if not files.layers and not files.problems:
        files.problems.append(Problem(str(folder), 1, "holds no fact files; is it the right folder?"))
    return files


def _below(folder: Path, root: Path) -> list[FactFile]:
    """The files of facts below a folder; root: the folder that their paths begin at."""
    return [
        FactFile(path, path.relative_to(root).parts, f"{root.name}/{path.relative_to(root)}")
        for path in sorted(folder.rglob("*"))
        if _is_fact_file(path, root)
    ]


def _is_fact_file(path: Path, folder: Path) -> bool:
    """Whether a file is one of facts; what editors leave behind and texts for people are not."""
    parts = path.relative_to(folder).parts
    is_aside = parts[0] in FOLDERS_ASIDE or path.name.endswith("~") or any(part[0] == "." for part in parts)
    is_text = len(parts) == 1 and path.suffix not in (".yaml", ".yml")
    return not (is_aside or is_text or path.is_dir())


def _add_file(files: FactFiles, file: FactFile) -> None:
    is_imported = file.parts[0] == IMPORTED
    misplaced = _misplaced_layer(file.parts) if is_imported else _misplaced(file.path, file.parts)
    if misplaced:
        files.problems.append(Problem(file.shown_as, 1, misplaced))
    elif is_imported:
        things, problems = read_lines(file.path, file.shown_as)
        files.problems += problems
        for node_id, document in things:
            files.add(LayerFile(file.parts[1], node_id, document))
    else:
        _add_curated(files, file)


def _add_curated(files: FactFiles, file: FactFile) -> None:
    document, problems = read_yaml(file.path, file.shown_as)
    files.problems += problems
    if document is None:
        return
    folder, name = file.parts[0], file.path.stem
    if folder == "vocabulary":
        files.vocabularies[name] = document
    elif folder == "rules":
        files.rules[name] = document
    else:
        files.add(LayerFile(CURATED, NodeId(f"{folder}/{name}"), document))


def _misplaced_layer(parts: tuple[str, ...]) -> str:
    """What is wrong with the place or name of an imported file; empty: nothing."""
    where = f"a layer is {IMPORTED}/<set>/<kind>{SUFFIX}, one thing a line"
    if len(parts) != 3 or not parts[2].endswith(SUFFIX):
        return f"is no file of a layer; {where}"
    folder = parts[2].removesuffix(SUFFIX)
    if folder not in KIND_BY_FOLDER:
        return f"{folder} is no kind of fact{nearest(folder, KIND_BY_FOLDER)}; {where}"
    return ""


def _misplaced(path: Path, parts: tuple[str, ...]) -> str:
    """What is wrong with the place or name of a curated file; empty: nothing."""
    kinds = ", ".join(KIND_BY_FOLDER)
    if len(parts) == 1:
        return f"lies outside the folders; move it into the folder of its kind: {kinds}"
    folder = parts[0]
    if folder not in KIND_BY_FOLDER and folder not in ("vocabulary", "rules"):
        return f"{folder}/ is no kind of fact{nearest(folder, KIND_BY_FOLDER)}; kinds are {kinds}"
    if len(parts) > 2:
        return f"lies too deep; move it to {folder}/{parts[-1]}, since the path is the id"
    if path.suffix != ".yaml":
        return f"ends in {path.suffix or 'no suffix'}; rename it to .yaml, or move it out of {folder}/"
    if folder == "rules" and path.stem not in RULES:
        files = ", ".join(f"rules/{name}.yaml" for name in RULES)
        return f"is no rule that is read here; the files of rules are {files}"
    if folder in KIND_BY_FOLDER and not is_node_id(f"{folder}/{path.stem}"):
        slug = slug_of(path.stem)
        rename = f"rename it to {slug}.yaml" if slug else "rename it"
        return f"{path.stem!r} cannot be part of an id: lower-case letters, digits, and - between; {rename}"
    return ""


def slug_of(name: str) -> str:
    """A name as the second part of an id; empty where it has no letter or digit of ours."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.+]+", "-", plain).strip("-.+")
