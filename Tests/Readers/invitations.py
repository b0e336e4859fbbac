#!/usr/bin/env python3
"""Reads invitations and answers them with icalendar of PyPI: no code of Parley's takes part.

invitations.py read MAIL…
    What each mail says to a calendar, one JSON object a line.
invitations.py answer --as google|outlook|apple --say ACCEPTED|DECLINED|TENTATIVE MAIL
    The mail that such a calendar program sends when its owner answers the invitation in MAIL.
"""

import argparse
import datetime
import email
import email.message
import email.policy
import email.utils
import json
import sys
import uuid

import icalendar


def calendar_part(path):
    with open(path, "rb") as file:
        # Not message_from_binary_file, which reads every line end as a bare LF.
        mail = email.message_from_bytes(file.read(), policy=email.policy.default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    if len(parts) != 1:
        sys.exit(f"invitations.py: {len(parts)} text/calendar parts instead of one")
    return mail, parts[0]


def moment(event, name):
    """Seconds since 1970 UTC; null for a date, a floating time or one in another zone."""
    value = event.decoded(name, None)
    is_utc = isinstance(value, datetime.datetime) and value.utcoffset() == datetime.timedelta(0)
    written = event[name].to_ical().decode() if name in event else ""
    has_zone = "TZID" in event[name].params if name in event else False
    return int(value.timestamp()) if is_utc and written.endswith("Z") and not has_zone else None


def people(event, name):
    found = event.get(name, [])
    found = found if isinstance(found, list) else [found]
    return [{"address": str(one), "parameters": dict(one.params)} for one in found]


def described(path):
    mail, part = calendar_part(path)
    raw = part.get_payload(decode=True)
    calendar = icalendar.Calendar.from_ical(raw)
    event = calendar.events[0] if calendar.events else icalendar.Event()
    lines = raw.split(b"\r\n")
    return {
        "recipient": mail["To"].addresses[0].addr_spec,
        "replyTo": mail["Reply-To"].addresses[0].addr_spec,
        "subject": str(mail["Subject"]),
        "contentMethod": part.get_param("method"),
        "method": str(calendar.get("METHOD", "")),
        "version": str(calendar.get("VERSION", "")),
        "events": len(calendar.events),
        "components": sorted(one.name for one in calendar.walk()),
        "problems": [f"{name}: {why}" for one in calendar.walk() for name, why in one.errors],
        "uid": str(event.get("UID", "")),
        "sequence": int(event.get("SEQUENCE", -1)),
        "status": str(event.get("STATUS", "")),
        "stamp": moment(event, "DTSTAMP"),
        "start": moment(event, "DTSTART"),
        "end": moment(event, "DTEND"),
        "summary": str(event.get("SUMMARY", "")),
        "language": event["SUMMARY"].params.get("LANGUAGE", "") if "SUMMARY" in event else "",
        "location": str(event.get("LOCATION", "")),
        "organizers": people(event, "ORGANIZER"),
        "attendees": people(event, "ATTENDEE"),
        "longestLine": max(len(line) for line in lines),
        "strayLineEnds": sum(line.count(b"\r") + line.count(b"\n") for line in lines),
        "brokenCharacters": sum(not is_utf8(line) for line in lines),
    }


def is_utf8(line):
    try:
        line.decode()
        return True
    except UnicodeDecodeError:
        return False


PRODUCTS = {
    "google": "-//Google Inc//Google Calendar 70.9054//EN",
    "outlook": "Microsoft Exchange Server 2010",
    "apple": "-//Apple Inc.//iPhone OS 17.5//EN",
}
VERBS = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Tentative"}


def attendee(asked, program, say):
    """The one who was asked, with the parameters that each program writes."""
    address = str(asked).split(":", 1)[-1]
    answering = icalendar.vCalAddress(("MAILTO:" if program == "outlook" else "mailto:") + address)
    answering.params["PARTSTAT"] = say
    answering.params["CN"] = address
    if program == "google":
        answering.params.update(
            {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "X-NUM-GUESTS": "0"})
    if program == "apple":
        answering.params.update(
            {"CUTYPE": "INDIVIDUAL", "EMAIL": address, "ROLE": "REQ-PARTICIPANT"})
    return answering


def chicago():
    """The zone as Exchange names it: no IANA name, and a definition of its own."""
    zone = icalendar.Timezone()
    zone.add("TZID", "Central Standard Time")
    for kind, start, rule, back, to in (
        (icalendar.TimezoneStandard, (11, 1), {"BYDAY": "1SU", "BYMONTH": 11}, -5, -6),
        (icalendar.TimezoneDaylight, (3, 1), {"BYDAY": "2SU", "BYMONTH": 3}, -6, -5),
    ):
        half = kind()
        half.add("DTSTART", datetime.datetime(1601, *start, 2, 0, 0))
        half.add("TZOFFSETFROM", datetime.timedelta(hours=back))
        half.add("TZOFFSETTO", datetime.timedelta(hours=to))
        half.add("RRULE", {"FREQ": "YEARLY", **rule})
        zone.add_component(half)
    return zone


def answer(asked, program, say):
    """A REPLY (RFC 5546 §3.2.3) to the event that was asked about."""
    reply = icalendar.Calendar()
    reply.add("PRODID", PRODUCTS[program])
    reply.add("VERSION", "2.0")
    reply.add("METHOD", "REPLY")
    if program != "outlook":
        reply.add("CALSCALE", "GREGORIAN")
    event = icalendar.Event()
    for name in ("UID", "SEQUENCE", "ORGANIZER", "LOCATION"):
        event[name] = asked[name]
    event.add("ATTENDEE", attendee(asked["ATTENDEE"], program, say))
    event.add("DTSTAMP", datetime.datetime.now(datetime.timezone.utc))
    event.add("STATUS", "CONFIRMED")
    if program == "outlook":
        reply.add_component(chicago())
        event.add("COMMENT", "\n", {"LANGUAGE": "en-US"})
        event.add("SUMMARY", f"{VERBS[say]}: {asked['SUMMARY']}", {"LANGUAGE": "en-US"})
        for name in ("DTSTART", "DTEND"):
            local = asked.decoded(name) - datetime.timedelta(hours=6)
            event.add(name, local.replace(tzinfo=None), {"TZID": "Central Standard Time"})
        event.add("PRIORITY", 5)
        event.add("X-MICROSOFT-CDO-APPT-SEQUENCE", str(asked["SEQUENCE"]))
        event.add("X-MICROSOFT-CDO-OWNERAPPTID", "-610423814")
    else:
        for name in ("DTSTART", "DTEND", "SUMMARY"):
            event[name] = asked[name]
    if program == "google":
        event.add("DESCRIPTION", "")
        event.add("TRANSP", "OPAQUE")
    reply.add_component(event)
    return reply.to_ical()


def calendar_body(text, encoding):
    part = email.message.EmailMessage()
    part.set_content(text.decode(), subtype="calendar", cte=encoding)
    part.set_param("method", "REPLY")
    return part


def answering_mail(path, program, say):
    """The answer in the shape of each program's mail."""
    asked = icalendar.Calendar.from_ical(calendar_part(path)[1].get_payload(decode=True)).events[0]
    text = answer(asked, program, say)
    sender = str(asked["ATTENDEE"]).split(":", 1)[-1]
    words = f"{sender} has {say.lower()} this invitation."
    if program == "apple":
        mail = calendar_body(text, "quoted-printable")
    else:
        mail = email.message.EmailMessage()
        mail.set_content("" if program == "outlook" else words)
        mail.add_alternative(f"<html><body><p>{words}</p></body></html>", subtype="html")
        mail.attach(calendar_body(text, "base64" if program == "outlook" else "8bit"))
    if program == "google":
        mail.make_mixed()
        mail.add_attachment(text, maintype="application", subtype="ics", filename="invite.ics")
    mail["From"] = sender
    mail["To"] = str(asked["ORGANIZER"]).split(":", 1)[-1]
    mail["Subject"] = f"{VERBS[say]}: {asked['SUMMARY']}"
    mail["Date"] = email.utils.localtime()
    mail["Message-ID"] = f"<{uuid.uuid4()}@{program}.test>"
    if program == "outlook":
        # Exchange marks what its own rules sent, and some answers of people too.
        mail["Auto-Submitted"] = "auto-generated"
    return mail.as_bytes(policy=email.policy.SMTP)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("read")
    read.add_argument("mails", nargs="+")
    reply = commands.add_parser("answer")
    reply.add_argument("--as", dest="program", choices=PRODUCTS, required=True)
    reply.add_argument("--say", choices=VERBS, required=True)
    reply.add_argument("mail")
    given = parser.parse_args()
    if given.command == "read":
        for path in given.mails:
            print(json.dumps(described(path)))
    else:
        sys.stdout.buffer.write(answering_mail(given.mail, given.program, given.say))


if __name__ == "__main__":
    main()
