from django.urls import path

from naober.features.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.own, name="own"),
    path("wat-het-ons-brengt/", views.brings, name="brings"),
    path("balans.csv", views.csv_file, name="csv"),
    path("balans.xlsx", views.workbook, name="workbook"),
    path("soort.csv", views.kind_csv, name="kind-csv"),
]
