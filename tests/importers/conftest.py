"""Says in the report of every run where the real upstream files were missing."""

from __future__ import annotations

from typing import Any

from tests.importers import upstream


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if upstream.absent:
        terminalreporter.section("REAL UPSTREAM FILES ABSENT", sep="!", red=True, bold=True)
        terminalreporter.write_line(
            f"No file below {upstream.REAL} for: {', '.join(sorted(upstream.absent))}."
        )
        terminalreporter.write_line(
            "These importers ran on small fictional samples only. Name the folder of the"
        )
        terminalreporter.write_line(
            "real sets in OPENNESS_GRAPH_DATASETS to test them on what upstream publishes."
        )
