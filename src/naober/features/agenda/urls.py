from django.urls import path

from naober.features.agenda.views import challenges

app_name = "agenda"
urlpatterns = [
    path("", challenges.challenges, name="challenges"),
    path("vraagstukken/<int:pk>/", challenges.challenge, name="challenge"),
]
