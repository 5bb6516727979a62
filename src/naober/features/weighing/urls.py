from django.urls import path

from naober.features.weighing.views import desk, files, rounds, voting

app_name = "weighing"
urlpatterns = [
    path("", rounds.overview, name="rounds"),
    path("nieuw/", desk.new, name="new"),
    path("uit-bestand/", desk.from_file, name="import"),
    path("<int:pk>/", rounds.one, name="round"),
    path("<int:pk>/stem/", voting.vote, name="vote"),
    path("<int:pk>/stem/<int:company>/", voting.vote, name="vote-for"),
    path("<int:pk>/namens/", voting.whom, name="whom"),
    path("<int:pk>/namens/<int:company>/", voting.enter, name="enter"),
    path("<int:pk>/wijzig/", desk.edit, name="edit"),
    path("<int:pk>/kandidaten/", desk.candidates, name="candidates"),
    path("<int:pk>/kandidaten/erbij/", desk.add, name="add"),
    path("<int:pk>/kandidaten/proef/", desk.what_if, name="what-if"),
    path("<int:pk>/weg/", desk.remove, name="remove"),
    path("<int:pk>/open/", desk.open_, name="open"),
    path("<int:pk>/langer/", desk.extend, name="extend"),
    path("<int:pk>/sluit/", desk.close, name="close"),
    path("<int:pk>/gelijk/", desk.tie, name="tie"),
    path("<int:pk>/bevestig/", desk.decide, name="decide"),
    path("<int:pk>/verdeling.csv", files.fair_csv, name="fair-csv"),
    path("<int:pk>/ronde.pb", files.pabulib, name="pabulib"),
]
