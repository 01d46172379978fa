"""Compile what the engines turn into machine code, once and before anybody waits for it: rides, and the counting of votes."""

from __future__ import annotations

from huangyai.engines.ballot.fast_shares import load_compiled_count
from huangyai.engines.rides import prepare


def main() -> None:
    """Some 50 seconds on a new machine; afterwards it comes from the disk."""
    prepare()
    load_compiled_count()


if __name__ == "__main__":
    main()
