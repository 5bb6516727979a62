"""A worker of its own process, for the tests that kill it: on the database and the SMTP server
that its environment names.

    python worker.py loop       send what waits, until nothing does
    python worker.py qcluster   the real worker
"""

import os
import sys
import time

import django
from django.conf import settings


def main() -> None:
    settings.DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
    settings.MAIL_CARRIER = "naober.foundation.notifications.carriers.Smtp"
    settings.EMAIL_PORT = int(os.environ["WORKER_SMTP_PORT"])
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
    django.setup()
    if sys.argv[1] == "qcluster":
        from django.core.management import call_command

        call_command("qcluster")
    from naober.foundation.notifications import outbox

    while outbox.send_all():
        time.sleep(0.01)


if __name__ == "__main__":
    main()
