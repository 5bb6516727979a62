"""Which acts a mail may carry a link to: the one table of them, put together of the features."""

from django.urls import path

from naober.features.agenda import mail_acts as agenda
from naober.features.exchange import mail_acts as exchange
from naober.features.focus import mail_acts as focus
from naober.features.investments import mail_acts as investments
from naober.features.meetings import mail_acts as meetings
from naober.features.positions import mail_acts as positions
from naober.features.weighing import mail_acts as weighing
from naober.foundation.members import mail_acts as members
from naober.foundation.notifications import views
from naober.foundation.notifications.acts import Act
from naober.website.mail import digest

PURPOSES: dict[str, Act] = {
    "digest.stop": Act(digest.describe_stop, digest.perform_stop, one_click="never"),
    "members.invitation": members.INVITATION,
    **exchange.ACTS,
    **agenda.ACTS,
    **meetings.ACTS,
    **focus.ACTS,
    **weighing.ACTS,
    **positions.ACTS,
    **investments.ACTS,
}

_WITH = {"purposes": PURPOSES}
urlpatterns = [
    path("doen/<str:token>/", views.act, _WITH, name="mail-link"),
    path("doen/<str:token>/nieuw/", views.fresh, _WITH, name="mail-link-fresh"),
    path("afmelden/<str:token>/", views.unsubscribe, _WITH, name="mail-unsubscribe"),
]
