"""The sources' own application forms, filled in from a project: what they say, and how they are printed."""

from huangyai.plan.applications.docx import application_docx
from huangyai.plan.applications.facts import ApplicationFacts, Step
from huangyai.plan.applications.kkd02 import child_protection_application
from huangyai.plan.applications.kpt7 import health_fund_application
from huangyai.plan.applications.paper import ApplicationPaper
from huangyai.plan.applications.pdf import application_pdf

# By the code that a source's rule keeps.
APPLICATIONS = {"kpt7": health_fund_application, "kkd02": child_protection_application}

__all__ = [
    "APPLICATIONS",
    "ApplicationFacts",
    "ApplicationPaper",
    "Step",
    "application_docx",
    "application_pdf",
]
