#!/usr/bin/env python3
"""The same job with django-post_office on SQLite, one process: one mail to each recipient, queued
from the template of their language with a date and a number, then sent over SMTP by threads.

Reads {"templates": {LANGUAGE: {subject, content, html_content}}} and prints {"queue": seconds,
"send": seconds}. As favourable as its documentation allows: send_many, one thread and connection
for each session, SQLite with a write-ahead log.

usage: queue_and_send.py PORT COUNT SESSIONS FOLDER <templates.json
"""

import datetime
import itertools
import json
import logging
import sys
import time

import django
from django.conf import settings

CHUNK = 1000


def set_up(port, sessions, folder):
    settings.configure(
        INSTALLED_APPS=["post_office"],
        DATABASES={"default": {
            "ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/post_office.db",
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL", "timeout": 30}}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DEFAULT_FROM_EMAIL="Bench <liaison@bench.test>",
        EMAIL_BACKEND="post_office.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port,
        USE_I18N=True, USE_TZ=True, TIME_ZONE="America/Chicago",
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        POST_OFFICE={
            "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
            "THREADS_PER_PROCESS": sessions, "BATCH_SIZE": CHUNK, "MESSAGE_ID_ENABLED": True,
            "MESSAGE_ID_FQDN": "bench.test",
        },
    )
    django.setup()
    logging.disable(logging.INFO)
    from django.core.management import call_command
    call_command("migrate", verbosity=0)


def store(templates):
    from post_office.models import EmailTemplate
    first, *others = templates
    original = EmailTemplate.objects.create(name="notice", language=first, **templates[first])
    for language in others:
        original.translated_templates.create(
            name="notice", language=language, **templates[language])
    return list(templates)


def enqueue(languages, count):
    from post_office import mail
    values = {
        "starts": datetime.datetime(2036, 12, 12, tzinfo=datetime.timezone.utc), "lessons": 23}
    messages = (
        {"recipients": f"p{i}@bulk.test", "template": "notice", "context": values,
         "language": languages[i % len(languages)]}
        for i in range(count))
    while chunk := list(itertools.islice(messages, CHUNK)):
        mail.send_many(chunk)


def timed(work, *arguments):
    began = time.monotonic()
    work(*arguments)
    return time.monotonic() - began


def main():
    port, count, sessions = (int(text) for text in sys.argv[1:4])
    set_up(port, sessions, sys.argv[4])
    languages = store(json.load(sys.stdin)["templates"])
    from post_office import mail
    from post_office.models import STATUS, Email
    times = {
        "queue": timed(enqueue, languages, count),
        "send": timed(mail.send_queued_mail_until_done, f"{sys.argv[4]}/until_done.lock")}
    sent = Email.objects.filter(status=STATUS.sent).count()
    if sent != count:
        sys.exit(f"{count} messages should have been sent, but {sent} were")
    print(json.dumps(times))


if __name__ == "__main__":
    main()
