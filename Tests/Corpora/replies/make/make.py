#!/usr/bin/env python3
"""make.py: writes ../<name>.eml and ../cases.json from clients.py and languages.py.

The same words give the same files. Needs Python 3.11 and nothing besides.
"""
import json
import pathlib
import re
from email.header import Header

from clients import CLIENTS
from languages import L

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent
MARKER = "##- . . . -##"

NAMES = [("Lincoln School", "Rosa Méndez"), ("Amina Okafor", "Hodan Warsame"), ("Liaison, Lincoln Elementary", "Jean Baptiste"),
         ("Escuela Lincoln", "Ana Quispe"), ("Lincoln School Office", "Nguyễn Thị Lan")]


class Mail:
    """What a program is given: its language, the words, and the letter that is answered."""

    def __init__(self, case, client, ui, words, reply, marker=False):
        self.case, self.client, self.uitag, self.words = case, client, ui, words
        self.ui = L[ui]
        self.letter = ([MARKER] if marker else []) + L[words]["letter"]
        self.reply = L[words]["answers"][reply] if isinstance(reply, int) else reply
        self.n, self.parent = NAMES[case % len(NAMES)]
        self.a = ["case+k7q2m3@school.example", "reply-9fj2kd8s@lincoln.example.org", "liaison@lincoln.k12.example"][case % 3]
        self.p = "parent%d@mail.example" % case
        self.phone = "(555) 010-%04d" % (1000 + case)
        self.subject = "Re: " + L[words]["letter"][0].rstrip(",:!،፣：")
        self.third, self.third_a = "Clínica San José", "citas@clinica.example"
        self.forwarded_subject = "Cita / Appointment"
        self.forwarded = ["Your appointment is on Thursday, March 12, at 3:30 PM.", "Please bring the card.", "Clínica San José"]
        self.lead = {"en": "Please see my answers below.", "es": "Le contesto abajo.", "de": "Meine Antworten stehen unten.",
                     "fr": "Voir mes réponses ci-dessous."}.get(words, L[words]["answers"][1])

    def attribution(self, kind):
        if kind == "thunderbird":
            form = {"en": "On 3/3/26 8:15 AM, {n} wrote:", "de": "Am 03.03.26 um 08:15 schrieb {n}:",
                    "fr": "Le 03/03/2026 à 08:15, {n} a écrit :", "es": "El 03/03/26 a las 8:15, {n} escribió:",
                    "nl": "Op 3-3-2026 om 08:15 schreef {n}:", "pl": "W dniu 3.03.2026 o 08:15, {n} pisze:",
                    "ru": "03.03.2026 08:15, {n} пишет:", "ja": "On 2026/03/03 8:15, {n} wrote:",
                    "fi": "{n} kirjoitti 3.3.2026 klo 8.15:", "sv": "Den 2026-03-03 kl. 08:15, skrev {n}:"}[self.uitag]
        else:
            form = self.ui[kind]
        return form.format(n=self.n, a=self.a)

    def exchange(self):
        """Two questions of the letter, each with its answer below, and the rest."""
        letter, answers = self.letter, L[self.words]["answers"]
        first = 2 if letter[0] != MARKER else 3
        return letter[:first], answers[0], letter[first:first + 1], answers[1], letter[first + 1:]


# client: interface languages, each perhaps with another language of the words after a slash.
PLAN = {
    "gmail-web": "en/so es fr/ht de pt-BR ru uk ar fa vi zh-Hans zh-Hant ja ko tr pl ro el he th id hi ur",
    "gmail-android": "es en/es it nl sv fi am ar pl", "gmail-signature": "en es fr", "gmail-bottom": "en de vi",
    "gmail-inline": "en es pt-BR", "gmail-forward": "en es fr",
    "outlook-desktop": "en es de zh-Hans tr ru", "outlook-web": "en/so es pt-BR vi fr ar el", "outlook-ios": "en es pl zh-Hant",
    "outlook-2007": "en de it", "outlook-mac": "en nl", "outlook-html-only": "fr ko", "hotmail-stopspelling": "en es",
    "outlook-inline": "en de",
    "apple-mail": "en de pl ja", "iphone-mail": "en/so es fr/ht zh-Hans ar ko vi uk", "iphone-old": "tr it fa", "iphone-bare": "es ru th he",
    "icloud-web": "en sv", "apple-inline": "en es", "apple-forward": "en de",
    "yahoo-web": "en es vi/vi id", "yahoo-android": "es en/so pt-BR", "aol": "en/ht en",
    "thunderbird": "en de fr ru", "thunderbird-plain": "nl pl fi", "thunderbird-bottom": "es sv", "thunderbird-inline": "en de",
    "evolution": "en", "em-client": "en en/es", "lotus-notes": "en", "spark": "en", "mutt": "en",
    "proton": "en en/fr", "tutanota": "de en", "zoho": "en en/hi", "roundcube": "en pl ro", "squirrelmail": "en/es", "horde": "de es",
    "gmx": "de", "web-de-2025": "de", "orange-fr": "fr fr/ht", "libero": "it", "wp-pl": "pl", "seznam": "en/uk", "mailru": "ru en/uk",
    "yandex": "ru", "qq": "zh-Hans zh-Hans/en", "netease": "zh-Hans en/zh-Hans", "naver": "ko", "daum": "ko", "open-xchange": "en de es",
    "samsung": "en es ar vi fr", "k9": "de en ru", "blackberry": "en es", "xiaomi": "zh-Hans es", "huawei": "zh-Hans en/so ar",
    "windows-mail": "en de fr nl", "mms-tmobile": "en/es", "mms-verizon": "en/es", "mms-att": "en/so", "sms-sprint": "en",
    "confidential": "en es fr de pt-BR it ru zh-Hans ja",
    "unmarked": "en es so zh-Hans", "unmarked-intro": "en/so es", "unmarked-inline": "en fr",
}

# Words that quote nothing: all of them must stay.
WORDS = {
    "times": "On Monday March 2, at 8:15 AM the bus did not come.\nOn Tuesday, 3/3/2026, it was 20 minutes late:\nmy daughter waited in the cold.",
    "form": "Student: Luis Quispe\nDate of birth: 03/12/2014\nE-mail: ana.quispe@mail.example\nPhone: 555-0100\n\nThank you",
    "list": "Hi,\n\n- Monday: 8:30\n- Wednesday: after 4\n- Friday: never\n\nWhich is best?",
    "wrote": "La maestra escribió:\n\"Luis tiene que leer más\"\n¿Qué libros compro?",
    "address": "Please also write to my husband, he is at work:\njose.quispe@mail.example\nHe answers at night.",
    "short": "Ok",
    "phone": "Enviado ayer desde mi teléfono no llegó, por eso escribo otra vez. ¿Lo recibieron?",
    "dashes": "Two things --\n\n1. The bus.\n2. The lunch.\n\n---\n\nAnd a third one: the library card is lost, and I do not know whom to ask about it, so please tell me where to go.",
    "to-from": "From: the bus stop on Main\nTo: school\nit takes my son one hour every day",
    "regards": "With regards to the meeting, I can come.\nRegards to the teacher, she is very kind to us.\nWhat should I bring?",
    "greater": "He has > 38 degrees of fever since Sunday, so he stays at home.",
    "chinese": "老师：\n孩子昨天在学校说：有人拿了他的书包。\n请您帮忙问一下，谢谢！",
    "arabic": "السلام عليكم\nقال ابني يوم الاثنين ٢ مارس: أخذوا حقيبتي.\nأرجو الاتصال بي على ٠١٠٠-٥٥٥",
    "iphone": "My son lost his iPhone in the gym.\n\nCan you look for it?",
}


def folded_header(name, text):
    return f"{name}: {Header(text, 'utf-8' if not text.isascii() else 'us-ascii', maxlinelen=76, header_name=name).encode()}"


def quoted_printable(text):
    import quopri
    return quopri.encodestring(text.encode(), quotetabs=False).decode()


def base64_lines(text):
    import base64
    return base64.encodebytes(text.encode()).decode()


def part(kind, text, encoding):
    body = {"8bit": text, "quoted-printable": quoted_printable(text), "base64": base64_lines(text)}[encoding]
    return f"Content-Type: text/{kind}; charset=\"utf-8\"\nContent-Transfer-Encoding: {encoding}\n\n{body}"


def message(m, text, html, is_answer):
    encoding = ["quoted-printable", "base64", "8bit"][m.case % 3]
    heads = [folded_header("From", f"{m.parent} <{m.p}>") if m.parent.isascii() else f"From: {Header(m.parent, 'utf-8').encode()} <{m.p}>",
             f"To: \"{m.n}\" <{m.a}>", folded_header("Subject", m.subject if is_answer else m.subject.removeprefix("Re: ")),
             "Date: Tue, 03 Mar 2026 18:05:00 -0600", f"Message-ID: <r{m.case}.{m.client}@mail.example>"]
    if is_answer:
        heads += ["In-Reply-To: <n1@school.example>", "References: <n0@school.example> <n1@school.example>"]
    heads.append("MIME-Version: 1.0")
    if text is not None and html is not None:
        mark = f"----=_Part_{m.case}_4711"
        body = (f"Content-Type: multipart/alternative; boundary=\"{mark}\"\n\n--{mark}\n{part('plain', text, encoding)}\n--{mark}\n"
                f"{part('html', html, encoding)}\n--{mark}--\n")
    else:
        body = part("plain", text, encoding) if html is None else part("html", html, encoding)
    return "\n".join(heads) + "\n" + body


def main():
    cases, number = [], 0
    for client, plan in PLAN.items():
        for ui_words in plan.split():
            ui, _, words = ui_words.partition("/")
            words = words or ui
            number += 1
            shape = next((s for s in ("inline", "forward", "bottom", "bare") if client.endswith(s)), "top")
            m = Mail(number, client, ui, words, (number * 7) % len(L[words]["answers"]), marker=number % 3 == 0)
            case = {"name": f"{client}-{ui_words.replace('/', '-')}", "client": client, "interface": ui, "language": words, "shape": shape}
            if shape == "inline":
                q1, a1, q2, a2, rest = m.exchange()
                case["answers"] = [[q1[-1], a1], [q2[-1], a2]]
                case["excludes"] = rest[-1:]
            else:
                case["reply"] = m.reply
                if shape == "forward":
                    case["forwarded"] = m.forwarded
            if client in ("outlook-inline", "unmarked", "unmarked-intro", "unmarked-inline"):
                case["sent"] = "\n\n".join(m.letter)
            text, html = CLIENTS[client](m)
            (OUT / f"{case['name']}.eml").write_text(message(m, text, html, shape != "forward"), "utf-8", newline="\n")
            cases.append(case)
    for name, reply in WORDS.items():
        number += 1
        m = Mail(number, "plain-words", "en", "en", reply)
        case = {"name": f"plain-words-{name}", "client": "plain-words", "interface": "en", "language": "en", "shape": "new", "reply": reply}
        (OUT / f"{case['name']}.eml").write_text(message(m, *CLIENTS["plain-words"](m), False), "utf-8", newline="\n")
        cases.append(case)
    (OUT / "cases.json").write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return cases


if __name__ == "__main__":
    found = main()
    print(len(found), "cases,", len({c["language"] for c in found}), "languages,", len({c["client"] for c in found}), "programs")
