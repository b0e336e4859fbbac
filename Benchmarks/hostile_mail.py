"""Mail that is made to be slow to read: each shape at whatever size is asked for.

Every shape is a function of its size in bytes; what a rule of the reader does per line, per tag, per
part or per field shows in how its time grows from one size to the next.
"""

import base64

HEAD = b"From: Ana <ana@example.org>\r\nTo: school@example.org\r\nSubject: Re: Notice\r\n" \
    b"Message-ID: <a@example.org>\r\nMIME-Version: 1.0\r\n"
TEXT = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"


def repeated(unit, size, head=TEXT, tail=b""):
    return head + unit * (size // len(unit)) + tail


def quotes(size):
    """Lines whose quotes grow deeper and deeper, then begin anew."""
    lines, total, depth = [], 0, 0
    while total < size:
        depth = depth % 400 + 1
        line = b">" * depth + b" x\r\n"
        lines.append(line)
        total += len(line)
    return TEXT + b"".join(lines)


def nested(size):
    """Multiparts within multiparts, a thousand deep or as deep as the size allows."""
    depth = min(size // 80, 10_000)
    opened = [
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
        for i in range(depth)]
    return HEAD + b"".join(opened) + b"Content-Type: text/plain\r\n\r\nhi\r\n" + b"a\r\n" * (
        (size - 60 * depth) // 3 if size > 60 * depth else 0)


def attachments(size):
    part = b"--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n" \
        b"\r\niVBO\r\n"
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * (size // len(part))


def forwarded(size):
    """Messages attached to messages attached to messages."""
    level = b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n"
    return HEAD + level * (size // len(level)) + b"\r\nhi\r\n"


def recipients(size):
    one = b"Name <a@example.org>,\r\n "
    return b"From: a@example.org\r\nTo: " + one * (size // len(one)) + b"b@example.org\r\n\r\nhi\r\n"


def comments(size):
    return b"From: " + b"(" * size + b"a@example.org\r\nSubject: x\r\n\r\nhi\r\n"


def fields(size):
    return HEAD + b"X-A: b\r\n" * (size // 8) + b"\r\nhi\r\n"


def one_field(size):
    return HEAD + b"X-A: " + b"b" * size + b"\r\n\r\nhi\r\n"


def folded_field(size):
    return HEAD + b"X-A: b" + b"\r\n b" * (size // 4) + b"\r\n\r\nhi\r\n"


def encoded_words(size):
    word = b"=?utf-8?q?=C3=A1?= "
    return b"From: a@example.org\r\nSubject: " + word * (size // len(word)) + b"\r\n\r\nhi\r\n"


def broken_words(size):
    return b"From: a@example.org\r\nSubject: " + b"=?utf-8?q?" * (size // 10) + b"\r\n\r\nhi\r\n"


def references(size):
    return HEAD + b"References:" + b" <a@b>" * (size // 6) + b"\r\n\r\nhi\r\n"


def parameters(size):
    part = b"; a*%d=b"
    count = size // 9
    return HEAD + b"Content-Type: text/plain" + b"".join(
        part % i for i in range(count)) + b"\r\n\r\nhi\r\n"


def report(size):
    head = HEAD + b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n" \
        b"--b\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" \
        b"Reporting-MTA: dns; x\r\n\r\n"
    block = b"Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    return head + block * (size // len(block)) + b"--b--\r\n"


def bounce_words(size):
    head = b"From: MAILER-DAEMON@example.org\r\nSubject: Undelivered Mail Returned to Sender\r\n" \
        b"Return-Path: <>\r\n\r\n"
    line = b"<a@example.org>: host x said: 550 5.1.1 User unknown\r\n"
    return head + line * (size // len(line))


def calendar(size):
    head = HEAD + b"Content-Type: text/calendar; method=REPLY\r\n\r\n" \
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:a\r\n"
    line = b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org\r\n"
    return head + line * (size // len(line)) + b"END:VEVENT\r\nEND:VCALENDAR\r\n"


def armour(size):
    return repeated(b"-----BEGIN PGP SIGNED MESSAGE-----\r\n", size)


def tags(unit):
    return lambda size: repeated(unit, size, HTML)


def lines(unit):
    return lambda size: repeated(unit, size)


def alternatives(size):
    """The same words as text and as HTML, which are both cut and compared."""
    text, html = b">a\nb\n" * (size // 10), b"a<br>" * (size // 10)
    return HEAD + b"Content-Type: multipart/alternative; boundary=b\n\n--b\n" \
        b"Content-Type: text/plain\n\n" + text + b"\n--b\nContent-Type: text/html\n\n" + html \
        + b"\n--b--\n"


def tag_pairs(size):
    count = min(10_000, size // 14)
    rest = b"a " * max(0, (size - 14 * count) // 2)
    return HTML + b"<b><i>" * (count // 2) + rest + b"</i></b>" * (count // 2)


SHAPES = {
    "lines of one letter": lines(b"a\r\n"),
    "lines of one quote mark": lines(b">\r\n"),
    "blank lines": lines(b"\r\n"),
    "lone line feeds": lines(b"\n"),
    "a letter and a line feed": lines(b"a\n"),
    "quote marks and letters by turns": lines(b">a\nb\n"),
    "text and HTML of short lines": alternatives,
    "lines of addresses without an end": lines(b"@x>" * 260 + b"\r\n"),
    "long lines of numbers": lines(b"x 1 " * 99 + b":\r\n"),
    "one line of letters": lines(b"a"),
    "one line of words": lines(b"ab "),
    "one line of spaces": lines(b" "),
    "one line of quote marks": lines(b">"),
    "one line of combining marks": lines(b"\xcc\x81"),
    "lines of one Chinese sign": lines("的\r\n".encode()),
    "deep quotes": quotes,
    "quotes and words by turns": lines(b"> a\r\nb\r\n"),
    "almost attributions": lines(b"On Mon, 3 Mar 2025, Jane wrote\r\n"),
    "attributions": lines(b"On Mon, 3 Mar 2025 at 10:00, Jane <j@example.org> wrote:\r\n"),
    "colons": lines(b":\r\n"),
    "addresses": lines(b"a@b>\r\n"),
    "almost header blocks": lines(b"From: a\r\n"),
    "foreign header blocks": lines(b"Xxx: <a@b> 10:00 2025\r\n"),
    "signature marks": lines(b"-- \r\n"),
    "almost signatures": lines(b"--\r\n"),
    "closings": lines(b"Regards\r\n"),
    "device lines": lines(b"Sent from my iPhone\r\n"),
    "rules of dashes": lines(b"---\r\n"),
    "original message lines": lines(b"-----Original Message-----\r\n"),
    "notices": lines(b"This e-mail is confidential.\r\n"),
    "reply markers": lines(b"-- Please write above this line --\r\n"),
    "PGP marks": armour,
    "open tags": tags(b"<div>"),
    "pairs of tags": tag_pairs,
    "unclosed blockquotes": tags(b"<blockquote>a"),
    "angle brackets": tags(b"<"),
    "half tags": tags(b"<a "),
    "half comments": tags(b"<!-- "),
    "half conditions": tags(b"<![if "),
    "end tags": tags(b"</p>"),
    "table cells": tags(b"<td>a"),
    "line breaks": tags(b"<br>"),
    "links": tags(b"<a href=x>y</a>"),
    "open links": tags(b"<a href=http://x>y"),
    "entities": tags(b"&amp;"),
    "half entities": tags(b"&a"),
    "styles": tags(b"<p style='display:none'>"),
    "preformatted": tags(b"<pre>a\n"),
    "nested multiparts": nested,
    "attachments": attachments,
    "attached messages": forwarded,
    "recipients": recipients,
    "comments": comments,
    "header fields": fields,
    "one header field": one_field,
    "a folded field": folded_field,
    "encoded words": encoded_words,
    "broken encoded words": broken_words,
    "references": references,
    "parameters": parameters,
    "delivery reports": report,
    "bounces in words": bounce_words,
    "calendar answers": calendar,
    "base64 of noise": lambda size: HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n"
    + b"A=!\r\n" * (size // 5),
    "quoted-printable of noise": lambda size: HEAD
    + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=" * size,
    "uuencode": lambda size: HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\n"
    + b"begin 644 a\r\n" * (size // 13),
    "UTF-7": lambda size: HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n" + b"+" * size,
    "ISO-2022-JP": lambda size: HEAD
    + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + b"\x1b$B" * (size // 3),
    "bytes beyond ASCII": lines(b"\xff\xfe\xc3"),
    "flowed lines": lambda size: HEAD
    + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * (size // 4),
    "NULs": lines(b"\0"),
}


def one_attachment(size):
    """A mail of about that many bytes, nearly all of it one attachment in base64."""
    content = base64.encodebytes(bytes(range(256)) * (size * 3 // 4 // 256))
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n--b\r\n" \
        b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" \
        + content + b"--b--\r\n"


def only_text(size):
    """A mail of about that many bytes, all of it words."""
    return repeated(b"The bus was late today and we waited for it.\r\n", size)
