"""The desk's pages: its own, and those that stand on several features."""

from django.urls import path

from naober.features.desk.urls import urlpatterns as own
from naober.website.desk import acting, views

app_name = "desk"
urlpatterns = [
    path("", views.week, name="monday"),
    path("lijst/<slug:key>/", views.lines, name="list"),
    path("dubbelen/<int:kept>/<int:merged>/", views.merge, name="merge"),
    path("bedrijven/<int:pk>/namens/", acting.start, name="act-start"),
    path("namens/stoppen/", acting.stop, name="act-stop"),
    path("kennismakingen/", views.introductions, name="introductions"),
    path("export/", views.export, name="export"),
    path("bedrijven/<int:pk>/", views.company, name="company"),
    path("gesprekken/<int:pk>/", views.conversation, name="conversation"),
    path("voorstellen/<int:pk>/overnemen/", views.proposal_accept, name="proposal-accept"),
    *own,
]
