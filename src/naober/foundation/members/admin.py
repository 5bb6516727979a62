"""The administration: for staff, when the site's own pages do not have it."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models import Boundary, Collective, Company, Membership, Site, User


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    extra = 0
    autocomplete_fields = ["user", "company"]


class SiteInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Site
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """Django's page for users, for people who sign in with their e-mail address."""

    ordering = ["email"]
    list_display = ["email", "name", "desk_role", "is_active", "is_staff"]
    list_filter = ["desk_role", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "language", "desk_role"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]}),
    ]


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "activity", "activity_code", "in_directory"]
    list_filter = ["in_directory"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    search_fields = ["name", "activity"]
    inlines = [SiteInline, MembershipInline]


@admin.register(Collective)
class CollectiveAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "region", "is_fictional"]


@admin.register(Boundary)
class BoundaryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "code", "attribution"]
    search_fields = ["name", "code"]
