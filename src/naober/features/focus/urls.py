from django.urls import path

from naober.features.focus.views import agenda, groups, points, results, work

app_name = "focus"
urlpatterns = [
    path("onze-agenda/", agenda.agenda, name="agenda"),
    path("onze-agenda/agenda.pdf", agenda.as_pdf, name="agenda-pdf"),
    path("focuspunten/", points.points, name="points"),
    path("focuspunten/nieuw/", points.point_new, name="point-new"),
    path("focuspunten/<int:pk>/", points.point, name="point"),
    path("focuspunten/<int:pk>/wijzigen/", points.point_edit, name="point-edit"),
    path("focuspunten/<int:pk>/meten/", points.measure, name="measure"),
    path("focuspunten/<int:pk>/metingen.csv", points.measurements_csv, name="measurements-csv"),
    path("focuspunten/<int:pk>/einde/", points.point_end, name="point-end"),
    path("focuspunten/<int:pk>/groep/", groups.group_new, name="group-new"),
    path("focuspunten/<int:pk>/resultaat/", results.result_new, name="result-new"),
    path("focuspunten/metingen/<int:pk>/weg/", points.measurement_drop, name="measurement-drop"),
    path("focuspunten/resultaten/<int:pk>/antwoord/", results.result_answer, name="result-answer"),
    path("focuspunten/werkgroepen/<int:pk>/", groups.group, name="group"),
    path("focuspunten/werkgroepen/<int:pk>/wijzigen/", groups.group_edit, name="group-edit"),
    path("focuspunten/werkgroepen/<int:pk>/meedoen/", groups.join, name="join"),
    path("focuspunten/werkgroepen/<int:pk>/leden/", groups.people, name="people"),
    path("focuspunten/werkgroepen/<int:pk>/besluiten/", work.decisions, name="decisions"),
    path("focuspunten/werkgroepen/<int:pk>/stukken/", work.documents, name="documents"),
    path("focuspunten/werkgroepen/<int:pk>/overleg/", work.talk, name="talk"),
    path("focuspunten/werkgroepen/<int:pk>/acties/", work.action_new, name="action-new"),
    path("focuspunten/plekken/<int:pk>/antwoord/", groups.seat_answer, name="seat-answer"),
    path("acties/", work.my_actions, name="actions"),
    path("acties/<int:pk>/", work.action, name="action"),
    path("acties/<int:pk>/klaar/", work.action_done, name="action-done"),
    path("acties/<int:pk>/weg/", work.action_drop, name="action-drop"),
    path("focuspunten/besluiten/<int:pk>/", work.decision_edit, name="decision"),
    path("focuspunten/stukken/<int:pk>/downloaden/", work.document, name="document"),
    path("focuspunten/stukken/<int:pk>/weg/", work.document_drop, name="document-drop"),
    path("focuspunten/overleg/<int:pk>/weg/", work.remark_drop, name="remark-drop"),
]
