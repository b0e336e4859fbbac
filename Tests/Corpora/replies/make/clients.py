"""One function for each mail program: the text and HTML parts that it makes of an answer.

Each takes a Mail (make.py) and returns (text, html), either of which may be None. The docstring
says what the program is known to write. The forms are rebuilt from knowledge of such mails: none is
a copy of a real one, and details of a version may differ.
"""
import textwrap
from html import escape

CLIENTS = {}
AUTO = ' dir="auto"'
YAHOO = ' dir="ltr" data-setdir="false"'
NL = "\n"
BOM = "\ufeff"
BR_MARK = "<br />&gt; "


def client(name):
    def register(function):
        CLIENTS[name] = function
        return function
    return register


def quoted(lines, mark="> "):
    return "\n".join((mark + line).rstrip() if line else mark.rstrip() for line in lines)


def wrapped(text, width=76):
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def divs(text, empty="<div><br></div>", style=""):
    return "".join(f"<div{style}>{escape(l)}</div>" if l else empty for l in text.split("\n"))


def brs(text):
    return "<br>\n".join(escape(l) for l in text.split("\n"))


def ps(text, empty="<br>"):
    return "</p><p>".join(escape(l) or empty for l in text.split("\n"))


def spaced(lines):
    """The letter as a text part has it: a blank line between paragraphs."""
    out = []
    for line in lines:
        out += [line, ""]
    return out[:-1]


def paragraphs(lines, style=""):
    return "".join(f"<p{style}>{escape(l)}</p>" for l in lines)


# ---------------------------------------------------------------- Gmail

def gmail_attr(m, text):
    link = f'&lt;<a href="mailto:{m.a}">{m.a}</a>&gt;'
    return escape(text, quote=False).replace(f"&lt;{m.a}&gt;", link)


GMAIL_QUOTE = ('<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
               'rgb(204,204,204);padding-left:1ex">')


@client("gmail-web")
def gmail_web(m):
    """Gmail in a browser: text part wrapped at 78, gmail_quote_container since 2024."""
    attr = m.attribution("gmail")
    text = f"{m.reply}\n\n{wrapped(attr, 78)}\n\n{quoted(spaced(m.letter))}\n"
    html = (f'<div dir="ltr">{divs(m.reply)}</div><br><div class="gmail_quote gmail_quote_container">'
            f'<div dir="ltr" class="gmail_attr">{gmail_attr(m, attr)}<br></div>{GMAIL_QUOTE}'
            f'{paragraphs(m.letter)}</blockquote></div>\n')
    return text, html


@client("gmail-android")
def gmail_android(m):
    """Gmail on Android: dir="auto" and the attribution unwrapped."""
    attr = m.attribution("gmail")
    text = f"{m.reply}\n\n{attr}\n\n{quoted(spaced(m.letter))}\n"
    html = (f'<div dir="auto">{divs(m.reply, style=AUTO)}</div><br><div class="gmail_quote '
            f'gmail_quote_container"><div dir="ltr" class="gmail_attr">{gmail_attr(m, attr)}<br></div>'
            f'{GMAIL_QUOTE}{paragraphs(m.letter)}</blockquote></div>\n')
    return text, html


@client("gmail-signature")
def gmail_signature(m):
    """Gmail with a signature of the sender's own, which stands above the quote."""
    attr = m.attribution("gmail")
    text = (f"{m.reply}\n\n-- \n{m.parent}\n{m.phone}\n\n{wrapped(attr, 78)}\n\n"
            f"{quoted(spaced(m.letter))}\n")
    html = (f'<div dir="ltr">{divs(m.reply)}<div><br></div><span class="gmail_signature_prefix">-- </span>'
            f'<br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">'
            f'{escape(m.parent)}<br>{m.phone}</div></div></div><br><div class="gmail_quote '
            f'gmail_quote_container"><div dir="ltr" class="gmail_attr">{gmail_attr(m, attr)}<br></div>'
            f'{GMAIL_QUOTE}{paragraphs(m.letter)}</blockquote></div>\n')
    return text, html


@client("gmail-bottom")
def gmail_bottom(m):
    """Gmail, answered below the quote."""
    attr = m.attribution("gmail")
    text = f"{wrapped(attr, 78)}\n\n{quoted(spaced(m.letter))}\n\n\n{m.reply}\n"
    html = (f'<div dir="ltr"><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
            f'class="gmail_attr">{gmail_attr(m, attr)}<br></div>{GMAIL_QUOTE}{paragraphs(m.letter)}'
            f'</blockquote><div><br></div>{divs(m.reply)}</div></div>\n')
    return text, html


@client("gmail-inline")
def gmail_inline(m):
    """Gmail, answers between the quoted lines: the blockquote is split."""
    attr = m.attribution("gmail")
    q1, a1, q2, a2, rest = m.exchange()
    text = (f"{wrapped(attr, 78)}\n\n{quoted(spaced(q1))}\n>\n\n{a1}\n\n{quoted(spaced(q2))}\n>\n\n{a2}\n\n"
            f"{quoted(spaced(rest))}\n>\n")
    def block(lines):
        return f"{GMAIL_QUOTE}{paragraphs(lines)}</blockquote>"
    html = (f'<div dir="ltr"><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
            f'class="gmail_attr">{gmail_attr(m, attr)}<br></div>{block(q1)}<div><br></div>{divs(a1)}'
            f'<div><br></div>{block(q2)}<div><br></div>{divs(a2)}<div><br></div>{block(rest)}</div></div>\n')
    return text, html


@client("gmail-forward")
def gmail_forward(m):
    """Gmail forwards: a rule with dashes, then labels; the words above are the parent's."""
    f, s, t, o = m.ui["labels"]
    heads = f"{f}: {m.third} <{m.third_a}>\nDate: {m.ui['date']}\n{o}: {m.forwarded_subject}\n{t}: <{m.p}>"
    line = {"es": "---------- Forwarded message ---------", "fr": "---------- Forwarded message ---------"}.get(
        m.uitag, "---------- Forwarded message ---------")
    text = f"{m.reply}\n\n{line}\n{heads}\n\n\n" + "\n\n".join(m.forwarded) + "\n"
    html = (f'<div dir="ltr">{divs(m.reply)}<br><br><div class="gmail_quote gmail_quote_container"><div '
            f'dir="ltr" class="gmail_attr">{line}<br>{brs(heads)}<br></div><br><br>'
            f'<div dir="ltr">{paragraphs(m.forwarded)}</div></div></div>\n')
    return text, html


# ---------------------------------------------------------------- Outlook

def outlook_heads(m, bold="**", cc=False):
    f, s, t, o = m.ui["labels"]
    gap = " " if m.uitag == "fr" else ""
    rows = [(f, f"{m.n} <{m.a}>"), (s, m.ui["date"]), (t, f"{m.parent} <{m.p}>"), (o, m.subject)]
    return [(label + gap, value) for label, value in rows]


def word_style(text):
    return "".join(
        f'<p class="MsoNormal"><span style="font-size:11.0pt">{escape(l) if l else "<o:p>&nbsp;</o:p>"}'
        f"<o:p></o:p></span></p>\n" for l in text.split("\n"))


WORD_HEAD = ('<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
             'xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">\n<head>'
             '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n<meta name="Generator" '
             'content="Microsoft Word 15 (filtered medium)">\n<style><!--\n@font-face {font-family:Calibri;}\n'
             'p.MsoNormal {margin:0in; font-size:11.0pt;}\n--></style></head>\n')


@client("outlook-desktop")
def outlook_desktop(m):
    """Outlook for Windows: HTML by Word, a thin line above the labels, no blockquote."""
    heads = outlook_heads(m)
    text = (m.reply.replace("\n", "\n\n") + "\n\n" + "\n".join(f"{l}: {v}" for l, v in heads)
            + "\n\n" + "\n\n".join(m.letter) + "\n")
    html = (WORD_HEAD + '<body lang="EN-US" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">\n'
            f'<div class="WordSection1">\n{word_style(m.reply)}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n<div>\n'
            '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">\n'
            '<p class="MsoNormal">' + "<br>\n".join(
                f"<b>{escape(l)}:</b> {escape(v)}" for l, v in heads) + "<o:p></o:p></p>\n</div>\n</div>\n"
            '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n' + paragraphs(m.letter) + "</div>\n</body>\n</html>\n")
    return text, html


@client("outlook-web")
def outlook_web(m):
    """Outlook on the web: appendonsend, then divRplyFwdMsg; a text part with a rule of underscores."""
    heads = outlook_heads(m)
    text = (f"{m.reply}\n________________________________\n" + "\n".join(f"{l}: {v}" for l, v in heads)
            + "\n\n" + "\n\n".join(m.letter) + "\n")
    block = '<div class="elementToProof" style="font-family: Aptos, Calibri, sans-serif; font-size: 12pt;">'
    html = ('<html><head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n<style type="text/css"'
            ' style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head>\n<body dir="ltr">\n'
            + "".join(f"{block}{escape(l) or '<br>'}</div>\n" for l in m.reply.split("\n"))
            + '<div id="appendonsend"></div>\n<hr tabindex="-1" style="display:inline-block; width:98%">\n'
            '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt">'
            + "<br>\n".join(f"<b>{escape(l)}:</b> {escape(v)}" for l, v in heads)
            + "</font>\n<div>&nbsp;</div>\n</div>\n" + paragraphs(m.letter) + "</body></html>\n")
    return text, html


@client("outlook-ios")
def outlook_ios(m):
    """Outlook for iOS and Android: its advertisement, then the labels."""
    heads = outlook_heads(m)
    ad = m.ui["outlook"]
    text = (f"{m.reply}\n\n{ad}<https://aka.ms/o0ukef>\n________________________________\n"
            + "\n".join(f"{l}: {v}" for l, v in heads) + "\n\n" + "\n\n".join(m.letter) + "\n")
    html = ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>'
            f'<div dir="auto">{divs(m.reply)}</div><div dir="auto"><br></div>'
            f'<div id="ms-outlook-mobile-signature" dir="auto"><div></div>'
            f'<div dir="ltr"><a href="https://aka.ms/o0ukef">{escape(ad)}</a></div></div>'
            '<div id="mail-editor-reference-message-container"><hr style="display:inline-block;width:98%" tabindex="-1">'
            '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
            + "<br>".join(f"<b>{escape(l)}:</b> {escape(v)}" for l, v in heads)
            + "</font><div>&nbsp;</div></div>" + paragraphs(m.letter) + "</div></body></html>")
    return text, html


@client("outlook-2007")
def outlook_2007(m):
    """Older Outlook and Exchange: a text part alone, "-----Original Message-----"."""
    heads = outlook_heads(m)
    text = (f"{m.reply}\n\n-----{m.ui['original']}-----\n"
            + "\n".join(f"{l}: {v.replace('<', '[mailto:').replace('>', ']')}" for l, v in heads)
            + "\n\n" + "\n\n".join(m.letter) + "\n")
    return text, None


@client("outlook-mac")
def outlook_mac(m):
    """Outlook for Mac: the thin line is #B5C4DF, the labels are bold in the text part too."""
    heads = outlook_heads(m)
    text = (f"{m.reply}\n\n" + "\n".join(f"{l}: {v}" for l, v in heads) + "\n\n" + "\n\n".join(m.letter) + "\n")
    html = (WORD_HEAD + f'<body lang="EN-US"><div class="WordSection1">{word_style(m.reply)}'
            '<p class="MsoNormal"><span style="font-size:11.0pt"><o:p>&nbsp;</o:p></span></p>'
            '<div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF '
            '1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal" style="margin-bottom:12.0pt">' + "<br>".join(
                f'<b><span style="font-size:12.0pt;color:black">{escape(l)}: </span></b><span>{escape(v)}</span>'
                for l, v in heads) + "<o:p></o:p></p></div>" + paragraphs(m.letter) + "</div></div></div></body></html>")
    return text, html


@client("outlook-html-only")
def outlook_html_only(m):
    """Outlook for Windows behind an Exchange that sends HTML alone."""
    return None, outlook_desktop(m)[1]


@client("hotmail-stopspelling")
def hotmail(m):
    """Hotmail of old, still in the accounts of some: hr id="stopSpelling", labels in English order."""
    f, s, t, o = m.ui["labels"]
    rows = [("Date", m.ui["date"]), ("Subject", m.subject), ("From", m.a), ("To", m.p)]
    text = (f"{m.reply}\n\n" + "\n".join(f"{l}: {v}" for l, v in rows) + "\n\n" + "\n\n".join(m.letter) + "\n")
    html = (f'<html>\n<head>\n<style><!--\n.hmmessage P\n{{\nmargin:0px;\n}}\n--></style></head>\n<body '
            f"class='hmmessage'><div dir='ltr'>{brs(m.reply)}<br><br><div><hr id=\"stopSpelling\">"
            + "<br>".join(f"{l}: {escape(v)}" for l, v in rows) + f"<br><br>{paragraphs(m.letter)}</div></div></body>\n</html>")
    return text, html


@client("outlook-inline")
def outlook_inline(m):
    """Outlook, answers typed into the quoted text, which bears no marks."""
    heads = outlook_heads(m)
    q1, a1, q2, a2, rest = m.exchange()
    body = q1 + [a1] + q2 + [a2] + rest
    text = (f"{m.lead}\n\n" + "\n".join(f"{l}: {v}" for l, v in heads) + "\n\n" + "\n\n".join(body) + "\n")
    html = (WORD_HEAD + f'<body><div class="WordSection1">{word_style(m.lead)}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
            '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">'
            + "<br>".join(f"<b>{escape(l)}:</b> {escape(v)}" for l, v in heads) + "</p></div></div>"
            + "".join(f'<p class="MsoNormal">{escape(l)}<o:p></o:p></p>' if l not in (a1, a2) else
                      f'<p class="MsoNormal"><span style="color:#0070C0">{escape(l)}<o:p></o:p></span></p>' for l in body)
            + "</div></body></html>")
    return text, html


# ---------------------------------------------------------------- Apple

@client("apple-mail")
def apple_mail(m):
    """Mail on a Mac: blockquote type="cite" with the attribution inside."""
    attr = m.attribution("apple")
    text = f"{m.reply}\n\n> {attr}\n> \n{quoted(spaced(m.letter))}\n\n"
    html = ('<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body '
            'style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">'
            f'{divs(m.reply)}<div><br><blockquote type="cite"><div>{escape(attr)}</div><br '
            f'class="Apple-interchange-newline"><div>{paragraphs(m.letter)}</div></blockquote></div><br></body></html>')
    return text, html


@client("iphone-mail")
def iphone_mail(m):
    """Mail on an iPhone: its line, then the attribution."""
    attr = m.attribution("apple")
    text = f"{m.reply}\n\n{m.ui['iphone']}\n\n> {attr}\n> \n{quoted([BOM + m.letter[0], ''] + spaced(m.letter[1:]))}\n"
    html = ('<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'
            f'{divs(m.reply)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{escape(m.ui["iphone"])}</div>'
            f'<div dir="ltr"><br><blockquote type="cite">{escape(attr)}<br><br></blockquote></div><blockquote type="cite">'
            f'<div dir="ltr">{BOM}{paragraphs(m.letter)}</div></blockquote></body></html>')
    return text, html


@client("iphone-old")
def iphone_old(m):
    """Mail on an iPhone before iOS 15: the attribution stands above the quote."""
    attr = m.attribution("apple")
    text = f"{m.reply}\n\n{m.ui['iphone']}\n\n{attr}\n\n{quoted(spaced(m.letter))}\n"
    return text, None


@client("iphone-bare")
def iphone_bare(m):
    """A short answer from an iPhone whose owner deleted the quote."""
    return f"{m.reply}\n\n{m.ui['iphone']}\n", None


@client("icloud-web")
def icloud_web(m):
    """iCloud in a browser."""
    attr = m.attribution("apple")
    text = f"{m.reply}\n\n\n> {attr}\n> \n{quoted(spaced(m.letter))}\n"
    html = (f'<html><body><div>{divs(m.reply)}<div><br></div></div><div><br></div><blockquote type="cite"><div>'
            f'{escape(attr)}<br></div><div><br></div><div><div>{paragraphs(m.letter)}</div></div></blockquote></body></html>')
    return text, html


@client("apple-inline")
def apple_inline(m):
    """Mail on a Mac, answers between the quoted lines."""
    attr = m.attribution("apple")
    q1, a1, q2, a2, rest = m.exchange()
    text = (f"{attr}\n\n{quoted(spaced(q1))}\n\n{a1}\n\n{quoted(spaced(q2))}\n\n{a2}\n\n{quoted(spaced(rest))}\n")
    def block(lines):
        return f'<blockquote type="cite"><div>{paragraphs(lines)}</div></blockquote>'
    html = (f'<html><body><div><blockquote type="cite"><div>{escape(attr)}</div><br class="Apple-interchange-newline">'
            f'<div>{paragraphs(q1)}</div></blockquote><div><br></div>{divs(a1)}<br>{block(q2)}<div><br></div>{divs(a2)}<br>'
            f'{block(rest)}</div></body></html>')
    return text, html


@client("apple-forward")
def apple_forward(m):
    """Mail forwards: "Begin forwarded message:" and bold labels in a blockquote."""
    f, s, t, o = m.ui["labels"]
    begin = {"en": "Begin forwarded message:", "es": "Inicio del mensaje reenviado:",
             "fr": "Début du message transféré :", "de": "Anfang der weitergeleiteten Nachricht:",
             "it": "Inizio messaggio inoltrato:"}[m.uitag]
    heads = [f"{f}: {m.third} <{m.third_a}>", f"{o}: {m.forwarded_subject}", f"Date: {m.ui['date']}", f"{t}: {m.p}"]
    text = f"{m.reply}\n\n> {begin}\n> \n{quoted(heads)}\n> \n{quoted(spaced(m.forwarded))}\n\n"
    html = (f'<html><body>{divs(m.reply)}<div><br><blockquote type="cite"><div>{begin}</div><br '
            'class="Apple-interchange-newline">' + "".join(
                f'<div style="margin: 0px;"><span><b>{escape(h.split(": ", 1)[0])}: </b></span><span>'
                f'{escape(h.split(": ", 1)[1])}<br></span></div>' for h in heads)
            + f"<br><div>{paragraphs(m.forwarded)}</div></blockquote></div><br></body></html>")
    return text, html


# ---------------------------------------------------------------- Yahoo, AOL

@client("yahoo-web")
def yahoo_web(m):
    """Yahoo in a browser: text indented by blanks and unmarked, HTML in yahoo_quoted."""
    attr = m.attribution("yahoo")
    rest = "\n".join("  " + l if l else " " for l in spaced(m.letter))
    text = f" {m.reply}\n\n    {attr}  \n \n {rest}   "
    html = ('<html><head></head><body><div class="ydp5f2yahoo-style-wrap" style="font-family:Helvetica Neue, Helvetica, '
            f'Arial, sans-serif;font-size:16px;"><div></div>{divs(m.reply, style=YAHOO)}'
            '<div><br></div></div><div id="ydp1yahoo_quoted_4711" class="yahoo_quoted"><div style="font-family:\'Helvetica '
            f'Neue\', Helvetica;font-size:13px;color:#26282a;"><div>{escape(attr)}</div><div><br></div><div><br></div><div>'
            f'<div id="yiv1">{paragraphs(m.letter)}</div></div></div></div></body></html>')
    return text, html


@client("yahoo-android")
def yahoo_android(m):
    """Yahoo's app: a line of its own, then attribution and quote."""
    ad = {"es": "Yahoo Mail: Busca, organiza, conquista", "en": "Yahoo Mail: Search, Organize, Conquer",
          "fr": "Yahoo Mail : Recherchez, organisez, maîtrisez", "pt-BR": "Enviado do Yahoo Mail no Android",
          "de": "Von Yahoo Mail auf Android gesendet"}[m.uitag]
    attr = m.attribution("yahoo")
    text = f"{m.reply}\n\n{ad} \n \n  {attr}   " + "  \n".join(m.letter) + "\n"
    html = (f'{brs(m.reply)}<br> <br> <div id="ymail_android_signature"><a id="ymail_android_signature_link" '
            f'href="https://mail.onelink.me/107872968?pid=nativeplacement">{escape(ad)}</a></div> <br> <blockquote '
            f'style="margin: 0 0 20px 0;"> <div style="font-family:Roboto, sans-serif; color:#6D00F6;"> <div>{escape(attr)}'
            f'</div> </div> <div style="padding: 10px 0 0 20px; margin: 10px 0 0 0; border-left: 1px solid #6D00F6;">'
            f"{paragraphs(m.letter)}</div> </blockquote>")
    return text, html


@client("aol")
def aol(m):
    """AOL: "-----Original Message-----" with English labels whatever the words."""
    text = (f" {m.reply}\n \n \n-----Original Message-----\nFrom: {m.n} <{m.a}>\nTo: {m.p}\n"
            f"Sent: Tue, Mar 3, 2026 8:15 am\nSubject: {m.subject}\n\n" + "\n\n".join(m.letter) + "\n")
    html = (f'<div style="color:black;font: 12pt Arial;">{divs(m.reply)}<div> <br> </div><div style="font-family:arial,'
            'helvetica;font-size:10pt;color:black"> <font size="2">-----Original Message-----<br>\nFrom: '
            f'{escape(m.n)} &lt;{m.a}&gt;<br>\nTo: {m.p}<br>\nSent: Tue, Mar 3, 2026 8:15 am<br>\nSubject: {escape(m.subject)}'
            f'<br>\n<br>\n<div id="yiv2">{paragraphs(m.letter)}</div></font></div></div>')
    return text, html


# ---------------------------------------------------------------- programs for desktops

@client("thunderbird")
def thunderbird(m):
    """Thunderbird: moz-cite-prefix; its attribution has no address."""
    attr = m.attribution("thunderbird")
    text = f"{m.reply}\n\n{attr}\n{quoted(spaced(m.letter))}\n\n"
    html = ('<!DOCTYPE html>\n<html>\n  <head>\n    <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n'
            f'  </head>\n  <body>\n    <p>{ps(m.reply)}</p>\n    '
            f'<div class="moz-cite-prefix">{escape(attr)}<br>\n    </div>\n    <blockquote type="cite" '
            f'cite="mid:n1@school.example">\n{paragraphs(m.letter)}    </blockquote>\n    <br>\n  </body>\n</html>\n')
    return text, html


@client("thunderbird-plain")
def thunderbird_plain(m):
    """Thunderbird that sends text alone, format=flowed."""
    return thunderbird(m)[0], None


@client("thunderbird-bottom")
def thunderbird_bottom(m):
    """Thunderbird, answered below the quote with a signature under it."""
    attr = m.attribution("thunderbird")
    text = f"{attr}\n{quoted(spaced(m.letter))}\n\n{m.reply}\n\n-- \n{m.parent}\n"
    return text, None


@client("thunderbird-inline")
def thunderbird_inline(m):
    """Thunderbird, answers between the quoted lines."""
    attr = m.attribution("thunderbird")
    q1, a1, q2, a2, rest = m.exchange()
    return f"{attr}\n{quoted(spaced(q1))}\n{a1}\n{quoted(spaced(q2))}\n{a2}\n{quoted(spaced(rest))}\n", None


@client("evolution")
def evolution(m):
    """GNOME Evolution."""
    text = (f"{m.reply}\n\nOn Tue, 2026-03-03 at 08:15 -0600, {m.n} wrote:\n{quoted(spaced(m.letter))}\n\n")
    html = (f'<html><head></head><body>{divs(m.reply)}<div><br></div><div>On Tue, 2026-03-03 at 08:15 -0600, '
            f'{escape(m.n)} wrote:</div><blockquote type="cite" style="margin:0 0 0 .8ex; border-left:2px #729fcf solid;'
            f'padding-left:1ex">{divs(NL.join(spaced(m.letter)))}</blockquote><div><br></div><div><span></span></div></body></html>')
    return text, html


@client("em-client")
def em_client(m):
    """eM Client and Mailbird: dashes with blanks and English labels."""
    text = (f"{m.reply}\n\n\n------ Original Message ------\nFrom \"{m.n}\" <{m.a}>\nTo {m.p}\nDate 3/3/2026 8:15:02 AM\n"
            f"Subject {m.subject}\n\n{quoted(m.letter, '>')}\n")
    html = (f'<html><head></head><body><div>{brs(m.reply)}</div>\n<div><br></div>\n<div><br></div>\n<div>------ Original '
            f'Message ------</div>\n<div>From "{escape(m.n)}" &lt;{m.a}&gt;</div>\n<div>To {m.p}</div>\n<div>Date 3/3/2026 '
            f'8:15:02 AM</div>\n<div>Subject {escape(m.subject)}</div><div><br></div>\n<div id="x1"><blockquote cite="n1" '
            f'type="cite" class="cite2">\n{paragraphs(m.letter)}</blockquote></div></body></html>')
    return text, html


@client("lotus-notes")
def lotus(m):
    """HCL Notes: labels with tabs, no marks."""
    text = (f"{m.reply}\n\n\n\nFrom:\t\"{m.n}\" <{m.a}>\nTo:\t{m.p}\nDate:\t03/03/2026 08:15\nSubject:\t{m.subject}\n\n\n\n"
            + "\n\n".join(m.letter) + "\n")
    html = (f'<span style=" font-size:10pt;font-family:sans-serif">{brs(m.reply)}</span><br><br><br><br><span style=" '
            f'font-size:9pt;color:#5f5f5f">From: &nbsp; &nbsp; &nbsp; &nbsp;</span><span>"{escape(m.n)}" &lt;{m.a}&gt;</span>'
            f'<br><span>To: &nbsp; &nbsp; &nbsp; &nbsp;</span><span>{m.p}</span><br><span>Date: &nbsp; &nbsp; &nbsp;</span>'
            f'<span>03/03/2026 08:15</span><br><span>Subject: &nbsp; &nbsp; </span><span>{escape(m.subject)}</span><br>'
            f'<hr noshade><br><br><br>{paragraphs(m.letter)}')
    return text, html


@client("spark")
def spark(m):
    """Spark: comma after the address, messageReplySection."""
    attr = f"On 3 Mar 2026 at 08:15 -0600, {m.n} <{m.a}>, wrote:"
    text = f"{m.reply}\n{attr}\n{quoted(m.letter)}\n"
    html = (f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head><body><div name="messageBodySection">'
            f'<div dir="auto">{brs(m.reply)}</div></div><div name="messageReplySection">{escape(attr)}<br /><blockquote '
            f'type="cite" style="border-left-color: rgb(26, 188, 156); margin: 0px; padding-left: 10px; border-left-width: '
            f'1px; border-left-style: solid;">{paragraphs(m.letter)}</blockquote></div></body></html>')
    return text, html


@client("mutt")
def mutt(m):
    """Mutt: the attribution without address, the answer below."""
    return f"On Tue, Mar 03, 2026 at 08:15:02AM -0600, {m.n} wrote:\n{quoted(spaced(m.letter))}\n\n{m.reply}\n", None


# ---------------------------------------------------------------- webmail

@client("proton")
def proton(m):
    """Proton Mail: advertisement, protonmail_quote."""
    attr = f"On Tuesday, March 3rd, 2026 at 8:15 AM, {m.n} <{m.a}> wrote:"
    text = (f"{m.reply}\n\n\n\n\nSent with Proton Mail secure email.\n\n{attr}\n\n{quoted(spaced(m.letter))}\n")
    html = (f'<div style="font-family: Arial, sans-serif; font-size: 14px;">{brs(m.reply)}</div><div><br></div><div '
            'class="protonmail_signature_block"><div class="protonmail_signature_block-user protonmail_signature_block-empty">'
            '</div><div class="protonmail_signature_block-proton">Sent with <a target="_blank" href="https://proton.me/mail/home">'
            f'Proton Mail</a> secure email.</div></div><div><br></div><div class="protonmail_quote">{escape(attr)}<br>'
            f'<br><blockquote class="protonmail_quote" type="cite">{paragraphs(m.letter)}</blockquote><br></div>')
    return text, html


@client("tutanota")
def tutanota(m):
    """Tuta: HTML with tutanota_quote."""
    attr = {"de": f"3. März 2026, 08:15 von {m.a}:", "en": f"3 Mar 2026, 08:15 by {m.a}:"}[m.uitag]
    text = f"{m.reply}\n\n-- \nSicher mit Tuta Mail gesendet. https://tuta.com\n\n{attr}\n\n{quoted(spaced(m.letter))}\n"
    html = (f'<html><body>{divs(m.reply)}<br>--<br>Sicher mit Tuta Mail gesendet.<br><br><div>{escape(attr)}<br></div>'
            f'<blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8; padding-left: 10px; margin-left: '
            f'5px;">{paragraphs(m.letter)}</blockquote></body></html>')
    return text, html


@client("zoho")
def zoho(m):
    """Zoho: the attribution between dashes, without a colon."""
    attr = f"---- On Tue, 03 Mar 2026 08:15:02 -0600 {m.n} <{m.a}> wrote ----"
    text = f"{m.reply}\n\n\n\n{attr}\n\n\n\n" + "\n\n".join(m.letter) + "\n"
    html = (f'<!DOCTYPE html><html><body><div style="font-family: Verdana, Arial; font-size: 10pt;">{divs(m.reply)}<div><br>'
            f'</div><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204);"><br></div><div '
            f'class="zmail_extra" data-zbluepencil-ignore="true"><div id="Zm-_Id_-Sgn1">{escape(attr)}<br></div><div><br>'
            f'</div><blockquote id="blockquote_zmail" style="margin: 0px;"><div>{paragraphs(m.letter)}</div></blockquote></div>'
            '<div><br></div></div></body></html>')
    return text, html


@client("roundcube")
def roundcube(m):
    """Roundcube, which many providers run: reply-intro, answer above."""
    attr = {"en": f"On 2026-03-03 08:15, {m.n} wrote:", "de": f"Am 2026-03-03 08:15, schrieb {m.n}:",
            "fr": f"Le 2026-03-03 08:15, {m.n} a écrit :", "pl": f"W dniu 2026-03-03 08:15, {m.n} napisał(a):",
            "ro": f"Pe 2026-03-03 08:15, {m.n} a scris:", "es": f"El 2026-03-03 08:15, {m.n} escribió:"}[m.uitag]
    text = f"{m.reply}\n\n{attr}\n{quoted(spaced(m.letter))}\n"
    html = (f'<html><body style="font-size: 10pt; font-family: Verdana,Geneva,sans-serif">\n<p>'
            f'{ps(m.reply)}</p>\n<p id="reply-intro">{escape(attr)}</p>\n'
            f'<blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">{paragraphs(m.letter)}'
            '</blockquote></body></html>')
    return text, html


@client("squirrelmail")
def squirrel(m):
    """SquirrelMail: the name and a verb, no date."""
    return f"{m.reply}\n\n> {m.letter[0]}\n>\n{quoted(spaced(m.letter[1:]))}\n\n\n", None


@client("horde")
def horde(m):
    """Horde: "Quoting Name <address>:" without a date."""
    intro = {"en": "Quoting", "de": "Zitat von", "es": "Quoting"}[m.uitag]
    return f"{m.reply}\n\n{intro} {m.n} <{m.a}>:\n\n{quoted(spaced(m.letter))}\n\n\n", None


@client("gmx")
def gmx(m):
    """GMX and WEB.DE: bold labels in a div with a grey border on the left."""
    text = (f"{m.reply}\n\nGesendet: Dienstag, 3. März 2026 um 08:15\nVon: \"{m.n}\" <{m.a}>\nAn: {m.p}\nBetreff: {m.subject}\n\n"
            + "\n".join(m.letter) + "\n")
    html = (f'<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">{divs(m.reply, "<div>&nbsp;</div>")}'
            '<div>&nbsp;<div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; '
            'border-left:2px solid #C3D9E5; word-wrap: break-word;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;'
            f'Dienstag, 3. März 2026 um 08:15<br/><b>Von:</b>&nbsp;"{escape(m.n)}" &lt;{m.a}&gt;<br/><b>An:</b>&nbsp;{m.p}<br/>'
            f'<b>Betreff:</b>&nbsp;{escape(m.subject)}</div><div name="quoted-content">{paragraphs(m.letter)}</div></div></div></div>'
            '</div></body></html>')
    return text, html


@client("web-de-2025")
def web_de(m):
    """WEB.DE since 2025: a text part with ">" and an attribution line in German."""
    attr = f"Am 03.03.26 um 08:15 schrieb {m.n}"
    text = f"{m.reply}\n\n{attr}\n{quoted(m.letter)}\n"
    html = (f'<html><body><div style="font-family:Verdana">{divs(m.reply)}<div><br></div><div id="sub-body-container" '
            f'style="margin: 10px 5px 5px 10px; padding: 10px 0px 10px 10px; border-left: 2px solid rgb(195, 217, 229);">'
            f'<div class="quote-header">{escape(attr)}</div><blockquote style="margin:0">{paragraphs(m.letter)}</blockquote>'
            '</div></div></body></html>')
    return text, html


@client("orange-fr")
def orange(m):
    """Orange and La Poste: "> Message du …" with labels behind ">"."""
    text = (f"{m.reply}\n\n\n> Message du 03/03/26 08:15\n> De : \"{m.n}\" <{m.a}>\n> A : {m.p}\n> Copie à : \n> Objet : "
            f"{m.subject}\n> \n{quoted(m.letter)}\n")
    html = (f'<p>{ps(m.reply, "&nbsp;")}</p><br /><br /><blockquote style="border-left: '
            f'#FF7900 2px solid; padding-left: 8px;">> Message du 03/03/26 08:15<br />> De : "{escape(m.n)}" &lt;{m.a}&gt;<br />> A : '
            f'{m.p}<br />> Copie à : <br />> Objet : {escape(m.subject)}<br />> <br />> {BR_MARK.join(escape(l) for l in m.letter)}</blockquote>')
    return text, html


@client("libero")
def libero(m):
    """Libero (Italy)."""
    attr = f"Il 03/03/2026 08:15 CET {m.n} <{m.a}> ha scritto:"
    text = f"{m.reply}\n\n> {attr}\n> \n> \n{quoted(m.letter)}\n"
    html = (f'<!doctype html><html><head></head><body>{divs(m.reply)}<blockquote type="cite"><div>{escape(attr)}</div><div><br></div>'
            f'<div><br></div>{paragraphs(m.letter)}</blockquote></body></html>')
    return text, html


@client("wp-pl")
def wp(m):
    """Wirtualna Polska and Onet."""
    attr = f"Dnia 3 marca 2026 08:15 {m.n} <{m.a}> napisał(a):"
    text = f"{m.reply}\n\n{attr}\n\n" + "\n".join(m.letter) + "\n"
    html = (f'<html><body><div>{brs(m.reply)}<br><br><div class="nh_extra"><p>{escape(attr)}</p><blockquote class="nh_quote" '
            f'style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">{paragraphs(m.letter)}</blockquote></div></div></body></html>')
    return text, html


@client("seznam")
def seznam(m):
    """Seznam (Czechia): a rule with Czech words, labels below."""
    text = (f"{m.reply}\n\n\n---------- Původní e-mail ----------\nOd: {m.n} <{m.a}>\nKomu: {m.p}\nDatum: 3. 3. 2026 8:15:02\n"
            f"Předmět: {m.subject}\n\n" + "\n".join(m.letter) + "\n")
    html = (f'<html><body>{brs(m.reply)}<br /><br /><aside>---------- Původní e-mail ----------<br />Od: {escape(m.n)} &lt;{m.a}&gt;<br />'
            f'Komu: {m.p}<br />Datum: 3. 3. 2026 8:15:02<br />Předmět: {escape(m.subject)}</aside><br /><blockquote data-email="{m.a}">'
            f'{paragraphs(m.letter)}</blockquote></body></html>')
    return text, html


@client("mailru")
def mailru(m):
    """Mail.ru: the date first, "от" and the name; a signature line of dashes."""
    attr = f"Вторник, 3 марта 2026, 8:15 -06:00 от {m.n} <{m.a}>:"
    text = f"\n{m.reply}\n\n  \n>{attr}\n> \n" + "\n".join(">" + l for l in m.letter) + "\n \n"
    html = (f'\n<HTML><BODY>{divs(m.reply)}<div>&nbsp;</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">'
            f'{escape(attr)}<br>&nbsp;<div id=""><div class="js-helper js-readmsg-msg"><div>{paragraphs(m.letter)}</div></div></div>'
            '</blockquote><div>&nbsp;</div></BODY></HTML>\n')
    return text, html


@client("yandex")
def yandex(m):
    """Yandex: numbers for the date, no verb."""
    attr = f"03.03.2026, 08:15, \"{m.n}\" <{m.a}>:"
    text = f"{m.reply}\n \n{attr}\n{quoted(m.letter)}\n"
    html = (f'<div>{divs(m.reply)}</div><div>&#160;</div><div>03.03.2026, 08:15, "{escape(m.n)}" &lt;{m.a}&gt;:</div><blockquote>'
            f'{paragraphs(m.letter)}</blockquote>')
    return text, html


@client("qq")
def qq(m):
    """QQ Mail: dashes with Chinese words, labels each with a semicolon."""
    head = "------------------ 原始邮件 ------------------"
    text = (f"{m.reply}\n\n\n\n\n{head}\n发件人: \"{m.n}\" <{m.a}>;\n发送时间: 2026年3月3日(星期二) 晚上10:15\n"
            f"收件人: \"{m.parent}\"<{m.p}>;\n\n主题: {m.subject}\n\n\n\n" + "\n\n".join(m.letter) + "\n")
    html = (f'<div>{brs(m.reply)}</div><div><br></div><div><br></div><div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">'
            f'------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b>'
            f'&nbsp;"{escape(m.n)}"&nbsp;&lt;{m.a}&gt;;</div><div><b>发送时间:</b>&nbsp;2026年3月3日(星期二) 晚上10:15</div><div><b>收件人:</b>&nbsp;"'
            f'{escape(m.parent)}"&lt;{m.p}&gt;;</div><div></div><div><b>主题:</b>&nbsp;{escape(m.subject)}</div></div><div><br></div>{paragraphs(m.letter)}')
    return text, html


@client("netease")
def netease(m):
    """163 and 126: in Chinese or English by the interface; isReplyContent."""
    attr = {"zh-Hans": f"在 2026-03-03 22:15:02，\"{m.n}\" <{m.a}> 写道：", "en": f"At 2026-03-03 22:15:02, \"{m.n}\" <{m.a}> wrote:"}[m.uitag]
    text = f"{m.reply}\n\n\n\n\n\n\n\n\n\n{attr}\n" + "\n".join(">" + l for l in m.letter) + "\n"
    html = (f'<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">{divs(m.reply)}<p><br></p><p><br></p><div '
            f'id="divNeteaseMailCard"></div><div style="position:relative;zoom:1"></div><p>{escape(attr)}</p><blockquote id="isReplyContent" '
            f'style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">{paragraphs(m.letter)}</blockquote></div>')
    return text, html


@client("naver")
def naver(m):
    """Naver: "-----Original Message-----" with English bold labels."""
    heads = [("From", f"\"{m.n}\"<{m.a}>"), ("To", f"<{m.p}>"), ("Cc", ""), ("Sent", "2026-03-03 (화) 23:15:02 (GMT+09:00)"), ("Subject", m.subject)]
    text = f"{m.reply}\n\n\n-----Original Message-----\n" + "\n".join(f"{l}: {v}" for l, v in heads) + "\n\n" + "\n".join(m.letter) + "\n"
    html = (f'<div style="font-size:10pt; font-family: Gulim;"><p>{ps(m.reply, "&nbsp;")}</p><p>&nbsp;</p>'
            '<div class="replied_mail" style=" max-width: none; "><p style="font-size:10pt;font-family:sans-serif;padding:0 0 0 10pt"><span>-----Original '
            'Message-----</span><br>' + "".join(f"<b>{l}:</b> {escape(v)}<br>" for l, v in heads) + f"<br></p>{paragraphs(m.letter)}</div></div>")
    return text, html


@client("daum")
def daum(m):
    """Daum and Hanmail: dashes and Korean words, labels with blanks before the colon."""
    heads = [("보낸사람", f"{m.n} <{m.a}>"), ("받는사람", m.p), ("날짜", "2026년 3월 3일 화요일, 23시 15분 02초 +0900"), ("제목", m.subject)]
    text = f"{m.reply}\n\n\n--------- 원본 메일 ---------\n" + "\n".join(f"{l} : {v}" for l, v in heads) + "\n\n" + "\n".join(m.letter) + "\n"
    html = (f'<div style="font-family:돋움;font-size:10pt">{brs(m.reply)}<br><br><div>--------- 원본 메일 ---------</div>'
            + "".join(f"<div><b>{l}</b> : {escape(v)}</div>" for l, v in heads) + f"<br>{paragraphs(m.letter)}</div>")
    return text, html


@client("open-xchange")
def ox(m):
    """Open-Xchange (Comcast, many hosters)."""
    attr = {"en": f"On 03/03/2026 8:15 AM CST {m.n} <{m.a}> wrote:", "de": f"{m.n} <{m.a}> hat am 03.03.2026 08:15 CET geschrieben:",
            "es": f"El 03/03/2026 8:15 CET {m.n} <{m.a}> escribió:"}[m.uitag]
    text = f"{m.reply}\n\n> {attr}\n> \n> \n{quoted(spaced(m.letter))}\n"
    html = (f'<!doctype html>\n<html>\n <head>\n  <meta charset="UTF-8">\n </head>\n <body>\n  {divs(m.reply)}\n  <blockquote type="cite">\n   <div>'
            f'{escape(attr)}\n   </div>\n   <div><br></div><div><br></div>\n{paragraphs(m.letter)}  </blockquote>\n </body>\n</html>')
    return text, html


# ---------------------------------------------------------------- phones

@client("samsung")
def samsung(m):
    """Samsung Email: its line, dashes, labels in the phone's language; HTML in composer-style divs."""
    f, s, t, o = m.ui["labels"]
    heads = [(f, f"{m.n} <{m.a}>"), ("Date", "3/3/26 8:15 AM (GMT-06:00)"), (t, m.p), (o, m.subject)]
    text = (f"{m.reply}\n\n\n\n{m.ui['samsung']}\n\n\n-------- {m.ui['original']} --------\n" + "\n".join(f"{l}: {v} " for l, v in heads)
            + "\n\n" + "\n\n".join(m.letter) + "\n")
    html = (f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto">{divs(m.reply, style=AUTO)}'
            f'<div dir="auto"><br></div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" '
            f'dir="auto">{escape(m.ui["samsung"])}</div></div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%;'
            f'color:#000000"><div>-------- {escape(m.ui["original"])} --------</div>' + "".join(f"<div>{escape(l)}: {escape(v)} </div>" for l, v in heads)
            + f"<div><br></div></div>{paragraphs(m.letter)}</body></html>")
    return text, html


@client("k9")
def k9(m):
    """K-9 and Thunderbird for Android: the attribution with a time zone's name; its line below the quote."""
    attr = {"de": f"Am 3. März 2026 08:15:02 MEZ schrieb {m.n} <{m.a}>:",
            "en": f"On March 3, 2026 8:15:02 AM CST, {m.n} <{m.a}> wrote:",
            "ru": f"3 марта 2026 г. 8:15:02 GMT-06:00, {m.n} <{m.a}> пишет:"}[m.uitag]
    line = {"de": "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
            "ru": "Отправлено с моего Android устройства с K-9 Mail."}.get(
        m.uitag, "Sent from my Android device with K-9 Mail. Please excuse my brevity.")
    return f"{m.reply}\n\n{attr}\n{quoted(m.letter, '>')}\n-- \n{line}\n", None


@client("blackberry")
def blackberry(m):
    """BlackBerry 10: its line, then labels of Outlook's kind."""
    heads = outlook_heads(m)
    text = (f"{m.reply}\n\nSent from my BlackBerry 10 smartphone on the Verizon Wireless 4G LTE network.\n"
            + "\n".join(f"{l}: {v}" for l, v in heads) + "\n\n" + "\n".join(m.letter) + "\n")
    return text, None


@client("xiaomi")
def xiaomi(m):
    """The mail program of Xiaomi phones."""
    line = {"zh-Hans": "发自我的小米手机", "en": "Sent from my Redmi", "es": "Enviado desde mi Xiaomi"}[m.uitag]
    attr = {"zh-Hans": f"{m.n} <{m.a}>于2026年3月3日 08:15写道："}.get(
        m.uitag, f'On "{m.n}" <{m.a}>, Mar 3, 2026 8:15 AM wrote:')
    return f"{m.reply}\n\n{line}\n\n{attr}\n\n{quoted(m.letter)}\n", None


@client("huawei")
def huawei(m):
    """The mail program of Huawei phones."""
    head, sender, date = {
        "zh-Hans": ("原始邮件", "发件人：", "日期： 2026年3月3日周二 08:15"),
        "en": ("Original message", "From:", "Date: Tue, Mar 3, 2026, 8:15 AM"),
        "ar": ("الرسالة الأصلية", "من:", "التاريخ: الثلاثاء، ٣ مارس ٢٠٢٦ ٨:١٥ ص")}[m.uitag]
    f, s, t, o = m.ui["labels"]
    return (f"{m.reply}\n\n\n-------- {head} --------\n{sender} {m.n} <{m.a}>\n{date}\n{t}: {m.p}\n{o}: {m.subject}\n"
            + "\n".join(m.letter) + "\n"), None


@client("windows-mail")
def windows_mail(m):
    """Mail of Windows 10: its line, then labels of Outlook's kind in a bordered div."""
    line = {"en": "Sent from Mail for Windows", "de": "Gesendet von Mail für Windows", "fr": "Provenance : Courrier pour Windows",
            "es": "Enviado desde Correo para Windows", "it": "Inviato da Posta per Windows", "nl": "Verzonden vanuit Mail voor Windows"}[m.uitag]
    heads = outlook_heads(m)
    text = (m.reply.replace("\n", "\n\n") + f"\n\n{line}\n\n" + "\n".join(f"{l}: {v}" for l, v in heads) + "\n\n" + "\n\n".join(m.letter) + "\n")
    html = (WORD_HEAD + f'<body lang=EN-US link=blue vlink="#954F72"><div class=WordSection1>{word_style(m.reply)}<p class=MsoNormal><o:p>&nbsp;</o:p></p>'
            f'<p class=MsoNormal><a href="https://go.microsoft.com/fwlink/?LinkId=550986">{escape(line)}</a></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>'
            "<div style='mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal style='border:none;"
            "padding:0in'>" + "<br>".join(f"<b>{escape(l)}: </b>{escape(v)}" for l, v in heads) + f"</p></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>{paragraphs(m.letter)}</div></body></html>")
    return text, html


# ---------------------------------------------------------------- carriers' gateways

@client("mms-tmobile")
def tmobile(m):
    """T-Mobile's gateway from texts to mail: an HTML page of its own, the words in a text attachment's place."""
    html = ('<html><head><title>Multimedia Message</title></head><body leftmargin="0" topmargin="0"><table width="600" border="0" cellspacing="0" cellpadding="0"><tr>'
            '<td colspan="3"><img src="cid:tmobilelogo.gif" alt=""></td></tr></table><table><tr><td>&nbsp;</td><td>'
            f'{brs(m.reply)}</td></tr></table></body></html>')
    return f"{m.reply}\n", html


@client("mms-verizon")
def verizon(m):
    """Verizon's gateway: an advertisement under the words."""
    ad = "This message was sent using the Picture and Video Messaging service from Verizon Wireless!\n\nTo learn how you can snap pictures and capture videos with your wireless phone visit www.verizonwireless.com/picture."
    return f"{m.reply}\n\n{ad}\n\nNote: To play video messages sent to email, QuickTime® 6.5 or higher is required.\n", None


@client("mms-att")
def att(m):
    """AT&T's gateway: the words, a rule of equal signs, what the gateway says."""
    return f"{m.reply}\n\n==================================================================\nThis mobile text message is brought to you by AT&T\n", None


@client("sms-sprint")
def sprint(m):
    """Sprint's and smaller gateways."""
    return f"{m.reply}\n\n--\nSent via my mobile phone. Reply to this message will be delivered as a text.\n", None


@client("confidential")
def confidential(m):
    """An answer from a parent's office: signature and the office's notice below, no quote."""
    notice = {
        "en": "CONFIDENTIALITY NOTICE: This e-mail message, including any attachments, is for the sole use of the intended recipient(s) and may contain confidential and privileged information. Any unauthorized review, use, disclosure or distribution is prohibited.",
        "es": "AVISO DE CONFIDENCIALIDAD: Este mensaje y sus archivos adjuntos van dirigidos exclusivamente a su destinatario y pueden contener información confidencial. Si usted no es el destinatario, le rogamos que lo comunique al remitente y lo elimine.",
        "fr": "Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention exclusive de leurs destinataires. Si vous avez reçu ce message par erreur, merci d'en avertir immédiatement l'expéditeur et de le détruire.",
        "de": "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der richtige Adressat sind oder diese E-Mail irrtümlich erhalten haben, informieren Sie bitte sofort den Absender und vernichten Sie diese Mail.",
        "pt-BR": "Esta mensagem, incluindo seus anexos, pode conter informações confidenciais e é destinada exclusivamente ao seu destinatário. Caso tenha recebido por engano, por favor avise o remetente e apague-a.",
        "it": "Le informazioni contenute in questa comunicazione e gli eventuali allegati hanno carattere confidenziale e sono ad uso esclusivo del destinatario. Se avete ricevuto questo messaggio per errore, vogliate eliminarlo.",
        "ru": "Настоящее сообщение и любые приложения к нему являются конфиденциальными и предназначены исключительно для адресата. Если вы получили это сообщение по ошибке, сообщите отправителю и удалите его.",
        "zh-Hans": "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。如果您错收了本邮件，请您立即通知发件人并删除本邮件。",
        "ja": "このメールには秘密情報が含まれている場合があります。誤って受信された場合は、お手数ですが送信者にご連絡のうえ、削除してください。",
    }[m.uitag]
    attr = m.attribution("gmail")
    text = f"{m.reply}\n\n-- \n{m.parent}\n\n{notice}\n"
    if m.case % 2:
        text = f"{m.reply}\n\n{notice}\n\n{wrapped(attr, 78)}\n\n{quoted(spaced(m.letter))}\n"
    return text, None


# ---------------------------------------------------------------- quotes without a known shape

@client("unmarked")
def unmarked(m):
    """A program that puts the letter below the answer and marks nothing: only what was sent tells."""
    return f"{m.reply}\n\n" + "\n".join(wrapped(l, 60) for l in m.letter) + "\n", None


@client("unmarked-intro")
def unmarked_intro(m):
    """The same, with an intro in a language that no table knows."""
    return (f"{m.reply}\n\nKuchiy {m.n} nisqanta qillqarqa:\n\n" + "\n\n".join(m.letter) + "\n"), None


@client("unmarked-inline")
def unmarked_inline(m):
    """Answers typed between the letter's lines, nothing marked."""
    q1, a1, q2, a2, rest = m.exchange()
    return "\n\n".join(q1 + [a1] + q2 + [a2] + rest) + "\n", None


# ---------------------------------------------------------------- nothing to cut

@client("plain-words")
def plain_words(m):
    """A new mail that quotes nothing but looks here and there as if it did."""
    html = f'<div dir="ltr">{divs(m.reply)}</div>'
    return f"{m.reply}\n", html
