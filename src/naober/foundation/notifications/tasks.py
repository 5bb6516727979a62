"""What the worker does: sending what waits. Every task may run twice, and two at the same time."""

from django_q.tasks import async_task

from naober.foundation.notifications import outbox


def ask_to_send(mail_id: int) -> None:
    """Call the worker. When this is lost, the sweep of the next minute finds the mail."""
    async_task("naober.foundation.notifications.tasks.send_one", mail_id)


def send_one(mail_id: int) -> str:
    return outbox.send(mail_id)


def send_waiting() -> int:
    """The sweep: whatever waits, and what a worker left behind."""
    outbox.give_up_claims()
    return outbox.send_all()
