from django.urls import path

from naober.features.investments.views import cases, changing, companies, desk, investments, running

app_name = "investments"
urlpatterns = [
    path("", investments.overview, name="investments"),
    path("nieuw/", desk.new, name="new"),
    path("<int:pk>/", investments.one, name="investment"),
    path("<int:pk>/wijzig/", desk.edit, name="edit"),
    path("<int:pk>/weg/", desk.remove, name="remove"),
    path("<int:pk>/vraag/", desk.open_, name="open"),
    path("<int:pk>/langer/", desk.extend, name="extend"),
    path("<int:pk>/sluit/", desk.settle, name="settle"),
    path("<int:pk>/stop/", desk.stop, name="stop"),
    path("<int:pk>/namens/", desk.whom, name="whom"),
    path("<int:pk>/rekenen/", cases.of_group, name="group-case"),
    path("<int:pk>/rekenen.csv", cases.group_csv, name="group-csv"),
    path("<int:pk>/bedrijf/<int:company>/", companies.stance, name="stance"),
    path("<int:pk>/bedrijf/<int:company>/cijfers/", companies.figures, name="figures"),
    path("<int:pk>/bedrijf/<int:company>/toezegging/", companies.pledge, name="pledge"),
    path("<int:pk>/bedrijf/<int:company>/samen/", cases.own, name="case"),
    path("<int:pk>/bedrijf/<int:company>/samen.csv", cases.own_csv, name="case-csv"),
    path("<int:pk>/bedrijf/<int:company>/bestuur.pdf", cases.board_pdf, name="board-pdf"),
    path("<int:pk>/bedrijf/<int:company>/open/", companies.open_up, name="open-up"),
    path("<int:pk>/verdeling/", investments.shares, name="shares"),
    path("<int:pk>/bedrijf/<int:company>/erbij/", changing.join, name="join"),
    path("<int:pk>/bedrijf/<int:company>/aanbod/", changing.offer, name="offer"),
    path("<int:pk>/bedrijf/<int:company>/eruit/", changing.leave, name="leave"),
    path("<int:pk>/start/", running.start, name="start"),
    path("<int:pk>/klaar/", running.end, name="end"),
    path("<int:pk>/stappen/", running.add_step, name="step"),
    path("<int:pk>/stappen/<int:step>/", running.tick, name="tick"),
    path("<int:pk>/bedrijf/<int:company>/jaren/", running.years, name="years"),
    path("<int:pk>/bedrijf/<int:company>/jaren/<int:realised>/", running.confirm, name="confirm"),
]
