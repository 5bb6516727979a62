"""Words that tell an offer from a need, with their weight: how much they tell.

Folded writing; the longest phrase at a word counts. `STANCES` say what the *speaker of the words*
wants: in a question to others ("wie heeft stoom over?", "X nodig?") it is the others' stance, and
so the opposite is ours. `OURS` are said of ourselves however the sentence is put.
"""

_OFFER_STANCES: dict[float, str] = {
    3.0: """aangeboden|aan te bieden|te koop|te koop aangeboden|in de aanbieding|biedt zich aan
    |for sale|to give away|giving away|weg te geven|gratis af te halen|af te halen|af te nemen
    |ter overname|te huur|te huur aangeboden|te leen|for rent|to let|on offer|free to collect
    |ready for collection|up for grabs|uit te lenen|te leveren|offered|surplus|overtollig
    |overtollige|overschot|overschotten|overschot aan|te veel|teveel|in overvloed""",
    2.5: """te gebruiken|beschikbaar|beschikbare|leverbaar|leverbare|op te halen|over te nemen
    |inzetbaar
    |inzetbare|available|spare|left over|leftover|excess|overcapaciteit|restcapaciteit|restpartij
    |overhouden|houden over|hou over|houden we over|houden wij over|blijft over|blijven over
    |over hebben|over heeft|te vergeven|voorradig|aanbod""",
    2.0: """meedenken|denken graag mee|graag mee|denkt mee|kijkt mee|kijken mee|denken mee
    |uit te wisselen|uitwisselen|bieden|biedt|bied|bieden aan|aanbieden|biedt aan|leveren|levert
    |lever|verhuren
    |verhuurt
    |verhuur|uitlenen|uitleen|leent uit|detacheren|verkopen|verkoopt|verkoop|sell|sells|selling
    |offer|offers|offering|supply|supplies|supplying|provide|provides|providing|rent out|lend
    |lease out|uit voorraad|op voorraad|in stock|can spare|missen kan|kan missen|kunnen missen
    |kunt missen|can do without|delen|aanleveren|ter beschikking|beschikken over|beschikt over
    |helpen|kan helpen|help|verzorgen|verzorgt|liggen|vrije|plekken vrij|plaatsen vrij|got
    |ons helpen|help us|assist|geeft|geven""",
    1.0: """welkom|able to|we have|hebben|heeft|heb|have|has|gratis|free|vrij|verzorg|doet|doen|kan
    |maken we""",
}  # fmt: skip

_NEED_STANCES: dict[float, str] = {
    3.0: """gezocht|gezochte|te koop gevraagd|te koop gezocht|te huur gevraagd|te huur gezocht
    |te leen gevraagd|gevraagd|gevr|wanted|sought|looking for|in search of|searching for|op zoek
    |op zoek naar|in need of|short of|we need|needed""",
    2.5: """zoek|zoeken|zoekt|zkn|nodig|benodigd|benodigde|need|needs|require|requires|required
    |seeking|seek|seeks|behoefte|behoefte aan|vraag naar|interested in|geinteresseerd in
    |interesse in|belangstelling voor|demand for|request for|requested|interested|geinteresseerd
    |nodig hebben|nodig heeft|hebben wil|wil hebben|willen hebben""",
    2.0: """gewenst|gewenste|wenst|afneemt|afnemen|nemen af|neemt af|overnemen|overneemt|gebruiken
    |kan gebruiken|kunnen gebruiken|kunt gebruiken|can use|could use|use|interesse
    |belangstelling|inkopen|inkoop|opkopen|koopt op|kopen|koopt|kopen op|buy|buys|purchase
    |huren|inhuren|huurt|lenen|inlenen|hire|borrow|wil|wants|want|ophaalt
    |collect|take|takes|verwerken|verwerkt|verwerkbaar|accepteert|accepteren|accept|accepts
    |inneemt|innemen|iets aan|toepassen|benutten|benut""",
}  # fmt: skip

_OURS: dict[float, str] = {
    # our offers
    4.0: """geen werk voor|no work for|afnemer gezocht|afnemers gezocht|afzet gezocht
    |bestemming gezocht|koper gezocht
    |kopers gezocht|verwerker gezocht|zoeken een afnemer|zoeken afnemers|zoeken afnemer
    |zoekt afnemers|zoekt afnemer|zoekt een afnemer|zoeken we een afnemer|zoeken wij een afnemer
    |zoeken we afnemers|zoeken wij afnemers|zoek een afnemer|zoek afnemer|zoeken afzet
    |zoeken een afzet|zoeken een bestemming|zoeken we een bestemming|zoeken bestemming
    |zoeken een koper|zoeken een verwerker|afnemer voor|afnemers voor|bestemming voor|afzet voor
    |koper voor|kopers voor|verwerker voor|nuttige toepassing voor|toepassing voor
    |looking for a buyer|looking for buyers|looking for a taker|looking for takers
    |looking for an outlet|looking for someone to take|buyer for|buyers for|taker for|takers for
    |outlet for|outlets for|buyer wanted|buyers wanted|offtaker for|offtakers for|offtaker wanted
    |looking for an offtaker|looking for offtakers|looking for a user|zoeken een gebruiker
    |niet meer nodig|hebben we niet nodig|no longer need|no longer needed|niet meer gebruiken
    |gebruiken we niet|gebruiken wij niet|no longer use|op zoek naar een afnemer
    |op zoek naar afnemers|op zoek naar een bestemming|op zoek naar afzet|wie wil onze
    |wie neemt onze|wie neemt|wie haalt|wie heeft interesse|wie heeft belangstelling
    |huurder gezocht|huurders gezocht|huurder voor|medehuurder
    |medegebruiker gezocht|medegebruikers gezocht|zoeken medegebruikers|kandidaten gezocht voor
    |deelnemers gezocht|cursisten gezocht|stagiair gezocht voor|who wants our|who can use our""",
    3.0: """mag gebruikt worden|mogen gebruikt worden|kan gebruikt worden|te geef|open voor
    |in bruikleen
    |heeft er wat aan|heeft er iets aan|er wat mee|er iets mee|er wat met|er iets met
    |iets mee
    |wat mee|kwijt|kwijtraken|van af|af van|het riool in|riool in|naar het riool|op het riool
    |de lucht in|naar buiten geblazen|wordt geloosd|geloosd|lozen|gestort|wordt verbrand|verbrand
    |weggegooid|weggooien|gooien we weg|gooien wij weg|afgefakkeld|fakkelen|afblazen|afgeblazen
    |in de container|moet weg|moeten weg|mag weg|mogen weg|komt vrij|komen vrij|vrijkomend
    |vrijkomende|vrijgekomen|staat leeg|staan leeg|leegstaand|leegstaande|staat stil|ongebruikt
    |ongebruikte|onbenut|onbenutte|niet benut|zitten met|zit met|raken we niet|down the drain
    |to the sewer|to sewer|into the sewer|landfilled|incinerated|vented|flared|get rid of
    |dispose of
    |goes to waste|going to waste|wasted|sitting idle|idle|unused|we sell|we supply|we offer
    |wij leveren|we leveren|leveren wij|leveren we|wij bieden|we bieden|bieden wij|bieden we
    |wij verkopen|we verkopen|wij verhuren|we verhuren|wij hebben over|we hebben over
    |wij verzorgen|we verzorgen|verzorgen wij|wij kunnen leveren|we can supply|we can provide
    |we can offer|we provide|tevergeefs|in de weg|open voor derden|ook voor derden|voor derden
    |in te zetten|uit te zetten|uit te besteden aan ons""",
    2.0: """leeg|buren mogen|jullie mogen|u mag|zelf ophalen|zelf afhalen|afhalen|ophalen in
    |ophalen te|ophalen bij|ophalen kan
    |wij gooien|we gooien|gooien wij|gooien we|blaast|blazen|we vent|we flare|we discharge
    |we dump|we burn|we landfill|we throw|throw away
    |loopt nu|gaat nu|wordt nu|verdwijnt nu|loopt weg|verdwijnt|afgevoerd|voeren we af
    |voeren af
    |ontstaat|ontstaan|komt hier vrij|stroom van|released|ruimte over|plek over|plaats over
    |uren over
    |capaciteit over|handen over|mensen over|is over|zijn over|wij helpen|we helpen|helpen wij
    |helpen we|kunnen wij helpen|kunnen we helpen|we help|we can help|wij geven|we geven|we teach
    |wij delen|we delen|delen graag|share our|wij maken|we maken|wij produceren|we produceren
    |we make|we produce|plaats voor|plek voor|ruimte voor|room for|space for|wij doen|we doen
    |restant|restanten|restje|over datum|wie wil|wie doet mee|wie doet er mee|doet mee
    |wij trainen
    |we train
    |wij organiseren|over wegens|seizoen is klaar|seizoen klaar|seizoen is afgelopen
    |seizoen afgelopen|seizoen is voorbij|campagne is klaar|campagne is afgelopen|season is over
    |season ends|season is done|season finishes""",
    1.5: """voor buren|voor de buren|achter de hand|half leeg|halfleeg|rijdt leeg|leeg terug
    |retour leeg|wij kunnen|we kunnen|we can|kunnen wij|wij hebben|we hebben|hebben wij|hebben we
    |ik heb|i have|we have|we've|wij beschikken|afgekeurd|afgekeurde|versneden""",
    # our needs
    -4.0: """hebben geen|hebben we geen|hebben wij geen|heb geen|heeft geen|have no|don't have
    |do not have|geen eigen|leverancier gezocht|leveranciers gezocht|leverancier van
    |supplier wanted
    |supplier of|suppliers of|zoeken een leverancier|zoeken leveranciers|looking for a supplier
    |looking for suppliers|wij nemen af|we nemen af|nemen wij af|nemen we af|nemen graag af
    |afname door ons|we take|we accept|we buy|wij kopen|we kopen|kopen wij|kopen we|tekort
    |tekort aan|te kort|tekorten|schaarste|shortage
    |shortage of|lack of|vacature|vacatures|vacancy|nemen wij in|nemen we in|wij nemen
    |we nemen""",
    -3.0: """samen inkopen|vraag over|vragen over|vraag:|vraag aan|behalen|wij zoeken|we zoeken
    |zoeken wij|zoeken we|ik zoek|halen wij op|halen we op
    |wij halen op|opgehaald door ons|door ons opgehaald
    |te weinig|niet genoeg|onvoldoende|too little|not enough
    |uitbesteden|uit te besteden|outsource|moet leren|moeten leren|willen leren|wil leren
    |must learn|to be trained|moeten op cursus|moet op cursus|opgeleid worden|bijscholen|omscholen
    |bijgeschoold|wij gebruiken|we gebruiken|gebruiken wij|wij verwerken|we verwerken
    |verwerken wij
    |kunnen wij gebruiken|kunnen we gebruiken|kunnen wij verwerken|we can use
    |kunnen wij goed gebruiken
    |wij kunnen gebruiken|wij kunnen goed gebruiken|we kunnen gebruiken|we use|we process
    |wij huren|wij willen kopen|wij willen huren|willen huren|willen kopen|willen lenen
    |willen inkopen
    |willen afnemen|want to buy|want to rent|would like to buy|would like to rent
    |would like to use
    |zou graag|zouden graag|would like|ter vervanging van|vervanging van|vervanging voor
    |als vervanger|alternatief voor|in plaats van|instead of|replacement for|to replace
    |waar vinden|waar vind|waar haal|waar halen|wie kan ons|wie helpt|who can help|hulp bij
    |hulp nodig
    |help with|laten keuren|laten repareren|laten vervoeren|laten reinigen|laten drogen
    |laten malen|laten zetten|laten spuiten|laten coaten|laten poedercoaten|laten lakken
    |laten lassen|laten isoleren|laten inpakken|laten wikkelen
    |laten testen|laten onderzoeken|laten maken|laten inspecteren|laten uitvoeren|willen laten
    |moet gekeurd|moeten gekeurd|training nodig|wij vragen|we vragen|gebrek aan""",
    -2.0: """wij hebben geen|we hebben geen|we have no|doorgebrand|burnt out|burned out
    |trekt het niet|trekt het niet meer|redt het niet|redt het niet meer|cannot keep up
    |can't keep up|opnieuw halen|moeten opnieuw|moet opnieuw|moeten ingepakt|moet ingepakt
    |nemen wij|nemen we|is welkom|wie wil ons|wie wil mij|missen|ontbreekt|ontbreken
    |mist|komen mensen|advies over
    |advies bij|advies nodig
    |advice on
    |ondersteuning bij|support with|wij willen|we willen|willen we|willen wij|willen graag|we want
    |bron van|source of|verbruiken|vullen aan|zoekende|wordt gezocht|hire|waar kunnen we
    |waar kan ik
    |leren|to learn|learn how|onze mensen moeten|onze ploeg moet|liefst|bij voorkeur
    |preferably""",
    -1.0: """ophalen|per direct|graag|please|voor onze|voor ons|for our|t.b.v|ten behoeve van
    |tbv|moet
    |moeten|must be
    |have to|in de buurt|nearby|om te|als toeslag|spoed|met spoed|urgent|dringend""",
}  # fmt: skip


def _table(blocks: dict[float, str], sign: float = 1.0) -> dict[str, float]:
    return {
        " ".join(phrase.split()): sign * weight
        for weight, phrases in blocks.items()
        for phrase in phrases.split("|")
        if phrase.strip()
    }


STANCES: dict[str, float] = _table(_OFFER_STANCES) | _table(_NEED_STANCES, -1.0)
OURS: dict[str, float] = _table(_OURS)
