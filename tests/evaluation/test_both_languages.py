from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from huangyai.evaluation.models import Report, ReportFigure
from huangyai.kernel import Actor, Role
from huangyai.walls.entry import acting


def test_what_a_report_counts_is_named_in_the_language_of_the_page(
    report: Report, browser_of: Callable[..., Client]
) -> None:
    said = {"th": "ผู้ที่ที่ประชุมร่วมยืนยัน (คน)", "en": "Confirmed by the joint meeting (people)"}
    for language, other in (("th", "en"), ("en", "th")):
        browser = browser_of(Role.OFFICER)
        browser.cookies["django_language"] = language
        page = browser.get(reverse("evaluation:report_detail", args=[report.pk])).text
        assert said[language] in page
        assert said[other] not in page


def test_a_figure_leads_back_in_the_language_of_the_page(
    report: Report, officer: Actor, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        figure = ReportFigure.objects.earliest("pk")
    browser = browser_of(Role.OFFICER)
    browser.cookies["django_language"] = "en"
    page = browser.get(reverse("web:figure_thread", args=[figure.pk])).text
    assert "“Confirmed by the joint meeting (people): 0”" in page
    assert figure.label.th not in page
