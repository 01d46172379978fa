from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.outbox.rules import Miss, Way
from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField

# What the seals and the keyed hash are for; another purpose can't open them.
LINE_ACCOUNT_PURPOSE = "outbox.line_account"
LINE_USER_PURPOSE = "outbox.line_user"


class Channel(models.TextChoices):
    """The ways of a message, as pages call them."""

    LINE = Way.LINE.value, _("LINE")
    TELEPHONE = Way.TELEPHONE.value, _("by telephone")
    PAPER = Way.PAPER.value, _("by letter")
    SCREEN = Way.SCREEN.value, _("on their own screen")


class Message(MunicipalRow):
    """What people are told, on which occasion. `key` is the natural key: the same thing is not sent twice."""

    class Purpose(models.TextChoices):
        ANSWER = "answer", _("answer to what they said")
        INVITATION = "invitation", _("invitation")
        PICKUP = "pickup", _("time of the car")
        NEWS = "news", _("news of the municipality")

    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    key = models.CharField(max_length=80)
    occasion = WordsField()
    text = WordsField()
    # After this moment nobody needs to hear it any more.
    useful_until = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="outbox_message_once")]

    @property
    def is_private(self) -> bool:
        """Only the person may hear it: a list that somebody carries around must not say it."""
        return self.purpose == self.Purpose.ANSWER


class Delivery(MunicipalRow):
    """One person whom a message is for, with the words that are theirs alone (the time at which the car comes)."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Stands on the printed lists, and is keyed in from them.
    number = models.PositiveIntegerField()
    own_text = WordsField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="outbox_one_delivery_each"),
            models.UniqueConstraint(fields=["message", "number"], name="outbox_number_once"),
        ]


class DeliveryStep(MunicipalRow):
    """What became of a delivery, by which way, and who says so. The one that has not ended is its state now."""

    class Kind(models.TextChoices):
        PREPARED = "prepared", _("waiting to be told")
        SENT = "sent", _("sent")
        HANDED = "handed", _("letter left at home")
        REACHED = "reached", _("told")
        NOT_REACHED = "not_reached", _("not reached")
        WITHDRAWN = "withdrawn", _("no longer needed")

    class Reason(models.TextChoices):
        NO_ANSWER = Miss.NO_ANSWER.value, _("nobody answers")
        WRONG_NUMBER = Miss.WRONG_NUMBER.value, _("wrong number")
        NOT_HOME = Miss.NOT_HOME.value, _("nobody at home")
        MOVED = Miss.MOVED.value, _("does not live there")
        LINE_ENDED = Miss.LINE_ENDED.value, _("LINE is no longer linked")
        LINE_REFUSED = Miss.LINE_REFUSED.value, _("LINE does not accept it")
        LINE_FULL = Miss.LINE_FULL.value, _("the month's LINE messages are used up")
        LINE_SILENT = Miss.LINE_SILENT.value, _("LINE could not be reached")

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    reason = models.CharField(max_length=14, choices=Reason.choices, blank=True)
    # Where a machine carries it: how often it tried, and from when it may try again.
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(
                fields=["municipality", "kind", "channel"],
                condition=models.Q(ended_at__isnull=True),
                name="outbox_steps_now",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery"], condition=models.Q(ended_at__isnull=True), name="outbox_one_state_at_a_time"
            )
        ]


class LineLink(MunicipalRow):
    """Somebody agreed to be written to on LINE: the sealed id of the user who added the municipality's account."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    user_sealed = models.BinaryField()
    user_hash = models.CharField(max_length=64)
    # Empty: their own LINE; otherwise whose it is.
    whose = models.CharField(max_length=80, blank=True)
    agreed_on = models.DateField()
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "user_hash"], name="outbox_by_line_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="outbox_one_line_each"
            )
        ]


class LineAccount(MunicipalRow):
    """The municipality's LINE Official Account: its channel access token, sealed. No page and no log ever shows it."""

    class Ending(models.TextChoices):
        REPLACED = "replaced", _("replaced by another token")
        STOPPED = "stopped", _("stopped by the administrator")
        REFUSED = "refused", _("LINE refused the token")

    token_sealed = models.BinaryField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=models.Q(ended_at__isnull=True), name="outbox_one_line_account"
            )
        ]
