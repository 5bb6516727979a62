"""What is personal goes when somebody leaves; what they did for a company stays the company's."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django.utils import timezone

from naober.foundation.members.models import Invitation, User, Wish
from naober.foundation.members.signals import person_left
from naober.foundation.notifications.models import Link, Mail

NOBODY = "oud-medewerker"


@transaction.atomic
def forget(*, person: User) -> User:
    """Close the account, remove name, address, number and mails. The row stays, so that what was
    said, agreed and counted keeps its place. A closed account is signed in nowhere.
    """
    email = person.email
    person_left.send(sender=User, person=person, company=None)
    _forget_address(email)
    Mail.objects.filter(person=person).exclude(state=Mail.State.HANDING).delete()
    for kind in (Authenticator, SocialAccount, UserSession):
        kind.objects.filter(user=person).delete()
    now = timezone.now()
    Link.objects.filter(person=person, used_at=None, revoked_at=None).update(revoked_at=now)
    person.email = f"oud-{person.pk}@weg.invalid"
    person.name, person.phone = NOBODY, ""
    person.is_active, person.is_staff, person.is_superuser = False, False, False
    person.desk_role, person.digest = User.DeskRole.NONE, User.Digest.NEVER
    person.forgotten_at = now
    person.set_unusable_password()  # with the password, every session of this person ends
    person.save()
    return person


def _forget_address(email: str) -> None:
    EmailAddress.objects.filter(email__iexact=email).delete()
    Wish.objects.filter(email__iexact=email).delete()
    for kind in (AccessAttempt, AccessFailureLog, AccessLog):
        kind.objects.filter(username__iexact=email).delete()
    Mail.objects.filter(email__iexact=email).exclude(state=Mail.State.HANDING).delete()
    Link.objects.filter(email__iexact=email).update(email="oud@weg.invalid")
    for invitation in Invitation.objects.filter(email__iexact=email):
        Invitation.objects.filter(pk=invitation.pk).update(
            email=f"oud-{invitation.pk}@weg.invalid", name=NOBODY, text=""
        )
