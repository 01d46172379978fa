"""Learning from pairs that people have decided."""

from __future__ import annotations

import math
import random
from types import ModuleType

import polars as pl

from huangyai.engines.linkage import Model, Register, Review, comparisons_for, learn_from_reviews, link_registers
from huangyai.engines.linkage import _duckdb as duck
from huangyai.engines.linkage.model import shipped_model
from huangyai.engines.linkage.normalise import normalise_registers

COMPARISONS = comparisons_for(())


def uncertain_pairs(offices: ModuleType, seed: int) -> list[Review]:
    """What reviewers see: the pairs of a list without ids that are neither sure nor hopeless."""
    lists = offices.make_lists(3000, seed=seed, rate=3.0, ids=False, layouts=("civil", "volunteers"))
    truth = lists.truth()
    registers = [Register("a", lists.frames[0]), Register("b", lists.frames[1])]
    everyone = normalise_registers(registers, this_year=2026)
    uid = dict(everyone.select("id", "uid").iter_rows())
    table = link_registers(registers, minimum=0.05).table.filter(pl.col("probability") < 0.97)
    pairs = pl.DataFrame({"uid_l": [uid[one] for one in table["id_l"]], "uid_r": [uid[one] for one in table["id_r"]]})
    found = duck.levels_of_pairs(everyone, pairs, COMPARISONS).drop("uid_l", "uid_r")
    reviews = []
    for gammas, probability, left, right in zip(
        found.iter_rows(), table["probability"], table["id_l"], table["id_r"], strict=True
    ):
        levels = {
            comparison.name: comparison.levels[len(comparison.levels) - 1 - gamma].name
            for comparison, gamma in zip(COMPARISONS, gammas, strict=True)
            if gamma >= 0
        }
        reviews.append(Review(levels, probability, left in truth.get(right, ())))
    return reviews


def loss(model: Model, before: Model, reviews: list[Review]) -> float:
    total = 0.0
    for review in reviews:
        odds = math.log(review.probability / (1 - review.probability))
        for comparison in COMPARISONS:
            level = review.levels.get(comparison.name)
            if level:
                odds += math.log(2) * (model.weight(comparison, level) - before.weight(comparison, level))
        total += math.log1p(math.exp(-odds if review.same else odds))
    return total / len(reviews)


def test_decided_pairs_make_the_next_ones_likelier_right(offices: ModuleType) -> None:
    shipped = shipped_model(COMPARISONS)
    decided, later = uncertain_pairs(offices, 81), uncertain_pairs(offices, 82)
    assert len(decided) > 40
    learnt = learn_from_reviews(decided)
    assert loss(learnt, shipped, later) <= loss(shipped, shipped, later) * 1.01


def test_a_habit_of_the_office_is_learnt_and_the_rest_stays() -> None:
    dice = random.Random(5)
    shipped = shipped_model(COMPARISONS)
    # Here another first name is usually a nickname that nobody wrote down: reviewers keep saying yes.
    reviews = [
        Review({"first_name": "else", "birth_date": "same"}, 0.4, dice.random() < 0.9)
        if dice.random() < 0.5
        else Review({"first_name": "near", "birth_date": "year"}, 0.4, dice.random() < 0.4)
        for _ in range(200)
    ]
    learnt = learn_from_reviews(reviews, shipped)
    first = COMPARISONS[0]
    assert learnt.weight(first, "else") > shipped.weight(first, "else") + 0.5
    assert learnt.weight(first, "sound") == shipped.weight(first, "sound")


def test_chance_and_few_decisions_teach_nothing() -> None:
    dice = random.Random(6)
    shipped = shipped_model(COMPARISONS)
    assert learn_from_reviews([], shipped) == shipped
    assert learn_from_reviews([Review({"first_name": "else"}, 0.5, True)] * 19, shipped) == shipped
    names = ["same", "sound", "close", "near", "else"]
    noise = [Review({"first_name": dice.choice(names)}, 0.5, dice.random() < 0.5) for _ in range(300)]
    learnt = learn_from_reviews(noise, shipped)
    assert all(abs(learnt.weight(COMPARISONS[0], name) - shipped.weight(COMPARISONS[0], name)) < 0.8 for name in names)


def test_what_was_learnt_survives_its_file_and_unknown_levels_are_passed_over() -> None:
    dice = random.Random(7)
    reviews = [
        Review({"first_name": "else", "also_colour": "same", "home": "no such level"}, 0.3, dice.random() < 0.9)
        for _ in range(60)
    ]
    learnt = learn_from_reviews(reviews)
    assert learnt != shipped_model(COMPARISONS)
    assert "no such level" not in learnt.to_json()
