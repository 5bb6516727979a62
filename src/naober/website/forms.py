"""How forms of every app look: our templates instead of Django's."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Set by FORM_RENDERER; `{{ form }}` and `{{ field.as_field_group }}` use these. A form that
    says `needs_none` is one answer in many fields: "optional" at each of them would say nothing."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
