from django.urls import path

from naober.features.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.listings, name="listings"),
    path("nieuw/", views.say, name="say"),
    path("bekijk/", views.preview, name="preview"),
    path("matches/", views.matches, name="matches"),
    path("matches/<int:pk>/ja/", views.interest, name="interest"),
    path("matches/<int:pk>/nee/", views.decline, name="decline"),
    path("<int:pk>/", views.listing, name="listing"),
    path("<int:pk>/bewerken/", views.edit, name="edit"),
    path("<int:pk>/verlengen/", views.renew, name="renew"),
    path("<int:pk>/sluiten/", views.close, name="close"),
    path("<int:pk>/interesse/", views.reply, name="reply"),
]
