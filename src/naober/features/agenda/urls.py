from django.urls import path

from naober.features.agenda.views import challenges, raising, recognising, themes, together

app_name = "agenda"
urlpatterns = [
    path("", challenges.challenges, name="challenges"),
    path("meenemen/", challenges.export, name="export"),
    path("vraagstukken/nieuw/", raising.raise_new, name="raise"),
    path("vraagstukken/bekijk/", raising.preview, name="raise-preview"),
    path("vraagstukken/samen/", together.together, name="together"),
    path("vraagstukken/samenvoegen/", together.merge, name="merge"),
    path("vraagstukken/samen/<int:first>/<int:second>/twee/", together.two, name="two"),
    path("vraagstukken/<int:pk>/", challenges.challenge, name="challenge"),
    path("vraagstukken/<int:pk>/bewerken/", raising.edit, name="edit"),
    path("vraagstukken/<int:pk>/sluiten/", raising.close, name="close"),
    path("vraagstukken/<int:pk>/openen/", raising.reopen, name="reopen"),
    path("vraagstukken/<int:pk>/wij-ook/", recognising.recognise, name="recognise"),
    path("vraagstukken/<int:pk>/toch-niet/", recognising.take_back, name="take-back"),
    path("vraagstukken/<int:pk>/vragen/", recognising.ask, name="ask"),
    path("vraagstukken/<int:pk>/antwoord/", recognising.answer, name="answer"),
    path("vraagstukken/<int:pk>/los/", together.apart, name="apart"),
    path("themas/", themes.themes, name="themes"),
    path("themas/nieuw/", themes.theme_new, name="theme-new"),
    path("themas/<int:pk>/", themes.theme_edit, name="theme-edit"),
    path("themas/<int:pk>/plaats/", themes.theme_move, name="theme-move"),
]
