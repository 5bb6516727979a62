from django.urls import path

from naober.features.exchange.views import audience, deals, guests, listings, matches

app_name = "exchange"
urlpatterns = [
    path("", listings.listings, name="listings"),
    path("nieuw/", listings.say, name="say"),
    path("bekijk/", listings.preview, name="preview"),
    path("matches/", matches.matches, name="matches"),
    path("matches/<int:pk>/ja/", matches.interest, name="interest"),
    path("matches/<int:pk>/nee/", matches.decline, name="decline"),
    path("matches/<int:match>/afspraak/", deals.new, name="deal-new"),
    path("namens/<int:company>/", matches.on_behalf, name="on-behalf"),
    path("samenwerkingen/", deals.deals, name="deals"),
    path("samenwerkingen/<int:pk>/", deals.deal, name="deal"),
    path("samenwerkingen/<int:pk>/wijzigen/", deals.edit, name="deal-edit"),
    path("samenwerkingen/<int:pk>/bevestigen/", deals.confirm, name="deal-confirm"),
    path("samenwerkingen/<int:pk>/beeindigen/", deals.end, name="deal-end"),
    path("samenwerkingen/<int:pk>/opbrengst/<str:kind>/", deals.report, name="deal-report"),
    path("samenwerkingen/<int:pk>/gast/", guests.invite_to_deal, name="deal-guest"),
    path("opbrengst/<int:pk>/", deals.answer_value, name="value-answer"),
    path("opbrengst/<int:pk>/intrekken/", deals.withdraw_value, name="value-withdraw"),
    path("gasten/afspraak/<int:pk>/stoppen/", guests.end_of_deal, name="deal-guest-end"),
    path("gasten/<int:pk>/stoppen/", guests.end_of_listing, name="listing-guest-end"),
    path("<int:pk>/gasten/", guests.of_listing, name="listing-guests"),
    path("<int:pk>/", listings.listing, name="listing"),
    path("<int:pk>/gezien/", audience.seen, name="seen"),
    path("<int:pk>/wijzigingen/", audience.what_changed, name="changes"),
    path("<int:pk>/zoals/<str:who>/", audience.seen_as, name="seen-as"),
    path("<int:pk>/bewerken/", listings.edit, name="edit"),
    path("<int:pk>/verlengen/", listings.renew, name="renew"),
    path("<int:pk>/sluiten/", listings.close, name="close"),
    path("<int:pk>/interesse/", listings.reply, name="reply"),
]
