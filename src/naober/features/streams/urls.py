from django.urls import path

from naober.features.streams.views import own, plans

app_name = "streams"
urlpatterns = [
    path("", plans.plans, name="plans"),
    path("van-ons/", own.own, name="own"),
    path("van-ons/<int:pk>/", own.detail, name="detail"),
    path("werkblad.xlsx", plans.workbook, name="workbook"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/stand/", plans.standing, name="standing"),
    path("<int:pk>/opnieuw/", plans.again, name="again"),
    path("<int:pk>/zonder/", plans.without, name="without"),
    path("<int:pk>/kaart.json", plans.plan_map, name="map"),
    path("<int:pk>/plan.csv", plans.plan_csv, name="csv"),
    path("<int:pk>/plan.pdf", plans.plan_pdf, name="pdf"),
    path("<int:pk>/werkblad.xlsx", plans.plan_file, name="file"),
    path("<int:pk>/vertellen/", plans.tell, name="tell"),
    path("<int:pk>/terugnemen/", plans.take_back, name="take-back"),
    path("<int:pk>/weg/", plans.remove, name="remove"),
    path("paren/<int:pk>/voorstellen/", plans.propose, name="propose"),
]
