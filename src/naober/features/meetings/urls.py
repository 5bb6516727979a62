from django.urls import path

from naober.features.meetings.views import calendars, desk, minutes, pages, points

app_name = "meetings"
urlpatterns = [
    path("", pages.meetings, name="list"),
    path("nieuw/", desk.new, name="new"),
    path("agenda-op-uw-telefoon/", calendars.my_calendar, name="calendar"),
    path("agenda-op-uw-telefoon/nieuw/", calendars.new_address, name="calendar-new"),
    path("agenda-op-uw-telefoon/stoppen/", calendars.stop, name="calendar-stop"),
    path("kalender/<str:token>.ics", calendars.feed, name="feed"),
    path("<int:pk>/", pages.meeting, name="meeting"),
    path("<int:pk>/antwoord/", pages.answer, name="answer"),
    path("<int:pk>/bijeenkomst.ics", pages.as_file, name="file"),
    path("<int:pk>/bewerken/", desk.edit, name="edit"),
    path("<int:pk>/aankondigen/", desk.announce, name="announce"),
    path("<int:pk>/afzeggen/", desk.cancel, name="cancel"),
    path("<int:pk>/gehouden/", desk.hold, name="hold"),
    path("<int:pk>/weghalen/", desk.remove, name="remove"),
    path("<int:pk>/mensen/", desk.people, name="people"),
    path("<int:pk>/mensen/lid/", desk.ask_person, name="ask-person"),
    path("mensen/<int:pk>/antwoord/", desk.answer_for, name="answer-for"),
    path("mensen/<int:pk>/weghalen/", desk.take_off, name="take-off"),
    path("<int:pk>/punten/", points.points, name="points"),
    path("punten/<int:pk>/", points.point, name="point"),
    path("punten/<int:pk>/verplaatsen/", points.move, name="point-move"),
    path("punten/<int:pk>/weghalen/", points.remove, name="point-remove"),
    path("<int:pk>/verslag/", minutes.minutes, name="minutes"),
    path("<int:pk>/verslag/lezen/", minutes.read, name="minutes-read"),
    path("<int:pk>/verslag/delen/", minutes.share, name="share"),
    path("verslag/regels/<int:pk>/", minutes.settle, name="settle"),
    path("<int:pk>/afgesproken/", minutes.what_was_agreed, name="agreed"),
    path("<int:pk>/afgesproken/vraagstuk/", minutes.raise_challenge, name="raise"),
    path("<int:pk>/aanwezig/", desk.door, name="door"),
    path("mensen/<int:pk>/aanwezig/", desk.tick, name="tick"),
]
