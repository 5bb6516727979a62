"""What leaves by mail: the outbox, the links that mails carry, and what was told to whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """One mail to one address. It is written in the transaction of what it tells about, and sent
    by a worker; `key` says what it is about, so that nothing is told twice.

    `unsure`: the worker stopped while the other server was taking the mail. It may have arrived,
    so it is not sent again unless the desk says so.
    """

    shows_nothing = True  # addresses and subjects are for the desk: website.mail.mailbox

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        HANDING = "handing", _("being handed over")
        SENT = "sent", _("sent")
        KEPT = "kept", _("kept here, as in every demo")
        FAILED = "failed", _("failed")
        UNSURE = "unsure", _("perhaps not arrived")

    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    email = models.EmailField(_("to"))
    name = models.CharField(max_length=150, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="mails"
    )
    language = models.CharField(max_length=2, default="nl")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    calendar = models.TextField(blank=True)  # an event that goes along, as iCalendar
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    next_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(name="mail_to_do", fields=["state", "next_at"]),
            models.Index(name="mail_of_person", fields=["person", "-created_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_state_known",
                condition=Q(state__in=["waiting", "handing", "sent", "kept", "failed", "unsure"]),
            ),
            models.CheckConstraint(name="mail_has_a_key", condition=~Q(key="")),
            models.CheckConstraint(
                name="mail_sent_at_when_sent",
                condition=Q(state__in=["sent", "kept"], sent_at__isnull=False)
                | (~Q(state__in=["sent", "kept"]) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="mail_handed_over_by_somebody",
                condition=~Q(state="handing")
                | (~Q(claimed_by="") & Q(claimed_until__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.email})"


class Link(models.Model):
    """One act that a mail lets its reader do, once, without signing in."""

    shows_nothing = True  # opened by its token only

    code = models.CharField(max_length=32, unique=True)
    purpose = models.CharField(max_length=60)
    target = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mail_links"
    )
    email = models.EmailField()
    language = models.CharField(max_length=2, default="nl")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)
    choice = models.CharField(max_length=60, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(name="link_about", fields=["purpose", "target"]),
            models.Index(name="link_of_address", fields=["email", "created_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="link_used_or_revoked",
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(name="link_has_a_purpose", condition=~Q(purpose="")),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.target}"

    @property
    def is_open(self) -> bool:
        """Whether it still does something: for a person only as long as they may sign in."""
        unused = self.used_at is None and self.revoked_at is None
        return unused and not self.is_expired and (self.person is None or self.person.is_active)

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()


class Told(models.Model):
    """What a person was told in a digest, so that it is news only once."""

    shows_nothing = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="told_once", fields=["person", "key"]),
        ]

    def __str__(self) -> str:
        return self.key


class Run(models.Model):
    """A job that is done once for its name, such as the digests of one day. `up_to` is how far it
    came, for whoever goes on with it after a stop."""

    shows_nothing = True

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    up_to = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
