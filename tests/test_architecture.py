"""The folder layout is the architecture: here is what import-linter cannot see of it."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

import naober

ROOT = Path(naober.__file__).parent
PURE = ["lexicon", "files", *(f"engines.{p.parent.name}" for p in ROOT.glob("engines/*/solve.py"))]
TIERS = ["foundation", "features", "website"]
MAX_LINES = 400


@pytest.mark.parametrize("package", sorted(PURE))
def test_it_runs_where_django_is_not_installed(package):
    code = f"import sys; sys.modules['django'] = None; import naober.{package}"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_table_points_up_to_a_higher_tier():
    """A foreign key named by a string, "exchange.Listing", is no import: check it here."""
    for model in (model for model in apps.get_models() if _tier(model) >= 0):
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model:
                assert _tier(field.related_model) <= _tier(model), field


def _tier(model: type) -> int:
    """-1 for models of libraries, else the place of its tier from low to high."""
    package, _, rest = model.__module__.partition(".")
    return TIERS.index(rest.split(".")[0]) if package == "naober" else -1


def test_files_stay_small_enough_to_read_in_one_sitting():
    code = [path for path in ROOT.rglob("*.py") if "migrations" not in path.parts]
    long = {str(path.relative_to(ROOT)): _lines(path) for path in code if _lines(path) > MAX_LINES}
    assert long == {}


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_every_model_that_belongs_to_a_feature_says_who_sees_it():
    without = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("naober.features")
        and not getattr(model, "shows_nothing", False)
        and not hasattr(model._default_manager, "visible_to")
    ]
    assert without == []


def test_the_website_owns_no_table():
    """It puts together what others keep: a table there would be a feature in the wrong place."""
    assert list(apps.get_app_config("website").get_models()) == []
