"""What six offices make of the same people, and the files."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from huangyai.demo.registers import REGISTER_KINDS, SubDistrict, generate, write
from huangyai.demo.registers.cli import demo_data

# What joining registers understands; everything else is an extra.
JOINING = {
    "id", "title", "first_name", "last_name", "full_name", "nickname", "sex", "birth_date", "national_id",
    "house_no", "moo", "village", "address", "tambon_code", "village_code", "phone",
}  # fmt: skip
EXTRAS = {
    "adl", "allowance", "care_group", "carer", "disability_type", "grade", "guardian", "guardian_phone",
    "house_code", "house_status", "income", "note", "payment_method", "school", "wheelchair",
}  # fmt: skip


@pytest.fixture(scope="module")
def sub_district() -> SubDistrict:
    return generate(3_000, 11)


def column(sub_district: SubDistrict, kind: str, meaning: str) -> list[tuple[str, str]]:
    place = list(REGISTER_KINDS[kind].columns.values()).index(meaning)
    return [(row.person_id, row.cells[place]) for row in sub_district.register(kind).rows]


def test_every_column_has_one_known_meaning():
    for kind in REGISTER_KINDS.values():
        meanings = list(kind.columns.values())
        assert len(set(meanings)) == len(meanings)
        assert set(meanings) <= JOINING | EXTRAS
        assert kind.mapping["id"] in kind.columns
        assert kind.words.th
        assert kind.words.en


def test_the_civil_register_knows_all_residents_and_no_newcomer(sub_district):
    listed = {row.person_id for row in sub_district.register("civil").rows}
    assert listed == {person.id for person in sub_district.people}


def test_other_lists_know_newcomers_and_some_people_twice(sub_district):
    known = {row.person_id for register in sub_district.registers for row in register.rows}
    assert known & {person.id for person in sub_district.newcomers}
    welfare = [row.person_id for row in sub_district.register("welfare").rows]
    assert len(welfare) > len(set(welfare))


def test_the_mess_is_there(sub_district):
    person = sub_district.person
    ids = column(sub_district, "disability", "national_id")
    assert any(text in {"", "-"} for _, text in ids)
    names = column(sub_district, "elderly", "full_name")
    assert sum(text.startswith(("นาย", "นาง", "น.ส.")) for _, text in names) > 0.9 * len(names)
    assert any(p.last_name not in text for i, text in names if (p := person[i]))
    births = [text for _, text in column(sub_district, "elderly", "birth_date")]
    assert any("๒" in text for text in births)
    assert any("25" in text or "24" in text for text in births)
    years = {text[-4:-2] for _, text in column(sub_district, "welfare", "birth_date")}
    assert {"19", "25"} <= years
    assert any("010" in text for _, text in column(sub_district, "elderly", "note"))
    villages = {text for _, text in column(sub_district, "visits", "village")}
    assert {"บ้านพานสลุด", "พานสลุด"} <= villages


def test_some_lists_hold_an_old_address_or_a_name_before_marriage(sub_district):
    moved = maiden = 0
    codes = dict(column(sub_district, "welfare", "village_code"))
    names = dict(column(sub_district, "welfare", "full_name"))
    for person_id, code in codes.items():
        person = sub_district.person[person_id]
        moved += code != sub_district.household[person.household_id].village_code
        maiden += bool(person.former_last_name) and person.former_last_name in names[person_id]
    assert moved > 5
    assert maiden > 5


def test_without_mess_ids_and_names_are_as_in_truth():
    clean = generate(400, 2, mess=0.0)
    for person_id, digits in column(clean, "school", "national_id"):
        assert digits == clean.person[person_id].national_id
    for person_id, name in column(clean, "disability", "first_name"):
        assert name == clean.person[person_id].first_name


def test_mess_changes_the_lists_and_not_the_people():
    clean, messy = generate(400, 2, mess=0.0), generate(400, 2, mess=2.0)
    assert clean.people == messy.people
    assert clean.registers != messy.registers


def test_the_command_writes_the_same_files_twice(tmp_path: Path):
    for name in ("a", "b"):
        done = CliRunner().invoke(demo_data, ["--people", "250", "--seed", "4", str(tmp_path / name), "--json"])
        assert done.exit_code == 0, done.output
        answer = json.loads(done.stdout)
        assert answer["people"] == 250
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted([*(kind.file_name for kind in REGISTER_KINDS.values()), "houses.csv", "truth.csv"])
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_truth_names_every_row_of_every_list(tmp_path: Path, sub_district):
    counts = write(sub_district, tmp_path)
    with (tmp_path / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {(row["source"], row["id"]): row["person"] for row in csv.DictReader(file)}
    assert len(truth) == counts["truth.csv"]
    for kind in REGISTER_KINDS.values():
        with (tmp_path / kind.file_name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == list(kind.columns)
        assert len(rows) == counts[kind.file_name]
        assert all(truth[kind.name, row[kind.mapping["id"]]] in sub_district.person for row in rows)


def test_a_folder_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = CliRunner().invoke(demo_data, ["--people", "10", "--lang", "en", str(blocked)])
    assert done.exit_code == 1
    assert "can't be made" in done.stderr
    assert "Traceback" not in done.output
