"""Official papers about the cars."""

from huangyai.transport.documents.central_cars import car_log_pdf, car_request_pdf

__all__ = ["car_log_pdf", "car_request_pdf"]
