from pathlib import Path
from tempfile import TemporaryDirectory

import factory

from naober.features.streams import engine_bridge
from naober.features.streams.models import Plan
from naober.files.region_template import write_region_template


def example() -> bytes:
    """The workbook that `naober template --region` writes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "region.xlsx"
        write_region_template(path)
        return path.read_bytes()


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    name = factory.Sequence(lambda n: f"Plan {n}")
    workbook = factory.LazyFunction(example)
    result = factory.LazyAttribute(lambda one: engine_bridge.reckon(one.workbook, "gain"))
