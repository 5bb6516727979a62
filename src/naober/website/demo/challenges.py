"""What the demo's companies struggle with: with and without their names, some taken together."""

from datetime import timedelta

from django.utils import timezone

from naober.features.agenda import services
from naober.features.agenda.models import Challenge
from naober.features.agenda.services.raising import blur
from naober.foundation.members.models import Company, User
from naober.website.demo.tables import rows

Known = dict[str, Company]


def load(desk: User) -> None:
    """The desk typed them in, as it may; as if the companies had raised them themselves."""
    companies = {company.name: company for company in Company.objects.taking_part()}
    table = [row for row in rows("challenges.csv") if row["company"] in companies]
    made = {row["key"]: _raise(row, companies, desk) for row in table}
    for row in table:
        if row["into"] in made:
            part, whole = made[row["key"]], made[row["into"]]
            services.take_together(parts=[part], into=whole, by=desk)


def _raise(row: dict[str, str], companies: Known, desk: User) -> Challenge:
    said = services.Said(text=row["text"], choice=row["choice"])
    made = services.raise_challenge(company=companies[row["company"]], said=said, by=desk)
    made.created_at = timezone.now() - timedelta(days=int(row["days_ago"]))
    blur(made)
    made.entered_by_desk = row["choice"] == "desk"
    made.save(update_fields=["created_at", "entered_by_desk"])
    for column, with_name in (("named", True), ("nameless", False)):
        for name in filter(None, row[column].split("|")):
            if name in companies:
                company = companies[name]
                services.recognise(challenge=made, company=company, by=desk, with_name=with_name)
    return made
