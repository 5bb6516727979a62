"""What the web server (granian) loads."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naober.website.settings.production")
application = get_wsgi_application()


def _warm_up() -> None:
    """Some seconds of reading, once a process, that else the first person to type would wait."""
    from naober.features.agenda import engine_bridge as agenda  # both need the applications above
    from naober.features.exchange import engine_bridge as exchange

    exchange.warm_up()
    agenda.warm_up()


threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
