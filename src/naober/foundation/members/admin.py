"""The administration: for staff, when the site's own pages do not have it."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models import (
    Agreement,
    Boundary,
    Collective,
    Company,
    CompanyGroup,
    CompanyStep,
    Contribution,
    Invitation,
    Membership,
    Site,
    SizeClass,
    StepTemplate,
    Terms,
    User,
    Wish,
)


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]  # no subscript in Django
    model = Membership
    extra = 0
    autocomplete_fields = ["user", "company"]


class SiteInline(admin.TabularInline):  # type: ignore[type-arg]  # no subscript in Django
    model = Site
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]  # no subscript in Django
    """Django's page for users, for people who sign in with their e-mail address."""

    ordering = ["email"]
    list_display = ["email", "name", "desk_role", "is_active", "is_staff"]
    list_filter = ["desk_role", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "phone", "language", "desk_role"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]}),
    ]


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["name", "kind", "stage", "activity", "in_directory"]
    list_filter = ["kind", "stage", "is_front_runner", "in_directory"]
    readonly_fields = ["claimed_by"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    search_fields = ["name", "activity"]
    inlines = [SiteInline, MembershipInline]


@admin.register(Collective)
class CollectiveAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["name", "region", "is_fictional"]


@admin.register(Boundary)
class BoundaryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["name", "code", "attribution"]
    search_fields = ["name", "code"]


@admin.register(CompanyGroup)
class CompanyGroupAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["name", "owner"]
    search_fields = ["name"]
    autocomplete_fields = ["owner", "companies"]


@admin.register(StepTemplate)
class StepTemplateAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["name", "position", "done_by", "days", "days_front_runner", "is_used"]


@admin.register(CompanyStep)
class CompanyStepAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["company", "template", "due_on", "done_at"]
    list_select_related = ["company", "template"]
    autocomplete_fields = ["company", "done_by"]


@admin.register(Terms)
class TermsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    """A version that a company agreed with is not changed: a new one is made."""

    list_display = ["name", "holds_from"]

    def has_change_permission(self, request: HttpRequest, obj: Terms | None = None) -> bool:
        is_agreed = obj is not None and obj.agreements.exists()
        return not is_agreed and super().has_change_permission(request, obj)


@admin.register(SizeClass)
class SizeClassAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["name", "from_employees", "to_employees"]


@admin.register(Contribution)
class ContributionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ["year", "size_class", "amount"]
    list_filter = ["year"]
    list_select_related = ["size_class"]


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    """What came about on the site's own pages, to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ["company", "terms", "agreed_at", "by", "amount"]
    list_select_related = ["company", "terms", "by"]


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["name", "company", "sent_at", "accepted_at", "declined_at", "withdrawn_at"]
    list_select_related = ["company"]


@admin.register(Wish)
class WishAdmin(ReadOnlyAdmin):
    list_display = ["name", "company_name", "kind", "asked_at", "was_granted"]
