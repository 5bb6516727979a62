"""The forms of one word that are compared: its stem, its root and the parts it is written of.

Dutch job titles come in pairs (verkoper/verkoopster, operator/operatrice, leraar/lerares) and next
to the name of the work itself (verkoop, lassen/lasser, inspectie/inspecteur). `root` brings those
together; `stem` stays closer to the word.
"""

import re
from functools import lru_cache

from naober.lexicon.words import base, stem

_ROOT_ENDINGS = tuple(
    (re.compile(rf"(?:{endings})$"), kept)
    for endings, kept in (
        ("ionisten|ioniste?|teuses?|trices?|teurs?|tors?|toren|ties?|tion", "t"),
        ("ologen?|ologes?|oloog|ologies?|ologisch|ologist", "olog"),
        ("kundigen?|kundig|kunde", "kund"),
        ("aressen?|aresses|arissen|aris|ariaat", "ar"),
        ("ici[eë]nnes?|ici[eë]ns?|iekers?|ici|icus|ica|iek|ische?", ""),
        ("euses?|eurs?|ering|eren|eerders?|eer|age", ""),
        ("aressen|ares|arij|aars?", ""),
        ("isten|istes?|ist", ""),
        ("sters?|ers?|erij|ing|en|e", ""),
    )
)
_DOUBLE = re.compile(r"(.)\1")
_SHORTEST_ROOT = 3


@lru_cache(maxsize=131_072)
def stem_of(word: str) -> str:
    """The stem of a folded word's base form, so that plural and singular meet."""
    return stem(base(word))


@lru_cache(maxsize=131_072)
def root_of(word: str) -> str:
    """What remains of a folded word without endings of gender, agent and deed: "verkop", "las"."""
    for ending, kept in _ROOT_ENDINGS:
        match = ending.search(word)
        if match and match.start() + len(kept) >= _SHORTEST_ROOT:
            word = word[: match.start()] + kept
            break
    else:
        word = base(word)
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1:], word[-1:])
