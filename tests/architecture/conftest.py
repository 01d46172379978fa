from __future__ import annotations

import configparser
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def contracts() -> configparser.ConfigParser:
    """The contracts between modules, as written down."""
    found = configparser.ConfigParser()
    found.read(PROJECT / ".importlinter", encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def rooms(contracts: configparser.ConfigParser) -> list[str]:
    """The rooms from low to high: the one list, which the contract of imports holds."""
    layers = contracts["importlinter:contract:rooms"]["layers"].split()
    return [layer.strip("()") for layer in reversed(layers)]
