"""Mails that come in during a benchmark: those of Tests/Corpora, each made an answer to a notice
that was really sent, or a mail of its own."""

import base64
import email.parser
import email.policy
import hashlib
import itertools
import pathlib
import random
import re
from dataclasses import dataclass

CORPORA = pathlib.Path(__file__).resolve().parent.parent / "Tests/Corpora"
# How an arrival says what it answers, by turns: of twenty, twelve to the reply address of a notice,
# three by its Message-ID alone, two as new mails of a known parent, one of a stranger, one report
# to the notice's reverse path, one out-of-office.
KINDS = ["token"] * 12 + ["reference"] * 3 + ["new"] * 2 + ["stranger", "report", "token"]
# Every so many mails one has a photograph of so many bytes.
PHOTO_EVERY, PHOTO = 25, 120_000
REPLACED = re.compile(
    rb"^(from|to|cc|message-id|in-reply-to|references|delivered-to|x-original-to|return-path)"
    rb"[ \t]*:", re.I)


@dataclass(frozen=True)
class Notice:
    """A mail that a parent got. address: the parent's; reply: where an answer goes."""

    address: str
    reply: str
    path: str
    message_id: str


@dataclass(frozen=True)
class Incoming:
    """One arrival. sender, recipient: its envelope."""

    sender: str
    recipient: str
    data: bytes


def notices(folder):
    """What a keeping sink kept, in the order of keeping."""
    parser = email.parser.BytesHeaderParser(policy=email.policy.compat32)
    for path in sorted(folder.glob("*.eml")):
        head = parser.parsebytes(path.read_bytes())
        yield Notice(
            head["X-Envelope-To"], address(head["Reply-To"]), head["X-Envelope-From"],
            head["Message-ID"].strip())


def address(field):
    return re.search(r"<([^>]*)>", field).group(1) if "<" in field else field.strip()


def trace(number):
    """The fields that a large provider's servers put above a mail: hops, signatures, verdicts."""
    digest = base64.b64encode(hashlib.sha512(str(number).encode()).digest() * 4).decode()
    signature = "\r\n        ".join(digest[i:i + 72] for i in range(0, len(digest), 72))
    signed = "from:to:cc:subject:date:message-id:in-reply-to:references:mime-version"
    seal = f"i=1; a=rsa-sha256; c=relaxed/relaxed; d=mail.test; s=arc-20260101;\r\n        h={signed};"
    fields = [
        f"Return-Path: <parent{number}@mail.test>",
        *(f"Received: from relay{hop}.mail.test (relay{hop}.mail.test [192.0.2.{hop}])\r\n"
          f"        by mx{hop}.bench.test with ESMTPS id {number:x}{hop}si4242wrx.{hop}\r\n"
          "        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n"
          "        Thu, 26 Nov 2026 07:12:09 -0800 (PST)" for hop in range(1, 5)),
        f"ARC-Seal: i=1; a=rsa-sha256; t=1795705929; cv=none; d=mail.test; b={signature}",
        f"ARC-Message-Signature: {seal} b={signature}",
        "ARC-Authentication-Results: i=1; mx.bench.test; dkim=pass header.i=@mail.test;\r\n"
        f"        spf=pass (parent{number}@mail.test designates 192.0.2.1) smtp.mailfrom=mail.test",
        f"DKIM-Signature: v=1; {seal} b={signature}",
        f"X-Google-DKIM-Signature: v=1; {seal} b={signature}",
        f"X-Gm-Message-State: AOJu0Yw{digest[:60]}",
        f"X-Google-Smtp-Source: AGHT+IE{digest[:50]}",
        f"X-Received: by 2002:a05:6000:18a2:b0:{number % 9999} with SMTP id {number:x}mr1234wrr;\r\n"
        "        Thu, 26 Nov 2026 07:12:08 -0800 (PST)"]
    return [line.encode() for line in "\r\n".join(fields).split("\r\n")]


def with_photo(number, head, rest):
    """The mail with a photograph, as a phone would send it."""
    names = (b"content-type", b"content-transfer-encoding", b"mime-version", b"content-disposition")
    outer, inner, target = [], [], None
    for line in head:
        if not line.startswith((b" ", b"\t")):
            target = inner if line.lower().startswith(names) else outer
        target.append(line)
    photo = base64.encodebytes(random.Random(number).randbytes(PHOTO)).split(b"\n")
    mark = b"--photo-%d" % number
    return outer + [b"MIME-Version: 1.0", b'Content-Type: multipart/mixed; boundary="photo-%d"' % number], [
        b"", mark, *inner, *rest, mark, b'Content-Type: image/jpeg; name="IMG_%04d.jpg"' % (number % 9999),
        b"Content-Transfer-Encoding: base64", b"Content-Disposition: attachment", b"", *photo,
        mark + b"--", b""]


def bodies(*corpora):
    """The mails of some corpora: header lines that stay, and the rest."""
    for corpus in corpora:
        for path in sorted((CORPORA / corpus).glob("*.eml")):
            yield split(path.read_bytes())


def split(data):
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    end = lines.index(b"") if b"" in lines else len(lines)
    kept, drop = [], False
    for line in lines[:end]:
        if not line.startswith((b" ", b"\t")):
            drop = bool(REPLACED.match(line))
        if not drop:
            kept.append(line)
    return kept, lines[end:]


def mixed(sent, count, start=0):
    """count arrivals, numbered from start, no two alike."""
    answers, reports = list(bodies("replies", "reading")), list(bodies("kinds"))
    turns = zip(itertools.count(start), itertools.islice(itertools.cycle(KINDS), count))
    for number, kind in turns:
        notice = sent[number % len(sent)]
        pool = reports if kind == "report" or number % 20 == 19 else answers
        yield arrival(number, kind, notice, pool[number % len(pool)])


def arrival(number, kind, notice, body):
    head, rest = body
    if number % PHOTO_EVERY == 0 and kind != "report":
        head, rest = with_photo(number, head, rest)
    sender = f"stranger{number}@far.test" if kind == "stranger" else notice.address
    recipient = {"token": notice.reply, "report": notice.path}.get(kind, "liaison@bench.test")
    own = [
        f"From: {sender}", f"To: {recipient}", f"Message-ID: <{number}.in@mail.test>"]
    if kind in ("token", "reference"):
        own += [f"In-Reply-To: {notice.message_id}", f"References: {notice.message_id}"]
    lines = trace(number) + [line.encode() for line in own] + head + rest
    envelope = "" if kind == "report" else sender
    return Incoming(envelope, recipient, b"\r\n".join(lines))
