from django.urls import path

from naober.features.positions.views import calendar, outcomes, positions, signing

app_name = "positions"
urlpatterns = [
    path("", positions.positions, name="positions"),
    path("nieuw/", positions.new, name="new"),
    path("<int:pk>/", positions.position, name="position"),
    path("<int:pk>/tekst/", positions.edit, name="edit"),
    path("<int:pk>/versie/<int:number>/", positions.version, name="version"),
    path("<int:pk>/schrijvers/", positions.editors, name="editors"),
    path("<int:pk>/opmerkingen/", positions.share, name="share"),
    path("<int:pk>/laten-ondertekenen/", positions.ask, name="ask"),
    path("<int:pk>/terug/", positions.back, name="back"),
    path("<int:pk>/brief.pdf", positions.letter, name="letter"),
    path("<int:pk>/ondertekenen/", signing.sign, name="sign"),
    path("<int:pk>/intrekken/", signing.withdraw, name="withdraw"),
    path("alinea/<int:pk>/", signing.paragraph, name="paragraph"),
    path("opmerking/<int:pk>/antwoord/", signing.answer, name="comment-answer"),
    path("<int:pk>/verzonden/", outcomes.send, name="send"),
    path("<int:pk>/antwoord/", outcomes.answer, name="answer"),
    path("<int:pk>/toezegging/", outcomes.promise, name="promise"),
    path("toezegging/<int:pk>/", outcomes.settle, name="settle"),
    path("<int:pk>/sluiten/", outcomes.close, name="close"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/nieuw/", calendar.new, name="consultation-new"),
    path("kalender/inlezen/", calendar.read_in, name="calendar-file"),
    path("kalender/alles.ics", calendar.all_ics, name="calendar-ics"),
    path("kalender/<int:pk>/", calendar.consultation, name="consultation"),
    path("kalender/<int:pk>/wijzigen/", calendar.edit, name="consultation-edit"),
    path("kalender/<int:pk>/laatste-dag.ics", calendar.ics, name="consultation-ics"),
]
