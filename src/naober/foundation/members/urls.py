from django.urls import path

from naober.foundation.members import views

app_name = "members"
urlpatterns = [
    path("bedrijven/", views.directory, name="directory"),
    path("bedrijven/<int:pk>/", views.company, name="company"),
    path("bedrijven/<int:pk>/bewerken/", views.company_edit, name="company-edit"),
    path("bedrijven/<int:pk>/mensen/", views.company_people, name="company-people"),
    path("bedrijven/<int:pk>/vestigingen/nieuw/", views.site_add, name="site-add"),
    path("vestigingen/<int:pk>/bewerken/", views.site_edit, name="site-edit"),
    path("vestigingen/<int:pk>/weghalen/", views.site_remove, name="site-remove"),
    path("kaart/", views.map_page, name="map"),
    path("kaart/plaatsen.geojson", views.map_places, name="map-places"),
    path("kaart/omtrek.geojson", views.map_outlines, name="map-outlines"),
    path("mijn-gegevens/", views.profile, name="profile"),
]
