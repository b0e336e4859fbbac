#!/usr/bin/env python3
"""Reads mails as a program in Python would: the email package, then mail-parser-reply for the new
words. One after another, in one process; keeps nothing. Prints the seconds of reading alone.

usage: read_mails.py FOLDER
"""

import email
import email.policy
import pathlib
import sys
import time

from mailparser_reply import EmailReplyParser

# All that it knows.
LANGUAGES = ["en", "da", "nl", "fr", "de", "it", "ja", "pl", "sv", "cs", "es", "ko", "zh"]


def words(mail):
    """The text to read: the plain part, or else the HTML as it stands; mistakes let be."""
    part = mail.get_body(preferencelist=("plain", "html"))
    try:
        return part.get_content() if part is not None else ""
    except (LookupError, ValueError, KeyError):
        return part.get_payload(decode=True).decode("latin-1") if part is not None else ""


def read(data, parser):
    """What Parley reads too: who, what, in answer to what, and the new words."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    for name in ("from", "to", "subject", "message-id", "in-reply-to", "references"):
        try:
            str(mail[name])
        except (IndexError, ValueError, TypeError, AttributeError):
            pass  # The package itself fails on some fields.
    try:
        return parser.parse_reply(words(mail))
    except (IndexError, ValueError, TypeError, AttributeError):
        return None


def main():
    files = [path.read_bytes() for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))]
    parser = EmailReplyParser(languages=LANGUAGES)
    began = time.perf_counter()
    for data in files:
        read(data, parser)
    print(len(files), time.perf_counter() - began)


if __name__ == "__main__":
    main()
