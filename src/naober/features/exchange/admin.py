"""What the desk keeps as data: factors with their sources."""

from django.contrib import admin

from naober.features.exchange.models import EmissionFactor


@admin.register(EmissionFactor)
class EmissionFactorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no subscript in Django
    list_display = ("name", "kg_per_unit", "unit", "year", "source")
    search_fields = ("name", "source")
