from django.urls import path

from naober.website.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.power, name="power"),
    path("kaart.json", views.map_data, name="map"),
    path("stromen.csv", views.routes_csv, name="routes-csv"),
    path("<slug:part>.csv", views.csv_file, name="csv"),
]
