"""The tests tell where they have no server; in continuous integration they fail."""

from __future__ import annotations

import pytest

from tests.stores.conftest import without


def test_in_continuous_integration_no_server_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match=r"NEO4J WAS NOT TESTED. Install it"):
        without("Install it.")


def test_elsewhere_no_server_is_a_skip_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match=r"NEO4J WAS NOT TESTED. Install it"):
        without("Install it.")
