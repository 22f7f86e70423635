"""Every notebook runs from top to bottom and ends in a sentence that can be cited."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest) -> Any:
    """A notebook after a run from top to bottom, in a kernel of its own."""
    notebook: Any = nbformat.read(request.param, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    return notebook


@pytest.mark.filterwarnings("default")
def test_a_notebook_ends_in_a_citable_sentence(executed: Any) -> None:
    said = executed.cells[-1].outputs[0]["text"].strip()

    assert re.search(r"Openness Graph, graph version [0-9a-f]{16}, \d{4}-\d{2}-\d{2}\.$", said)


@pytest.mark.filterwarnings("default")
def test_a_notebook_shows_a_table_and_a_plot(executed: Any) -> None:
    kinds = {
        kind for cell in executed.cells for item in cell.get("outputs", []) for kind in item.get("data", {})
    }

    assert {"text/html", "image/png"} <= kinds


def test_notebooks_are_committed_without_outputs() -> None:
    for path in NOTEBOOKS:
        notebook: Any = nbformat.read(path, as_version=4)

        assert not any(cell.get("outputs") for cell in notebook.cells), path.name
