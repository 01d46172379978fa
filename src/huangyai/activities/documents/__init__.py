"""Papers of a session: the sign-up sheet, everybody's cards, the answer sheet, certificates; and the calendar feed."""

from huangyai.activities.documents.calendar_feed import calendar_feed
from huangyai.activities.documents.certificates import certificates_document
from huangyai.activities.documents.sheets import MOST_CARDS, cards_document, sign_up_sheet_document

__all__ = ["MOST_CARDS", "calendar_feed", "cards_document", "certificates_document", "sign_up_sheet_document"]
