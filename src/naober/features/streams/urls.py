from django.urls import path

from naober.features.streams import views

app_name = "streams"
urlpatterns = [
    path("", views.plans, name="plans"),
    path("werkblad.xlsx", views.workbook, name="workbook"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/plan.csv", views.plan_csv, name="csv"),
    path("<int:pk>/werkblad.xlsx", views.plan_file, name="file"),
    path("<int:pk>/weg/", views.remove, name="remove"),
]
