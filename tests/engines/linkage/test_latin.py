"""Nothing is so Thai that other names fail: an invented list in Latin letters, with further columns."""

from __future__ import annotations

import random

import polars as pl
import pytest

from huangyai.engines.linkage import Register, link_registers, parse_map

GIVEN = [
    "amelia",
    "olivia",
    "isla",
    "emily",
    "jessica",
    "lily",
    "sophie",
    "ruby",
    "grace",
    "chloe",
    "oliver",
    "jack",
    "harry",
    "george",
    "noah",
    "charlie",
    "jacob",
    "oscar",
]
ENDINGS = ["ton", "son", "ley", "man", "field", "worth", "ham", "wood", "ford", "er", "by", "well", "brook", "stone"]
STARTS = [
    "har",
    "wil",
    "pem",
    "bro",
    "cal",
    "dun",
    "ever",
    "far",
    "gar",
    "hol",
    "ives",
    "jar",
    "kel",
    "lang",
    "mor",
    "nor",
    "oak",
    "pres",
    "quin",
    "ross",
    "stan",
    "thorn",
]
SUBURBS = ["ashfield", "balmain", "carlton", "dubbo", "epping", "fairfield", "glebe", "hornsby", "ipswich"]
MAP = "id=rec,first_name=given,last_name=surname,birth_date=dob,national_id=ssn,house_no=number,address=street"


def typo(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    kind = dice.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + dice.choice("aeionrst") + word[at:]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def lists() -> tuple[pl.DataFrame, pl.DataFrame]:
    dice = random.Random(31)
    clean, messy = [], []
    for number in range(700):
        row = {
            "rec": f"r{number}", "given": dice.choice(GIVEN), "surname": dice.choice(STARTS) + dice.choice(ENDINGS),
            "dob": f"{dice.randint(1920, 2005)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}",
            "ssn": str(dice.randrange(10**6, 10**7)), "number": str(dice.randint(1, 200)),
            "street": dice.choice(STARTS) + " street", "suburb": dice.choice(SUBURBS),
            "postcode": str(dice.randint(2000, 2999)),
        }  # fmt: skip
        clean.append(row)
        other = dict(row)
        for column in dice.sample(["given", "surname", "ssn", "street", "suburb"], 2):
            other[column] = typo(other[column], dice)
        if dice.random() < 0.1:
            other["given"], other["surname"] = other["surname"], other["given"]
        if dice.random() < 0.1:
            other["dob"] = ""
        messy.append(other)
    dice.shuffle(messy)
    return pl.DataFrame(clean), pl.DataFrame(messy)


@pytest.mark.parametrize("train", [False, True])
def test_latin_names_link_through_map_and_also(train: bool) -> None:
    a, b = lists()
    mapping, also = parse_map(MAP), ("postcode", "suburb")
    linkage = link_registers([Register("a", a, mapping, also), Register("b", b, mapping, also)], train=train, seed=1)
    right = (linkage.table["id_l"] == linkage.table["id_r"]).sum()
    assert 2 * right / (linkage.table.height + a.height) >= 0.995
