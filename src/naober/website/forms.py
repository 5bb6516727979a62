"""How forms of every app look: our templates instead of Django's."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Set by FORM_RENDERER; `{{ form }}` and `{{ field.as_field_group }}` use these."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
