from django.urls import path

from naober.features.investments.views import companies, desk, investments

app_name = "investments"
urlpatterns = [
    path("", investments.overview, name="investments"),
    path("nieuw/", desk.new, name="new"),
    path("<int:pk>/", investments.one, name="investment"),
    path("<int:pk>/wijzig/", desk.edit, name="edit"),
    path("<int:pk>/weg/", desk.remove, name="remove"),
    path("<int:pk>/vraag/", desk.open_, name="open"),
    path("<int:pk>/langer/", desk.extend, name="extend"),
    path("<int:pk>/stop/", desk.stop, name="stop"),
    path("<int:pk>/namens/", desk.whom, name="whom"),
    path("<int:pk>/bedrijf/<int:company>/", companies.stance, name="stance"),
    path("<int:pk>/bedrijf/<int:company>/cijfers/", companies.figures, name="figures"),
    path("<int:pk>/bedrijf/<int:company>/toezegging/", companies.pledge, name="pledge"),
]
