"""The desk's own addresses; `website.desk_urls` adds those that need other features."""

from django.urls import path

from naober.features.desk import views

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
    path("vraagstukken/", views.challenges, name="challenges"),
]
