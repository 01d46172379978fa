"""`huangyai import-register` on files as offices send them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.targets.conftest import CIVIL, ELDERLY

from huangyai.cli.main import main
from huangyai.kernel import Actor
from huangyai.people.models import Person
from huangyai.places.models import Municipality
from huangyai.targets.models import Register
from huangyai.walls.entry import acting


def run(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["import-register", *arguments], input=data)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    file = tmp_path / "elderly.csv"
    file.write_bytes(ELDERLY.encode("cp874"))
    return file


def test_a_list_is_checked_without_a_database(sent: Path) -> None:
    told = run(str(sent), "--kind", "elderly", "--dry-run", "--json")
    assert told.exit_code == 0, told.output
    document = json.loads(told.stdout)
    assert (document["rows"], document["brought"], document["faults"]) == (3, False, [])
    assert "TIS-620" in document["form"]["en"]


def test_faults_are_told_in_both_languages_and_by_the_exit_code(tmp_path: Path) -> None:
    file = tmp_path / "e.csv"
    file.write_text(ELDERLY.replace("9000000000021", "1.10E+12"), encoding="utf-8")
    thai = run(str(file), "--kind", "elderly", "--dry-run")
    assert thai.exit_code == 3
    assert "แถว 3 คอลัมน์ เลขบัตรประชาชน" in thai.stderr
    assert "row 3, column เลขบัตรประชาชน" in run(str(file), "--kind", "elderly", "--dry-run", "--lang", "en").stderr
    assert run(str(file), "--kind", "elderly", "--keep", "nothing", "--dry-run").exit_code == 3


def test_two_gigabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as stream:
        stream.truncate(2 * 1024**3)
    told = run(str(file), "--kind", "elderly", "--dry-run", "--lang", "en")
    assert told.exit_code == 1
    assert "2,048 MB" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["missing.csv", "--kind", "elderly"], 1),
        (["-", "--kind", "rumours"], 2),
        (["-", "--kind", "elderly", "--column", "ชื่อ=gossip"], 2),
        (["-", "--kind", "elderly", "--header-row", "99", "--dry-run"], 1),
        (["-", "--kind", "elderly", "--sheet", "7", "--dry-run"], 1),
    ],
)
def test_wrong_usage_and_bad_input_have_their_own_codes(arguments: list[str], code: int) -> None:
    assert run(*arguments, data=ELDERLY.encode()).exit_code == code


def test_columns_and_headings_can_be_said(tmp_path: Path) -> None:
    content = "รายงาน,,\nใคร,เมื่อใด,x\nสมศรี แสงจันทร์,2490,1\n".encode()
    told = run(
        "-", "--kind", "welfare", "--header-row", "2", "--column", "ใคร=full_name", "--column", "เมื่อใด=birth_date",
        "--dry-run", "--json", data=content,
    )  # fmt: skip
    assert json.loads(told.stdout)["columns"] == {"ใคร": "full_name", "เมื่อใด": "birth_date"}


def test_lists_are_brought_in_and_compared(
    municipality: Municipality, machine: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The house is awake already, and its tables are up to date.
    monkeypatch.setattr("huangyai.targets.cli.wake_house", lambda: None)
    here = ["--municipality", municipality.slug, "--json"]
    assert run("-", "--kind", "civil", *here, data=CIVIL.encode()).exit_code == 0
    with acting(machine):
        assert Person.objects.count() == 4
    newer = CIVIL.replace(",12,22010801", ",14,22010801").replace("4,9000000000047", "4,9000000000055")
    again = run("-", "--kind", "civil", *here, data=newer.encode())
    assert again.exit_code == 0, (again.output, again.exception)
    told = json.loads(again.stdout)
    assert (told["new"], told["changed"], told["gone"]) == (0, 2, 0)
    with acting(machine):
        assert Register.objects.count() == 2
    assert run("-", "--kind", "civil", "--municipality", "nowhere", data=CIVIL.encode()).exit_code == 1
    told_nothing = run("-", "--kind", "elderly", "--keep", "nothing", *here, data=(ELDERLY + "9,,x,y,,,\n").encode())
    assert told_nothing.exit_code == 1
    with acting(machine):
        assert Register.objects.count() == 2
