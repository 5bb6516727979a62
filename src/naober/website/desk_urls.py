"""The desk's pages: its own, and those that stand on several features."""

from django.urls import path

from naober.features.desk.urls import urlpatterns as own
from naober.website import acting, desk_views

app_name = "desk"
urlpatterns = [
    path("", desk_views.week, name="monday"),
    path("lijst/<slug:key>/", desk_views.lines, name="list"),
    path("dubbelen/<int:kept>/<int:merged>/", desk_views.merge, name="merge"),
    path("bedrijven/<int:pk>/namens/", acting.start, name="act-start"),
    path("namens/stoppen/", acting.stop, name="act-stop"),
    path("export/", desk_views.export, name="export"),
    path("bedrijven/<int:pk>/", desk_views.company, name="company"),
    path("gesprekken/<int:pk>/", desk_views.conversation, name="conversation"),
    path("voorstellen/<int:pk>/overnemen/", desk_views.proposal_accept, name="proposal-accept"),
    *own,
]
