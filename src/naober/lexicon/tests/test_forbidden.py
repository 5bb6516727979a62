"""The guard: what looks like talk that competitors must not have, and what does not."""

import time
from pathlib import Path

import pytest

from naober.lexicon.forbidden import COLUMNS, flags, forbidden_topics
from naober.lexicon.validate import problems

SENTENCES: list[tuple[str, str]] = [
    # prices
    ("De verkoopprijzen voor volgend jaar", "prices"),
    ("Onze verkoopprijs gaat in januari omhoog", "prices"),
    ("Zullen we de prijzen met elkaar afspreken?", "prices"),
    ("Wij spreken samen een prijs af voor granulaat", "prices"),
    ("Prijsafspraken met de andere verwerkers", "prices"),
    ("Prijzen 2027", "prices"),
    ("Tarieven en kortingen", "prices"),
    ("Wat rekenen jullie per uur? Het uurtarief vergelijken", "prices"),
    ("Het tarief dat wij onze klant rekenen", "prices"),
    ("De korting die jullie geven", "prices"),
    ("Kortingsregelingen gelijk trekken", "prices"),
    ("De prijs per ton die wij betalen voor houtsnippers", "prices"),
    ("Minimumprijs voor half-producten", "prices"),
    ("Winstmarges staan onder druk, hoe doen jullie dat?", "prices"),
    ("De offertes op elkaar afstemmen: wie wint?", "prices"),
    ("Bij de aanbesteding spreken we de prijs af", "prices"),
    ("Samen de gestegen kosten doorberekenen in de prijs", "prices"),
    ("Kiloprijs en stukprijzen", "prices"),
    ("Let us agree on our prices for next year", "prices"),
    ("Price list of the members", "prices"),
    ("Each member's selling prices", "prices"),
    ("Price increases in the spring", "prices"),
    ("We should discuss the price with our competitors", "prices"),
    ("Who wins the tender: we take turns", "prices"),
    ("Discounts", "prices"),
    ("Profit margins of the processors", "prices"),
    ("Align the tariffs that we charge", "prices"),
    # volumes and market shares
    ("Marktaandelen in Noord-Nederland", "volumes"),
    ("We verdelen de markt: jullie Duitsland, wij België", "volumes"),
    ("De productie beperken tot de markt aantrekt", "volumes"),
    ("Afspraken over de afzet van zetmeel", "volumes"),
    ("Productievolumes per bedrijf", "volumes"),
    ("Verkoopcijfers van het eerste kwartaal", "volumes"),
    ("Quota voor de productie van elk bedrijf", "volumes"),
    ("Orderportefeuille bespreken", "volumes"),
    ("De volumes van onze concurrenten", "volumes"),
    ("Market shares of the four largest", "volumes"),
    ("Agree to restrict output", "volumes"),
    ("Divide the market between us", "volumes"),
    ("Sales volumes per member", "volumes"),
    ("Production quotas", "volumes"),
    # customers
    ("Wie levert aan welke klant?", "customers"),
    ("Klantenlijst uitwisselen", "customers"),
    ("Klanten verdelen tussen de drie leveranciers", "customers"),
    ("Blijf van elkaars klanten af", "customers"),
    ("Deze afnemer moeten we samen weigeren", "customers"),
    ("Een boycot van de leverancier", "customers"),
    ("Klanten", "customers"),
    ("Each other's customers are off limits", "customers"),
    ("We allocate customers by region", "customers"),
    ("Customer lists", "customers"),
    ("Boycott the buyer until he pays more", "customers"),
    # costs
    ("De kostprijs van onze producten vergelijken", "costs"),
    ("Productiekosten per lijn", "costs"),
    ("Wat zijn jullie kosten per ton?", "costs"),
    ("Compare our cost breakdowns", "costs"),
    ("Production costs of the members", "costs"),
    # wages
    ("Salarissen van operators", "wages"),
    ("Het uurloon van een lasser afspreken", "wages"),
    ("Loonsverhoging dit jaar", "wages"),
    ("Wat betalen jullie aan loon?", "wages"),
    ("Geen personeel bij elkaar wegkopen", "wages"),
    ("Arbeidsvoorwaarden op elkaar afstemmen", "wages"),
    ("Loonkosten vergelijken", "wages"),
    ("Agree on wages for fitters", "wages"),
    ("Salaries and pay scales", "wages"),
    ("We will not poach each other's staff", "wages"),
    ("A no-poach agreement", "wages"),
]
HARMLESS: list[str] = [
    "Een prijsvraag voor scholieren over duurzame chemie",
    "Loonbedrijf gezocht voor het maaien van bermen",
    "De innovatieprijs wordt in mei uitgereikt",
    "Wij stellen het op prijs als u meedenkt",
    "Uw komst wordt op prijs gesteld",
    "Tegen elke prijs voorkomen dat iemand gewond raakt",
    "De energieprijzen zijn te hoog om te verduurzamen",
    "De hoge gasprijs raakt alle bedrijven",
    "Nettarieven en de aansluiting op het net",
    "De CO2-prijs van het emissiehandelssysteem",
    "Het tarief van de netbeheerder stijgt elk jaar",
    "Samen een cursus inkopen: kosten van de cursus delen",
    "De kosten van de bijeenkomst draagt het collectief",
    "Het loont om restwarmte te gebruiken, en dat zal lonen",
    "Loonwerkers en telers in de omgeving",
    "Het volume van de tank is veertig kuub",
    "De netcapaciteit eerlijk verdelen over de bedrijven",
    "Onze klanten vragen om een lagere CO2-voetafdruk",
    "Klanttevredenheid meten",
    "Klantvriendelijke monteur gezocht",
    "Personeel tekort: samen een opleiding voor operators",
    "Collegiale uitleen van medewerkers",
    "Productie van groene waterstof in Emmen",
    "De markt voor gerecycled plastic groeit",
    "Minimumloon en huisvesting van arbeidsmigranten",
    "De cao-lonen stonden in de krant",
    "Een veiligheidsmarge rond de opslag",
    "Vergunningen duren te lang",
    "Vijftig euro per ton CO2 besparen we met warmtepompen",
    "Bluswater en brandweer in de regio",
    "Eerste prijs voor het beste idee",
    "An innovation prize for students",
    "Energy prices make the change impossible",
    "Grid tariffs and grid capacity",
    "The carbon price of the trading system",
    "At any price avoid an accident",
    "Minimum wage and housing of migrant workers",
    "Customers ask for a lower footprint",
    "Customer satisfaction survey",
    "The margin of error of the measurement",
    "Sharing the cost of a training course",
    "The volume of the tank",
    "Production of green hydrogen",
    "Staff shortage: a school class together",
    "Water is scarce in summer",
    "",
    "...",
]


@pytest.mark.parametrize(("text", "topic"), SENTENCES)
def test_what_is_flagged(text: str, topic: str) -> None:
    found = flags(text)
    assert topic in {flag.topic.code for flag in found}
    assert all(text[flag.start : flag.end] == flag.words != "" for flag in found)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it(text: str) -> None:
    assert [flag.words for flag in flags(text)] == []


def test_the_table_is_large_enough() -> None:
    assert len(SENTENCES) + len(HARMLESS) > 100


def test_where_it_stands_in_a_longer_text() -> None:
    text = "Over het net.\nDaarna bespreken we de verkoopprijzen, en de\nmarktaandelen."
    assert [(flag.words, flag.topic.code) for flag in flags(text)] == [
        ("verkoopprijzen", "prices"),
        ("marktaandelen", "volumes"),
    ]


def test_two_words_say_it_together_only_in_one_sentence() -> None:
    assert flags("Wij verlagen onze prijs.")
    assert not flags("De prijs is bekend. Wij verlagen de uitstoot van de ketel.")


def test_each_topic_says_why_in_both_languages() -> None:
    for topic in forbidden_topics():
        assert topic.name("nl") != topic.name("en")
        assert topic.why("nl").endswith(".")
        assert topic.why("en").endswith(".")
    assert [topic.code for topic in forbidden_topics()] == [
        *("prices", "volumes", "customers", "costs", "wages"),
    ]


def test_a_long_text_is_read_quickly() -> None:
    text = "Wij maken half-producten voor de voedingsindustrie en zoeken ruimte op het net. " * 400
    flags(text)
    start = time.perf_counter()
    assert flags(text) == ()
    assert time.perf_counter() - start < 2


def test_the_check_of_the_lexicon_reads_the_table(tmp_path: Path) -> None:
    (tmp_path / "forbidden_topics.csv").write_text(
        ",".join(COLUMNS) + "\n"
        "prices,name,prijzen,prices,,,,why\n"
        "prices,near,prijs,price,,with,,\n"
        "wages,sometimes,loon,wage,,,,\n"
    )
    assert {(problem.row, problem.column) for problem in problems(tmp_path)} == {
        *((2, "why_nl"), (3, "with_nl"), (4, "rule"), (4, "topic")),
    }
