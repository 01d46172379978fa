"""Sentences kept in both languages: the field, and old columns that become one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core import serializers
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState

from huangyai.kernel import Actor, Role, Words
from huangyai.plan.models import Plan, Project, YearMoney
from huangyai.walls.entry import acting
from huangyai.walls.text_to_words import TextToWords

SAID = Words(th="ตอบเรื่องที่ประชาชนพูด", en="It answers what people said.")


@pytest.fixture
def money(actor_of: Callable[[Role], Actor]) -> YearMoney:
    actor = actor_of(Role.PLANNER)
    with acting(actor):
        inside: dict[str, Any] = {"municipality_id": actor.municipality_id}
        plan = Plan.objects.create(**inside, first_year=2566, last_year=2570)
        project = Project.objects.create(**inside, plan=plan, name="ค่าย")
        return YearMoney.objects.create(**inside, project=project, year=2570, baht=Decimal(5), reason=SAID)


def test_a_sentence_comes_back_in_both_languages(money: YearMoney, actor_of: Callable[[Role], Actor]) -> None:
    with acting(actor_of(Role.PLANNER)):
        assert YearMoney.objects.get().reason == SAID
        assert YearMoney.objects.values_list("reason", flat=True).get() == SAID
        subquery = YearMoney.objects.filter(project=models.OuterRef("pk")).values("reason")[:1]
        assert Project.objects.annotate(why=models.Subquery(subquery)).get().why == SAID
        (copy,) = serializers.deserialize("json", serializers.serialize("json", [money]))
        assert copy.object.reason == SAID


def test_no_sentence_is_null_and_many_are_written_at_once(money: YearMoney, actor_of: Callable[[Role], Actor]) -> None:
    with acting(actor_of(Role.PLANNER)):
        money.reason = None
        YearMoney.objects.bulk_update([money], ["reason"])
        assert YearMoney.objects.filter(reason__isnull=True).get().reason is None
        money.reason = Words(th="ใหม่", en="new")
        YearMoney.objects.bulk_update([money], ["reason"])
        assert YearMoney.objects.get().reason.en == "new"


@pytest.mark.parametrize("null", [True, False])
def test_old_sentences_serve_both_languages_behind_walls_too_and_the_way_back_keeps_the_thai_one(
    db: None, null: bool
) -> None:
    before = ProjectState()
    columns: list[tuple[str, models.Field[Any, Any]]] = [
        ("id", models.AutoField(primary_key=True)),
        ("told", models.CharField(max_length=20)),
    ]
    before.add_model(ModelState("walls", "Notice", columns))
    after = before.clone()
    change = TextToWords("notice", "told", null=null)
    change.state_forwards("walls", after)
    with connection.cursor() as cursor, connection.schema_editor(atomic=False) as editor:
        cursor.execute("CREATE TEMPORARY TABLE walls_notice (id serial PRIMARY KEY, told varchar(20) NOT NULL)")
        cursor.execute("INSERT INTO walls_notice (told) VALUES ('มีที่ว่าง'), ('')")
        cursor.execute("ALTER TABLE walls_notice ENABLE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE walls_notice FORCE ROW LEVEL SECURITY")
        change.database_forwards("walls", editor, before, after)
        cursor.execute("ALTER TABLE walls_notice DISABLE ROW LEVEL SECURITY")
        kept = after.apps.get_model("walls", "Notice")._default_manager.order_by("pk")
        empty = None if null else Words(th="", en="")
        assert list(kept.values_list("told", flat=True)) == [Words(th="มีที่ว่าง", en="มีที่ว่าง"), empty]
        change.database_backwards("walls", editor, after, before)
        cursor.execute("SELECT told FROM walls_notice ORDER BY id")
        assert cursor.fetchall() == [("มีที่ว่าง",), ("",)]
