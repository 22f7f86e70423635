"""`python -m benchmarks`: every measured row, in one run."""

from __future__ import annotations

from benchmarks import headline, start, store_calls

ROWS = (start, store_calls, headline)

if __name__ == "__main__":
    for row in ROWS:
        row.main()
