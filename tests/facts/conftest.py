"""Facts with one fault, and what is said about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import FactErrors
from graph.facts.check import check_facts
from graph.facts.load import load_facts
from tests.world.layout import HERE

Spoil = Callable[[str, str, str], list[str]]
"""Replace a right text of one file by a wrong one; gives the problems that are found."""


def problems_of(folder: Path) -> list[str]:
    """What loading and checking a folder finds; nothing: `[]`."""
    try:
        check_facts(load_facts(folder))
    except FactErrors as refused:
        return list(map(str, refused.problems))
    return []


def spoil(file: Path, right: str, wrong: str) -> None:
    """Replace a text that stands in a file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(right) == 1, f"{right!r} stands {text.count(right)} times in {file}"
    file.write_text(text.replace(right, wrong), encoding="utf-8")


@pytest.fixture
def misread(tmp_path: Path) -> Spoil:
    """One file of the fictional world, alone, with a fault that shows without the others."""

    def spoil_alone(path: str, right: str, wrong: str) -> list[str]:
        file = tmp_path / "facts" / path
        file.parent.mkdir(parents=True)
        shutil.copyfile(HERE / path, file)
        spoil(file, right, wrong)
        with pytest.raises(FactErrors) as refused:
            load_facts(tmp_path / "facts")
        return list(map(str, refused.value.problems))

    return spoil_alone


@pytest.fixture
def own_world(world_folder: Path, tmp_path: Path) -> Path:
    """A copy of the fictional world that a test may change."""
    return Path(shutil.copytree(world_folder, tmp_path / "facts"))


@pytest.fixture
def misstated(own_world: Path) -> Spoil:
    """The whole fictional world with a fault that shows against other facts."""

    def spoil_in_world(path: str, right: str, wrong: str) -> list[str]:
        spoil(own_world / path, right, wrong)
        return problems_of(own_world)

    return spoil_in_world
