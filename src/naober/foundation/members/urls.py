from django.urls import path

from naober.foundation.members import views

app_name = "members"
urlpatterns = [
    path("companies/", views.directory, name="directory"),
    path("companies/<int:pk>/", views.company, name="company"),
    path("companies/<int:pk>/edit/", views.company_edit, name="company-edit"),
    path("companies/<int:pk>/people/", views.company_people, name="company-people"),
    path("companies/<int:pk>/sites/new/", views.site_add, name="site-add"),
    path("sites/<int:pk>/edit/", views.site_edit, name="site-edit"),
    path("sites/<int:pk>/remove/", views.site_remove, name="site-remove"),
    path("map/", views.map_page, name="map"),
    path("map/places.geojson", views.map_places, name="map-places"),
    path("map/outlines.geojson", views.map_outlines, name="map-outlines"),
    path("profile/", views.profile, name="profile"),
]
