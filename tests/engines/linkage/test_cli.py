from __future__ import annotations

import csv
import json
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from huangyai.engines.linkage.cli import link


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(link, [str(argument) for argument in arguments])


@pytest.fixture
def files(messy: ModuleType, tmp_path: Path) -> tuple[Path, Path]:
    lists = messy.make_pair(400, seed=6)
    a, b = tmp_path / "civil.csv", tmp_path / "elderly.csv"
    a.write_bytes(b"\xef\xbb\xbf" + lists.a.write_csv().encode())
    lists.b.write_csv(b)
    return a, b


def test_pairs_and_clusters_are_written(files: tuple[Path, Path], tmp_path: Path) -> None:
    out, clusters = tmp_path / "pairs.csv", tmp_path / "clusters.csv"
    result = run(*files, "--out", out, "--clusters", clusters, "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["source_l", "id_l", "source_r", "id_r", "probability", "why"]
    assert {(row["source_l"], row["source_r"]) for row in rows} == {("civil", "elderly")}
    assert all(float(row["probability"]) >= 0.5 and row["why"] for row in rows)
    assert document["links"] == len(rows)
    with clusters.open(encoding="utf-8", newline="") as stream:
        people = list(csv.DictReader(stream))
    assert len(people) == 400 + 160
    assert document["people"] == len({row["cluster"] for row in people})


def test_one_file_is_searched_for_people_who_are_there_twice(files: tuple[Path, Path], tmp_path: Path) -> None:
    twice = tmp_path / "twice.csv"
    twice.write_text(
        files[1].read_text(encoding="utf-8") + "extra,นายสมหมาย ศรีสุขสันต์ยิ่ง,3 มี.ค. 2512,,12/3 หมู่ 5,220108,,,\n"
        "again,สมหมาย ศรีสุขสันยิ่ง,3/3/1969,,12/3 ม.5,220108,,,\n",
        encoding="utf-8",
    )
    result = run(twice, "--out", tmp_path / "pairs.csv", "--clusters", tmp_path / "clusters.csv", "--json")
    assert result.exit_code == 0
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["source_l"], row["id_l"], row["source_r"], row["id_r"]) for row in rows] == [
        ("twice", "extra", "twice", "again")
    ]
    with (tmp_path / "clusters.csv").open(encoding="utf-8", newline="") as stream:
        cluster = {row["id"]: row["cluster"] for row in csv.DictReader(stream)}
    assert cluster["extra"] == cluster["again"]


def test_the_reason_speaks_the_language_asked_for(files: tuple[Path, Path]) -> None:
    assert "เลขประจำตัวประชาชนตรงกัน" in run(*files, "--out", "-").stdout
    assert "same national id" in run(*files, "--out", "-", "--lang", "en").stdout


def test_a_saved_model_gives_the_same_links(files: tuple[Path, Path], tmp_path: Path) -> None:
    model, first, second = tmp_path / "m.json", tmp_path / "1.csv", tmp_path / "2.csv"
    assert run(*files, "--out", first, "--train", "--save-model", model).exit_code == 0
    assert run(*files, "--out", second, "--model", model).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_wrong_usage_is_2(files: tuple[Path, Path]) -> None:
    assert run("--out", "-").exit_code == 2
    assert run(*files).exit_code == 2
    assert run(*files, "--out", "-", "--minimum", "7").exit_code == 2


def test_charts_and_the_truth(files: tuple[Path, Path], tmp_path: Path, messy: ModuleType) -> None:
    truth, charts = tmp_path / "truth.csv", tmp_path / "charts"
    known = messy.make_pair(400, seed=6).truth
    truth.write_text("id_l,id_r\n" + "".join(f"{a},{b}\n" for b, a in known.items()), encoding="utf-8")
    result = run(*files, "--out", tmp_path / "p.csv", "--charts", charts, "--truth", truth, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["f1"] > 0.97
    assert {path.name for path in charts.iterdir()} == {"weights.svg", "waterfall.svg", "precision_recall.svg"}
    truth.write_text("left,right\n1,2\n", encoding="utf-8")
    assert run(*files, "--out", tmp_path / "p.csv", "--truth", truth).exit_code == 1


def test_spark_is_said_to_be_absent(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    result = run(*files, "--out", "-", "--engine", "spark", "--lang", "en")
    assert result.exit_code == 1
    assert "Spark" in result.stderr or "Java" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty"),
        ("id,first_name\n1,ก\n2,ข,ค,ง\n", "row 3"),
        ("id,first_name\n1,ก\n1,ข\n", "row 3"),
        ("id,first_name\n1,ก\n,ข\n", "row 3"),
        ("id,id\n1,2\n", "Headings repeat"),
        ('id,first_name\n1,"ก\n', "row 2"),
        ("colour,size\nred,1\n", "no column to compare"),
        ("ทะเบียนผู้สูงอายุ,,\nid,first_name,last_name\n1,ก,ข\n", "no heading"),
    ],
)
def test_bad_files_are_told_by_row_and_column(
    files: tuple[Path, Path], tmp_path: Path, content: str, said: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(content, encoding="utf-8")
    result = run(files[0], bad, "--out", tmp_path / "x.csv", "--lang", "en")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_cells_may_stand_between_tabs_or_semicolons(files: tuple[Path, Path], tmp_path: Path, mark: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text(
        mark.join(["id", "full_name", "birth_date"]) + "\n" + mark.join(["1", "มาลี ใจดี, ก", "2490"]) + "\n",
        encoding="utf-8",
    )
    assert run(files[0], other, "--out", tmp_path / "x.csv").exit_code == 0


def test_other_encodings_maps_and_names_are_told(files: tuple[Path, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes("id,ชื่อ\n1,มาลี\n".encode("cp874"))
    assert run(files[0], bad, "--out", "-").exit_code == 1
    assert run(*files, "--out", "-", "--map", "first_name=nowhere").exit_code == 1
    assert run(*files, "--out", "-", "--map", "colour=x").exit_code == 1
    assert run(files[0], files[0], "--out", "-").exit_code == 1


def test_headings_as_spreadsheets_leave_them(files: tuple[Path, Path], tmp_path: Path) -> None:
    plain = json.loads(run(*files, "--out", tmp_path / "pairs.csv", "--json").stdout)
    civil = files[0].read_text(encoding="utf-8-sig").splitlines()
    names = civil[0].replace("first_name", "First Name").replace("birth_date", "BIRTH-DATE ").split(",")
    files[0].write_text("\n".join([",".join(names) + ",,", *(line + ",," for line in civil[1:])]), encoding="utf-8")
    result = run(*files, "--out", tmp_path / "pairs.csv", "--json")
    assert json.loads(result.stdout)["links"] == plain["links"] > 100


def test_weird_cells_never_break_it(files: tuple[Path, Path], tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    cells = [
        "=HYPERLINK(1)",
        "1.10E+12",
        "\x00",
        "🙂",
        "' or 1=1 --",
        "x" * 5000,
        "ก" * 300,
        "9" * 400,
        "((((",
        "\u0e4d\u0e32",
    ]
    with odd.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["full_name", "birth_date", "national_id", "address", "phone", "nickname", "sex", 'a"b'])
        writer.writerows([[cell] * 8 for cell in cells])
    result = run(files[0], odd, "--out", tmp_path / "x.csv", "--also", 'a"b')
    assert result.exit_code == 0, result.output
