"""What a company told of its streams, as a table to take along."""

from django.utils.translation import gettext as _

from naober.features.streams.lines import facts_in_words, unit_of
from naober.features.streams.models import StreamDetail
from naober.features.streams.selectors import Told
from naober.files.workbook import Column, Sheet
from naober.foundation.members import exports
from naober.foundation.members.models import Company


def of_company(company: Company) -> list[Sheet]:
    """All of it: only its own people can take that away."""
    columns = [
        Column(_("Text"), 60),
        Column(_("What"), 40),
        Column(_("Said"), 40),
        Column(_("Who reads this"), 24),
        Column(_("Moment"), 18, "moment"),
    ]
    found = StreamDetail.objects.filter(listing__company=company).select_related("listing")
    table = []
    for detail in found.order_by("listing__created_at", "pk"):
        numbers = {name: pair for name in detail.numbers if (pair := detail.pair(name))}
        told = Told(numbers, detail.quality, detail.treatment, detail.permit)
        for label, value in facts_in_words(told, unit_of(detail.listing)):
            who = f"{detail.get_audience_display()}; {detail.get_audience_cost_display()}"
            moment = exports.moment(detail.changed_at)
            table.append((detail.listing.text, label, value, who, moment))
    return [Sheet(_("Streams"), columns, table)]
