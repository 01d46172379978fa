"""Components render what a page needs and carry nothing that the content security policy forbids."""

import datetime as dt
import re

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from huangyai.design.styleguide import ExampleForm, examples

LAYOUTS = ("staff", "public", "phone", "projector", "sheet")


def draw(source: str, **context: object) -> str:
    compiled = CottonCompiler().process("{% load design thai %}" + source)
    return engines["django"].from_string(compiled).render(context, RequestFactory().get("/")).strip()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_page_carries_inline_style_or_script(built, layout, language):
    with translation.override(language):
        page = render_to_string(f"design/styleguide_{layout}.html", examples(), RequestFactory().get("/design/"))
    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r"\son\w+=", page)
    for opening in re.findall(r"<script[^>]*>", page):
        assert "src=" in opening or 'type="application/json"' in opening
    assert page.count("<h1") == 1


def test_pages_render_without_a_shell(built):
    for name in (
        "404.html",
        "403.html",
        "400.html",
        "500.html",
        "403_csrf.html",
        "design/staff.html",
        "design/phone.html",
    ):
        assert "</html>" in render_to_string(name, {})


def test_a_row_says_its_risk_in_words_and_shape():
    row = draw('<c-row risk="red" title="แจ้งเหตุ" clock="00:14" />')
    assert "shape-red" in row
    assert re.search(r'visually-hidden">[^<]+<', row)


def test_a_row_escapes_what_people_typed():
    assert "&lt;b&gt;" in draw('<c-row title="{{ words }}" />', words="<b>")


def test_a_button_is_a_link_when_it_has_an_address():
    assert draw('<c-button href="/x/">ไป</c-button>').startswith("<a ")
    assert 'hx-get="/x/"' in draw('<c-button hx-get="/x/">ไป</c-button>')


def test_a_bar_is_as_wide_as_its_share():
    assert 'width="93.18%"' in draw('<c-bar part="41" whole="44" label="มาร่วม" />')
    assert 'width="0%"' in draw('<c-bar part="1" whole="0" label="ไม่มีใคร" />')


def test_a_stacked_bar_begins_each_part_where_the_last_ended():
    bar = draw(
        '<c-stacked-bar label="งบ" :parts="parts" :whole="200" />',
        parts=[{"label": "จ่าย", "value": 50}, {"label": "ผูกพัน", "value": 30}],
    )
    assert 'x="25%" width="15%"' in bar


def test_a_form_shows_each_mistake_beside_its_field():
    form = draw('<c-form :form="form" submit="ส่ง" />', form=ExampleForm({"day": "22/11/69"}))
    assert 'role="alert"' in form
    assert "พ.ศ. 2569" in form
    for name in ("title", "day"):
        described = re.search(rf'name="{name}"[^>]*aria-describedby="([^"]+)"', form)
        assert described
        assert all(f'id="{part}"' in form for part in described[1].split())


def test_an_empty_field_is_asked_for_kindly():
    with translation.override("en"):
        form = draw('<c-form :form="form" />', form=ExampleForm({"village": ""}))
    assert form.count("Please fill this in.") == 2
    assert form.count("Please choose here.") == 3
    assert "This field is required" not in form


def test_a_thread_with_links_has_a_table_that_says_the_same():
    nodes = [
        {"key": "a", "step": 1, "kind": "ประชาคม", "text": "คำพูด"},
        {"key": "b", "step": 3, "kind": "แผน", "text": "โครงการ"},
    ]
    thread = draw('<c-thread :nodes="nodes" :links="links" />', nodes=nodes, links=[("a", "b")])
    assert thread.count("<path") == 1
    assert "<table" in thread
    assert "columns-2" in thread


def test_the_wheel_names_six_steps():
    wheel = draw("<c-wheel />")
    assert len(re.findall(r"step-fill-\d", wheel)) == 6
    with translation.override("en"):
        assert "Assembly" in draw("<c-wheel />")


def test_progress_stops_asking_when_it_is_finished():
    assert "hx-get" in draw('<c-progress label="งาน" done="1" total="2" poll="/p/" />')
    assert "hx-get" not in draw('<c-progress label="งาน" done="2" total="2" poll="/p/" finished="เสร็จ" />')


def test_a_walking_clock_carries_its_moment():
    since = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
    assert 'datetime="2026-11-22T' in draw('<c-row title="x" clock="1" :clock_since="since" />', since=since)
