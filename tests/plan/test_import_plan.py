"""`huangyai import-plan` at the keyboard, where neither Django nor a database is needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from huangyai.plan.cli import import_plan

DATA = Path(__file__).parents[2].parent / "shared/data/plan"
PROJECTS = DATA / "nakhonsawan_plan_2566_2570_projects.csv"
PUBLISHED = DATA / "nakhonsawan_p01_summary.csv"
needs_real = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"the real plan is not here: {DATA}")

PLAN = "name,strategy_no,tactic_code,plan_name,b2571,b2572\nเยี่ยมบ้าน,1,1.1,แผนงานสาธารณสุข,100,200\n"
SUMMARY = (
    "section,row,strategy,tactic,line,n2571,baht2571,n2572,baht2572,n2,baht2\n"
    "ผ.02,9,1) ยุทธศาสตร์,1.1 กลยุทธ์,แผนงานสาธารณสุข,1,100,1,200,2,300\n"
    "ผ.02,10,1) ยุทธศาสตร์,1.1 กลยุทธ์,รวม,1,100,1,200,2,300\n"
    "ผ.02,11,1) ยุทธศาสตร์,1.1 กลยุทธ์,รวมทั้งสิ้น,1,100,1,200,2,300\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.csv").write_text(PLAN, encoding="utf-8-sig")
    (tmp_path / "summary.csv").write_text(SUMMARY, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(
        import_plan, [str(folder / "plan.csv"), "--dry-run", *options], input=stdin, catch_exceptions=False
    )


def test_books_that_agree_end_with_0(folder: Path) -> None:
    done = run(folder, "--compare", str(folder / "summary.csv"), "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["rows"], told["projects"], told["list_a"], told["list_b"]) == (1, 1, [], [])
    assert told["total"] is None


def test_books_that_differ_end_with_3_and_say_where(folder: Path) -> None:
    (folder / "plan.csv").write_text(PLAN.replace("200", "250"), encoding="utf-8")
    done = run(folder, "--compare", str(folder / "summary.csv"), "--json")
    assert done.exit_code == 3
    told = json.loads(done.stdout)
    assert told["list_a"] == []
    assert {(cell["level"], cell["year"], cell["difference_baht"]) for cell in told["list_b"]} == {
        (level, year, 50) for level in ("line", "strategy", "grand") for year in (2572, None)
    }


@pytest.mark.parametrize(("language", "word"), [("th", "โครงการในไฟล์"), ("en", "projects in the file")])
def test_people_get_tables_in_their_language(folder: Path, language: str, word: str) -> None:
    done = run(folder, "--compare", str(folder / "summary.csv"), "--lang", language)
    assert done.exit_code == 0
    assert word in done.stdout
    assert done.stderr == ""


def test_a_broken_file_ends_with_1_and_prints_no_data(folder: Path) -> None:
    (folder / "plan.csv").write_text(PLAN.replace("200", "สองร้อย"), encoding="utf-8")
    done = run(folder, "--json", "--lang", "en")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "row 2, column b2572" in done.stderr


def test_a_missing_summary_ends_with_1(folder: Path) -> None:
    done = run(folder, "--compare", str(folder / "nowhere.csv"))
    assert done.exit_code == 1
    assert "nowhere.csv" in done.stderr


def test_years_outside_the_plan_end_with_1_and_nonsense_with_2(folder: Path) -> None:
    assert run(folder, "--plan", "2571-2571").exit_code == 1
    assert run(folder, "--plan", "2571-2575").exit_code == 0
    assert run(folder, "--plan", "five years").exit_code == 2
    assert run(folder, "--plan", "2575-2571").exit_code == 2


def test_a_path_may_be_a_dash(folder: Path) -> None:
    done = CliRunner().invoke(import_plan, ["-", "--dry-run", "--json"], input=PLAN.encode())
    assert json.loads(done.stdout)["rows"] == 1


@needs_real
def test_a_dry_run_needs_neither_django_nor_a_database() -> None:
    program = (
        "import sys\n"
        "class Closed:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('django', 'psycopg'):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Closed())\n"
        "from huangyai.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            "import-plan",
            PROJECTS,
            "--compare",
            PUBLISHED,
            "--dry-run",
            "--json",
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"},
    )
    assert done.returncode == 3, done.stderr.decode()
    told = json.loads(done.stdout)
    assert (told["rows"], told["projects"], told["without_strategy"]) == (548, 548, 31)
    assert [(each["missing_count"], each["missing_baht"], each["missing_year"]) for each in told["list_a"]] == [
        (33, 27410000, 2570)
    ] * 2
    assert told["list_a"][1]["inherits_from"] == [told["list_a"][0]["strategy"]]
    assert len(told["list_b"]) == 63


def test_columns_are_mapped_at_the_keyboard(folder: Path) -> None:
    (folder / "plan.csv").write_text("งาน,ปีแรก,ปีที่สอง,หมู่\nซ่อมสะพาน,100,200,3\n", encoding="utf-8")
    assert run(folder, "--json").exit_code == 1
    done = run(folder, "--json", "--lang", "en", "--map", "name=งาน,b2571=ปีแรก", "--map", "b2572=ปีที่สอง")
    assert (done.exit_code, json.loads(done.stdout)["plan"]) == (0, "2571-2572")
    assert "column หมู่: This column is not read" in done.stderr
    assert [each["column"] for each in json.loads(done.stdout)["remarks"]] == ["หมู่", ""]
    silenced = run(folder, "--json", "--map", "name=งาน,b2571=ปีแรก,b2572=ปีที่สอง,-=หมู่")
    assert [each["column"] for each in json.loads(silenced.stdout)["remarks"]] == [""]
    assert run(folder, "--map", "colour=งาน").exit_code == 2


def test_text_that_runs_into_the_next_row_is_joined_when_asked(folder: Path) -> None:
    (folder / "plan.csv").write_text("ที่,โครงการ,วัตถุประสงค์,2571\n1,เยี่ยมบ้าน,ข้อหนึ่ง,100\n,,ข้อสอง,\n", encoding="utf-8")
    assert "row 3, column โครงการ" in run(folder, "--lang", "en").stderr
    done = run(folder, "--json", "--join")
    assert (done.exit_code, json.loads(done.stdout)["rows"]) == (0, 1)
