"""Words of a piece of a note that tell a follow-up, a challenge, a denial, the past, hearsay.

All patterns read folded text.
"""

import re

_DO_LATER = re.compile(
    r"\b(?:(?:terug|na|op|door|af)?bellen|mailen|appen|(?:op|door|toe|na)?sturen|toezenden|opnemen"
    r"|langsgaan|langskomen|langs gaan|contact (?:opnemen|leggen|zoeken)|(?:in|door)plannen"
    r"|afspraak (?:maken|plannen)|plannen met|afspreken|opvragen|navragen|nagaan|uitzoeken|checken"
    r"|offerte vragen|offertes? aanvragen|uitnodigen|introduceren|in contact brengen|opvolgen"
    r"|terugkoppelen|terug te komen|terugkomen|laten weten|laten horen|rappelleren|herinneren"
    r"|opzoeken|doorgeven|aanleveren aan|koppelen aan|voorleggen|voorstellen aan|rondleiding geven"
    r"|follow(?:ing)?[ -]up|call(?:ing)? (?:back|again)|get back to|let (?:them|him|her|us) know"
    r"|schedule (?:a|an)|set up (?:a|an)|send (?:them|him|her|a|an|the|over|info\w*)"
    r"|ask (?:them|him|her|for)|introduce (?:them|him|her)|put (?:them|him|her) in touch"
    r"|check (?:with|whether|if)|remind)\b"
)
_AT_THE_START = re.compile(
    r"(?:ik |we |wij )?(?:bel|mail|app|stuur|vraag (?!van|naar|is\b|groeit|:)|plan|regel|check"
    r"|neem contact|nodig .*uit"
    r"|zoek uit|ga na|call|phone|send|e-?mail|schedule|arrange|invite|visit)\b(?!\s?:)"
)
_SOMEBODY_WILL = re.compile(
    r"\b(?:belt|mailt|stuurt|bel|mail|stuur|neemt contact|neem contact|komt langs|komen langs"
    r"|laat (?:het )?weten|komt terug|komen terug|koppelt terug|gaat na|zoekt uit|zoek (?:dit"
    r"|het|dat) uit"
    r"|vraagt na|will (?:call|send|mail|e-?mail|visit|get|let|check|ask)|to (?:call|send|visit)"
    r"|i'll|we'll|bezoek|overleg|afspraak|vervolgafspraak|meeting|visit|call)\b"
)
_BY_US = re.compile(r"\b(?:ik|wij|we|i)\b")
_MARKED = re.compile(
    r"(?:actie(?:punt)?s?|vervolg(?:actie|stap)?|opvolging|to ?-?do|next steps?|actions?|beloofd"
    r"|toegezegd|afgesproken|afspraak)\b(?!\s(?:met|with|over|plannen|maken))"
)
_DONE = re.compile(
    r"\b(?:gestuurd|verstuurd|gebeld|teruggebeld|gemaild|opgenomen|langsgeweest|uitgenodigd|belde"
    r"|stuurde|mailde|sent|called|e-?mailed|visited|phoned|sturen (?:ze|zij) |(?:ze|zij"
    r"|they) (?:sturen|send))\b"
)

_CHALLENGE = re.compile(
    r"\b(?:loop\w* .{0,25}tegen\b.{0,40}\baan|(?:loop\w*|liep\w*) (?:er )?(?:\w+ )?(?:aan )?tegen"
    r"|lopen vast|loopt vast|vastgelopen"
    r"|(?:vind\w*|krijg\w*) (?:\w+ ){0,3}?(?:geen|niet|nauwelijks|amper|moeilijk|lastig)"
    r"|niet te (?:vinden|krijgen|betalen)|(?:moeilijk|lastig|nauwelijks|amper) (?:te|aan)\b"
    r"|moeilijk|lastig|moeite (?:met|om)|zorg(?:en)? (?:over|om|is|zijn|baart|baren)|zorgelijk"
    r"|bezorgd|knelpunt\w*|knelt|knel|obstakel\w*|belemmer\w*|problem\w*|probleem|uitdaging\w*"
    r"|worstel\w*|hoofdpijn\w*|kopzorg\w*|last van|te duur|erg duur|heel duur|duur\b(?! van)"
    r"|uit de hand|de pan uit"
    r"|rem(?:t|men)\b|wachttijd\w*|wachtlijst\w*|netcongestie|net (?:zit|is) vol|vol net"
    r"|transportschaarste|vergrijz\w+|verzuim\w*|ziekteverzuim|werkdruk|onzeker\w*|strenger\w*"
    r"|terugverdientijd|stikstof(?:dossier|probleem|crisis)?(?! (?:over|gezocht|nodig))"
    r"|durven .{0,20}niet|weinig tijd|geen tijd"
    r"|tijdgebrek|stijgende|personeelstekort\w*|krapte|onder druk|stil(?:ge)?vallen|boetes?\b"
    r"|te weinig|laat ze in de steek|csrd\b|struggl\w+|worr(?:y|ies|ied)|concern(?:s|ed)?\b"
    r"|difficult\w*|(?:cannot|can't|can not|unable to) (?:find|get)|hard to (?:find|get|recruit)"
    r"|challeng\w+|bottleneck\w*|congestion|grid (?:is )?full|rising|too expensive"
    r"|staff shortages?|ageing (?:workforce|staff)|aging workforce|absenteeism|uncertain\w*)\b"
)

_DENIED = re.compile(
    r"\b(?:geen|niets|niks|nergens|nothing|none|no longer|not (?:looking|seeking|interested"
    r"|available)|no (?:surplus|spare|excess|need|interest|vacanc\w+|waste|staff|more)"
    r"|niet (?:op zoek|geinteresseerd|beschikbaar|nodig|over|aan de orde)"
    r"|(?:don't|do not|doesn't|does not) (?:need|have|want|seek|offer))\b"
    r"|\bniet meer\b(?! (?:nodig|gebruik))"
)
_NOT_DENIED = re.compile(r"\b(?:geen (?:bestemming|afnemer|raad|idee|werk voor)|niet meer nodig)\b")
_PAST = re.compile(
    r"\b(?:vorig jaar|vorige (?:maand|week|zomer|winter)|vroeger|voorheen|destijds|eerder"
    r"|tot voor kort"
    r"|jaren geleden|in het verleden|last year|used to|formerly|previously|hadden|verkochten"
    r"|had tot|kochten|leverden|had (?:a|an|some|een)\b)\b"
)
_DESCRIBED = re.compile(
    r"(?:(?:ze|zij|het bedrijf|bedrijf|they|the company|hij|men)\s)?"
    r"(?:produce\w+|maken|maakt|fabrice\w+|make|makes|manufactur\w+|bestaat|is een|zijn een)\b"
)
_THE_OTHER = (
    r"(?:buurman|buurvrouw|buurbedrijf|buur|leverancier|klant|afnemer|broer|zwager|zus|vader"
    r"|concurrent|zusterbedrijf|moederbedrijf|collega-?\s?bedrijf|bedrijf verderop|kennis"
    r"|neighbou?r|supplier|customer|client|competitor|brother|sister company|parent company)"
)
_HEARSAY = re.compile(
    rf"(?<!voor )(?<!aan )(?<!naar )(?<!met )(?<!bij )(?<!for )(?<!to )(?<!with )(?<!gezocht )"
    rf"\b(?:zijn|haar|hun|de|een|onze|his|her|their|a|the|its)\s{_THE_OTHER}\b"
    rf"|(?:^|\b(?:dat|that|of)\s){_THE_OTHER}\b|\bhoorde[n]? (?:dat|van)\b|\bheard that\b"
    rf"|\bnaar verluidt\b"
    r"|\bschijn(?:t|en)\b|\been ander bedrijf\b|\banother company\b"
)
_THEMSELVES = re.compile(r"\b(?:zelf|they themselves|wij|eigen)\b")
_MAYBE = re.compile(
    r"\b(?:misschien|wellicht|mogelijk|eventueel|evt|maybe|perhaps|possibly|may|might|overweegt"
    r"|overwegen|denkt (?:na )?over|denken (?:na )?over|considering|ooit|op termijn)\b"
)
_WOULD_JOIN = re.compile(
    r"\b(?:wil|willen|zou|zouden|graag|kunnen|would like|want|wants)\b.{0,40}"
    r"\b(?:aansluiten|aanhaken|meedoen|deelnemen|meeliften|join|take part)\b"
    r"|\b(?:wil|willen|zou|zouden) (?:graag )?weten\b|\b(?:benieuwd|vraagt zich af)\b"
    r"|\bwould like to know\b|\bwants? to know\b"
)
_SHARED = re.compile(r"\b(?:delen|share)\b")
_WILL_SHARE = re.compile(r"\b(?:zou|zouden|wil|willen|would like|want|wants|graag)\b")


def follow_up(folded: str, *, dated: bool) -> tuple[float, str] | None:
    """How sure it is that something is to be done, and the words that say so."""
    if _DONE.search(folded) and not (dated and _DO_LATER.search(folded)):
        return None
    start = _AT_THE_START.match(folded)
    if start:
        return (0.9 if dated else 0.8), start[0].strip()
    later = _DO_LATER.search(folded)
    if later:
        return (0.9 if dated else 0.75), later[0]
    will = _SOMEBODY_WILL.search(folded)
    if will and (dated or _BY_US.search(folded)) and not _is_noun_only(will[0], dated=dated):
        return 0.7, will[0]
    return None


def _is_noun_only(word: str, *, dated: bool) -> bool:
    nouns = ("bezoek", "overleg", "afspraak", "meeting", "visit", "call", "vervolgafspraak")
    return word in nouns and not dated


def is_marked_as_action(folded: str) -> bool:
    """ "Actie", "Afgesproken", "Next step" alone: what follows is to be done."""
    marked = _MARKED.match(folded)
    return marked is not None and len(folded) - marked.end() < 3


def challenge(folded: str) -> str:
    """The words that tell a worry or obstacle; "" when there are none."""
    found = _CHALLENGE.search(folded)
    return found[0] if found else ""


def is_denied(folded: str) -> bool:
    """ "Geen restwarmte meer", "nothing to offer": proposes nothing."""
    return bool(_DENIED.search(folded)) and not _NOT_DENIED.search(folded)


def is_past(folded: str) -> bool:
    """ "Vorig jaar nog", "used to"."""
    return bool(_PAST.search(folded))


def is_described(folded: str) -> bool:
    """ "Produceren houtpellets": what the company does, not what it offers."""
    return bool(_DESCRIBED.match(folded))


def hearsay(folded: str) -> str:
    """Who else it is said of: "zijn buurman"; "" when of the company itself."""
    found = _HEARSAY.search(folded)
    return "" if found is None else found[0]


def is_of_themselves(folded: str) -> bool:
    """ "Zelf hebben ze": what follows is of the company itself again."""
    return bool(_THEMSELVES.search(folded))


def is_maybe(folded: str) -> bool:
    """ "Misschien", "they may have"."""
    return bool(_MAYBE.search(folded))


def would_join(folded: str) -> bool:
    """ "Willen met 6 man aansluiten", "wil weten wie": they seek it."""
    return bool(_WOULD_JOIN.search(folded))


def would_share(folded: str) -> bool:
    """ "Zou graag stoom willen delen": a wish in form, of things an offer."""
    return bool(_SHARED.search(folded) and _WILL_SHARE.search(folded))
