from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import BadInput, Role
from huangyai.targets.actions import bring_survey
from huangyai.targets.actions.surveys import HOUSEHOLD_SET
from huangyai.targets.bridge.deprivation import wants_of
from huangyai.targets.forms.criteria import SurveyForm
from huangyai.targets.queries.surveys import survey_houses, survey_lines
from huangyai.targets.views.lists import STAFF
from huangyai.targets.workbooks import survey_workbook

LARGEST_SURVEY = 20 * 1024 * 1024


@member_page(*STAFF)
def survey_list(request: RoomRequest) -> HttpResponse:
    """Household surveys, newest first, with what households lack most."""
    context = {
        "surveys": survey_lines(get_language() or "th"),
        "may_bring": request.actor.is_any(Role.OFFICER, Role.ADMINISTRATOR),
    }
    return render(request, "targets/survey_list.html", context)


@member_page(Role.OFFICER, Role.ADMINISTRATOR)
def survey_new(request: RoomRequest) -> HttpResponse:
    """Bring a household survey in; every fault is told by row and column."""
    form = SurveyForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            answers, indicators = form.sent(), _text(asked["indicators"])
            return carry_out(
                request,
                lambda: bring_survey(
                    actor=request.actor,
                    name=asked["name"],
                    surveyed_on=asked["surveyed_on"],
                    answers=answers,
                    indicators=indicators,
                ),
                then=lambda _made: reverse("targets:survey_list"),
                done=_("The survey is in. Cards can ask for its wants now."),
            )
        except BadInput as bad:
            language = get_language() or "th"
            context["faults"] = [fault.say(language) for fault in bad.faults[:50]]
    return form_page(request, "targets/survey_new.html", context)


@member_page(Role.OFFICER, Role.ADMINISTRATOR)
def survey_form(request: RoomRequest) -> HttpResponse:
    """A workbook to be filled in: every house, and a column for each want of the set that comes with the program."""
    answer = HttpResponse(
        survey_workbook(survey_houses(), wants_of(HOUSEHOLD_SET.read_text(encoding="utf-8")), get_language() or "th"),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = 'attachment; filename="survey.xlsx"'
    return answer


def _text(file: UploadedFile[bytes] | None) -> str:
    if file is None:
        return ""
    if (file.size or 0) > LARGEST_SURVEY:
        raise BadInput.of(th="ไฟล์ใหญ่เกิน 20 MB โปรดแบ่งนำเข้า", en="The file is larger than 20 MB; bring it in parts.")
    content = bytes(file.read())
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput.of(
        th="อ่านไฟล์นี้ไม่ได้ โปรดบันทึกเป็น “CSV UTF-8” แล้วส่งใหม่", en="This file can't be read; save it as “CSV UTF-8”."
    )
