"""Who hears a mail read out knows of what each button is."""

from naober.foundation.notifications import letters


def test_a_button_is_named_after_its_line(settings):
    url = f"{settings.SITE_URL}/doen/x"
    letter = letters.Letter(
        (
            letters.Line("Wij vinden geen monteurs", url),
            letters.Button("Wij ook", url),
            letters.Paragraph("Verder niets."),
            letters.Button("Openen", url),
        )
    )
    page = letters.html_of(letters.text_of(letter), "nl")
    assert 'aria-label="Wij ook: Wij vinden geen monteurs"' in page
    assert page.count("aria-label") == 1
