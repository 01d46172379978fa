"""Root addresses. Public pages live under /m/<slug>/; everything else is for members."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    # Nobody needs e-mail, and no mail is sent: a forgotten password is the administrator's matter, as the sign-in page says.
    path("accounts/password/reset/", RedirectView.as_view(pattern_name="account_login")),
    path("accounts/email/", RedirectView.as_view(pattern_name="mfa_index")),
    path("accounts/", include("allauth.urls")),
    path("design/", include("huangyai.design.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("huangyai.web.urls")),
    path("", include("huangyai.people.urls")),
    path("", include("huangyai.office.urls")),
    path("", include("huangyai.outbox.urls")),
    path("", include("huangyai.volunteers.urls")),
    path("", include("huangyai.assembly.urls")),
    path("", include("huangyai.targets.urls")),
    path("", include("huangyai.plan.urls")),
    path("", include("huangyai.activities.urls")),
    path("", include("huangyai.transport.urls")),
    path("", include("huangyai.watch.urls")),
    path("", include("huangyai.cases.urls")),
    path("", include("huangyai.evaluation.urls")),
    path("", include("huangyai.playbook.urls")),
]
