from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def beside(name: str) -> ModuleType:
    """A module of this folder, which is no package."""
    known = f"linkage_{name}_registers"
    if known not in sys.modules:
        spec = importlib.util.spec_from_file_location(known, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[known] = module
        spec.loader.exec_module(module)
    return sys.modules[known]


@pytest.fixture(scope="session")
def messy() -> ModuleType:
    """The generator of a clean register and a messy list."""
    return beside("messy")


@pytest.fixture(scope="session")
def offices() -> ModuleType:
    """The generator of lists as different offices write them."""
    return beside("offices")
