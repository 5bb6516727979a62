"""The words by which the themes to start with are recognised in a sentence."""

from django.db import migrations

WORDS = {
    "energy": "stroom* elektri* *elektriciteit energie* gas aardgas *net stroomnet* netcongestie* congestie* "
    "aansluiting* netbeheerder* warmte* *warmte stoom* vermogen* piek* zonne* windmolen* batterij* accu* "
    "waterstof* gascontract* verduurzam* co2 power energy grid heat* hydrogen",
    "digitalisation": "digital* data* *gegevens software it ict cyber* nis2 besturing* plc* scada netwerk* excel* "
    "robot* sensor* automatiser* ai algoritme* hack* systemen erp ransomware",
    "people": "personeel* medewerker* collega* operator* *operator* monteur* technici techniek vacature* ploegen* "
    "*ploegendienst jongeren stage* stagiair* mbo school* scholing* opleid* leerling* pensioen* vakmensen "
    "vakkrachten werven werving taal nederlands staff training recruit* shift* arbeidsmarkt",
    "innovation": "innovati* proef* prototype* subsidie* onderzoek* lab laborator* biobased ontwikkeling* pilot* "
    "patent* research subsid* octrooi*",
    "materials": "afval* *afval reststro* recycl* gerecycled* grondstof* *grondstoffen slib* granulaat maalgoed "
    "pallet* verpakking* kunststof* plastic* verwerker* circula* hergebruik* waste residue* proceswater afvalwater "
    "koelwater",
    "safety": "veilig* brandweer* *brandweer incident* calamiteit* vergunning* oefenen oefening* alarm* brzo* seveso* "
    "pgs* noodplan* ramp* safety hazard* omwonende* explosie* bhv*",
    "mobility": "vrachtwagen* vrachtauto* vervoer* transport* bus bussen woon-werk* fiets* parkeer* wegen verkeer* "
    "snelweg* logistiek* chauffeur* laadkade* halfleeg spoor trein* haven* truck* mobility mobiliteit bereikbaar* "
    "carpool*",
}  # fmt: skip
PHRASES = {
    "digitalisation": ["beveiliging van onze machines"],
    "materials": ["big bags"],
    "safety": ["gevaarlijke stoffen", "externe veiligheid"],
    "mobility": ["openbaar vervoer", "openbare weg"],
}


def add_words(apps, schema_editor):
    Theme = apps.get_model("agenda", "Theme")
    for slug, words in WORDS.items():
        lines = "\n".join([*words.split(), *PHRASES.get(slug, [])])
        Theme.objects.filter(slug=slug, words="").update(words=lines)


class Migration(migrations.Migration):
    dependencies = [("agenda", "0003_together")]

    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
