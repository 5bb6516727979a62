"""The desk's own addresses; `website.desk.urls` adds those that need other features."""

from django.urls import path

from naober.features.desk import company_views, views

urlpatterns = [
    path("bedrijven/<int:pk>/gesprek/", views.conversation_new, name="conversation-new"),
    path("bedrijven/<int:pk>/afspraak/", views.follow_up_add, name="follow-up-add"),
    path("bedrijven/<int:pk>/mensen/nieuw/", views.contact_add, name="contact-add"),
    path("mensen/<int:pk>/", views.contact_edit, name="contact-edit"),
    path("mensen/<int:pk>/weghalen/", views.contact_remove, name="contact-remove"),
    path("gesprekken/", views.conversations, name="conversations"),
    path("gesprekken/<int:pk>/bewerken/", views.conversation_edit, name="conversation-edit"),
    path("gesprekken/<int:pk>/weghalen/", views.conversation_forget, name="conversation-forget"),
    path("voorstellen/<int:pk>/laten/", views.proposal_drop, name="proposal-drop"),
    path("voorstellen/<int:pk>/terug/", views.proposal_reopen, name="proposal-reopen"),
    path("afspraken/", views.follow_ups, name="follow-ups"),
    path("afspraken/<int:pk>/gedaan/", views.follow_up_done, name="follow-up-done"),
    path("kandidaten/", company_views.prospects, name="prospects"),
    path("kandidaten/<int:pk>/", company_views.prospects_look, name="prospects-look"),
    path("kandidaten/<int:pk>/weg/", company_views.prospects_drop, name="prospects-drop"),
    path("trechter/", company_views.funnel, name="funnel"),
    path("bedrijven/<int:pk>/stap/", company_views.stage, name="stage"),
    path("bedrijven/<int:pk>/koploper/", company_views.front_runner, name="front-runner"),
    path("stappen/<int:pk>/gedaan/", company_views.step, name="step"),
    path("dubbelen/", company_views.duplicates, name="duplicates"),
    path("dubbelen/<int:first>/<int:second>/twee/", company_views.two, name="two"),
    path("dubbelen/apart/", company_views.apart, name="apart"),
    path("dubbelen/<int:first>/<int:second>/opnieuw/", company_views.ask_again, name="ask-again"),
]
