"""Who there is to sign in as, and who speaks for a company."""

from django.conf import settings

from naober.foundation.members.models import Company, User

PASSWORD = "naober-demo"  # shown to everybody: nothing real belongs in a demo
DESK, BOARD = "bureau@naober.example", "bestuur@naober.example"
MANAGER, PURCHASER = "bedrijfsleider@naober.example", "inkoop@naober.example"
FICTIONAL = "(fictief)"  # nobody here is to be taken for somebody
TITLES = ("Bedrijfsleider", "Directeur", "Locatiemanager", "Vestigingsleider")
DEMO_PEOPLE = [DESK, BOARD, MANAGER, PURCHASER]


def make_desk_and_board() -> User:
    staff = settings.DEMO_DESK_IS_STAFF
    desk = User.objects.create_user(
        DESK, PASSWORD, name="Bureau (demo)", desk_role="desk", is_staff=staff, is_superuser=staff
    )
    User.objects.create_user(BOARD, PASSWORD, name="Bestuur (demo)", desk_role="board")
    return desk


def contact_name(company: Company) -> str:
    """What somebody there does, not who they are."""
    return f"{TITLES[len(company.name) % len(TITLES)]} {company.name} {FICTIONAL}"


def speaker_of(company: Company) -> User:
    """Its contact person; nobody can sign in as them."""
    return User.objects.get(memberships__company=company, memberships__is_contact=True)
