"""The command, its survey and its set file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from huangyai.engines.deprivation import MissingRule, read_indicator_set
from huangyai.engines.deprivation.cli import deprivation
from huangyai.kernel import BadInput

EXAMPLE = Path(__file__).parents[3] / "docs" / "schemas" / "deprivation.example.toml"

SET = """
name = "two"
cutoff = "1/2"
[[dimension]]
name = "p"
th = "ด้านหนึ่ง"
en = "One"
[[dimension.indicator]]
column = "a"
[[dimension]]
name = "q"
[[dimension.indicator]]
column = "b"
"""


@pytest.fixture
def run(tmp_path: Path):
    def call(survey: str | bytes, *options: str, indicators: str = SET):
        (tmp_path / "survey.csv").write_bytes(survey if isinstance(survey, bytes) else survey.encode())
        (tmp_path / "set.toml").write_text(indicators, encoding="utf-8")
        return CliRunner().invoke(
            deprivation,
            [str(tmp_path / "survey.csv"), "--set", str(tmp_path / "set.toml"), "--lang", "en", *options],
        )

    return call


def test_one_json_object_with_every_figure(run):
    done = run("a,b,village,w\n1,1,x,1\n0,0,x,1\n1,0,y,2\n,1,y,1\n", "--by", "village", "--weight", "w", "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["H"] == pytest.approx(0.75)
    assert answer["M0"] == pytest.approx(0.5)
    assert answer["A"] == pytest.approx(2 / 3)
    assert answer["censored"] == pytest.approx({"a": 0.75, "b": 0.25})
    assert answer["contribution"] == pytest.approx({"a": 0.75, "b": 0.25})
    assert answer["missing"] == {"a": 1, "b": 0}
    assert set(answer["by"]["village"]) == {"x", "y"}
    assert answer["standard_errors"]["H"] > 0
    assert answer["by"]["village"]["x"]["standard_errors"]["M0"] > 0


def test_people_get_lines_and_the_reasons(run):
    done = run("\ufeffa,b\n1,1\n0,0\n".encode(), "--by", "a")
    assert done.exit_code == 0, done.output
    assert "H 0.5000" in done.stdout
    assert "1/2" in done.stderr


def test_blanks_round_answers_and_names_do_no_harm(run):
    done = run(" a ,b, v \n 1, ,x\n1 ,0,x\n", "--json", "--by", "v")
    assert json.loads(done.stdout)["missing"] == {"a": 0, "b": 1}


def test_blank_lines_are_nobodys_answers(run):
    survey = "a,b,w\r\n1,1,1\r\n\r\n๐,0,1\r\n,,\r\n"
    lenient = 'missing = "not-deprived"\n' + SET
    answer = json.loads(run(survey, "--weight", "w", "--json", indicators=lenient).stdout)
    assert (answer["rows_read"], answer["H"]) == (2, 0.5)


def test_every_wrong_answer_is_told_with_row_and_column(run):
    done = run("a,b\n1,1\nyes,0\n0,3\n1,0\n")
    assert done.exit_code == 1
    assert "row 3, column a: “yes”" in done.stderr
    assert "row 4, column b: “3”" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("survey", "options", "place"),
    [
        ("a\n1\n", (), "row 1, column b"),
        ("a,b\n1,1\n", ("--by", "village"), "row 1, column village"),
        ("a,b,w\n1,1,2\n1,1,none\n", ("--weight", "w"), "row 3, column w"),
        ("a,b\n1,1\n1,1,1,1\n", (), "row 3"),
        ("", (), "row 1"),
        ("a,b,a\n1,1,0\n", (), "row 1, column a"),
        ("a,b\n", (), "no rows"),
        ("a,b\n\n1,5\n", (), "row 3, column b"),
        ('a,b\n"1,0\n', (), "quotes"),
    ],
)
def test_a_broken_survey_is_one_clear_sentence(run, survey, options, place):
    done = run(survey, *options)
    assert done.exit_code == 1
    assert place in done.stderr
    assert "Traceback" not in done.output


def test_a_survey_that_is_not_there(run):
    done = CliRunner().invoke(deprivation, ["nowhere.csv", "--set", str(EXAMPLE)])
    assert done.exit_code == 1
    assert "nowhere.csv" in done.stderr


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('cutoff = "1/2', "row 1"),
        (SET.replace('"1/2"', "2"), "cutoff"),
        (SET.replace('"1/2"', '"half"'), "cutoff"),
        (SET.replace('cutoff = "1/2"', ""), "cutoff"),
        (SET + "weight = 0\n", "dimension[2].indicator[1].weight"),
        (SET + "weight = true\n", "dimension[2].indicator[1].weight"),
        (SET.replace('"b"', '"a"'), "a"),
        (SET.replace('name = "q"', 'title = "q"'), "dimension[2].title"),
        ('cutoff = 0.5\n[[dimension]]\nname = "x"\n', "dimension[1].indicator"),
        ("cutoff = 0.5\n", "dimension"),
        ('missing = "guess"\n' + SET, "missing"),
        ("design = 3\n" + SET, "design"),
        ("dimension = 3\ncutoff = 0.5", "dimension"),
    ],
)
def test_a_wrong_set_says_where(text, place):
    with pytest.raises(BadInput) as caught:
        read_indicator_set(text)
    assert any(place in fault.say("en").split(":")[0] for fault in caught.value.faults)
    assert all(fault.words.th and fault.words.en for fault in caught.value.faults)


def test_the_example_set_reads_and_its_weights_sum_to_one():
    example = read_indicator_set(EXAMPLE.read_text(encoding="utf-8"))
    assert sum(example.weights.values()) == 1
    assert len(example.dimensions) == 5
    assert example.missing is MissingRule.DROP
    assert example.weights["low_income"] == 2 * example.weights["no_work"]
    assert all(indicator.words.th != indicator.words.en for indicator in example.indicators)
