from django.urls import path

from naober.foundation.members.views import companies, desk, groups, joining, people

app_name = "members"
urlpatterns = [
    path("bedrijven/", companies.directory, name="directory"),
    path("bedrijven/<int:pk>/", companies.company, name="company"),
    path("bedrijven/<int:pk>/bewerken/", companies.company_edit, name="company-edit"),
    path("bedrijven/<int:pk>/klopt-dit/", companies.company_confirm, name="company-confirm"),
    path("bedrijven/<int:pk>/vestigingen/nieuw/", companies.site_add, name="site-add"),
    path("vestigingen/<int:pk>/bewerken/", companies.site_edit, name="site-edit"),
    path("vestigingen/<int:pk>/weghalen/", companies.site_remove, name="site-remove"),
    path("kaart/", companies.map_page, name="map"),
    path("kaart/plaatsen.geojson", companies.map_places, name="map-places"),
    path("kaart/omtrek.geojson", companies.map_outlines, name="map-outlines"),
    path("mijn-gegevens/", people.profile, name="profile"),
    path("mijn-gegevens/weggaan/", people.account_close, name="account-close"),
    path("bedrijven/<int:pk>/mensen/", people.company_people, name="company-people"),
    path("bedrijven/<int:pk>/mensen/uitnodigen/", people.invite, name="invite"),
    path("bedrijven/<int:pk>/mensen/<int:person>/", people.person_roles, name="person-roles"),
    path("bedrijven/<int:pk>/mensen/<int:person>/weg/", people.person_leave, name="person-leave"),
    path("uitnodigingen/<int:pk>/opnieuw/", people.invitation_again, name="invitation-again"),
    path(
        "uitnodigingen/<int:pk>/intrekken/", people.invitation_withdraw, name="invitation-withdraw"
    ),
    path("meedoen/", joining.join, name="join"),
    path("bedrijven/<int:pk>/kennismaken/", joining.meet, name="meet"),
    path("bedrijven/<int:pk>/lidmaatschap/", joining.membership, name="membership"),
    path("bedrijven/<int:pk>/lidmaatschap/akkoord/", joining.agree, name="agree"),
    path("bedrijven/<int:pk>/lidmaatschap/opzeggen/", joining.company_leave, name="company-leave"),
    path("bedrijven/<int:pk>/lidmaatschap/stap/<int:step>/", joining.step_done, name="step-done"),
    path("bedrijven/<int:pk>/groepen/", groups.groups, name="groups"),
    path("bureau/groepen/", groups.desk_groups, name="desk-groups"),
    path("groepen/<int:pk>/", groups.group, name="group"),
    path("groepen/<int:pk>/erbij/<int:company>/", groups.group_add, name="group-add"),
    path("groepen/<int:pk>/eraf/<int:company>/", groups.group_take, name="group-take"),
    path("groepen/<int:pk>/weghalen/", groups.group_remove, name="group-remove"),
    path("bureau/aanvragen/", desk.wishes, name="wishes"),
    path("bureau/aanvragen/<int:pk>/ja/", desk.wish_grant, name="wish-grant"),
    path("bureau/aanvragen/<int:pk>/nee/", desk.wish_refuse, name="wish-refuse"),
    path("bureau/contributies/", desk.contributions, name="contributions"),
    path(
        "bureau/contributies/contributies.xlsx",
        desk.contributions_workbook,
        name="contributions-workbook",
    ),
]
