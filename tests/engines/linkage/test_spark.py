"""Spark gives what DuckDB gives. Runs where the extra `scale` and Java are there; `make scale` does."""

from __future__ import annotations

import importlib.util
import shutil
from types import ModuleType

import pytest

from huangyai.engines.linkage import Register, link_registers


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark (the extra scale) is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
def test_spark_gives_the_same_people(messy: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUANGYAI_SPARK_MASTER", "local[2]")
    lists = messy.make_pair(300, seed=9, rate=2.0)
    registers = [Register("a", lists.a), Register("b", lists.b)]
    here, there = link_registers(registers), link_registers(registers, engine="spark")
    assert there.table.equals(here.table)
    assert there.people.equals(here.people)
