"""One mail of the notice in each language, as the program sends it: the size of what the baselines
send, the prepared message of those that send only one, and the words of post_office's templates."""

import email
import email.policy
import re
from dataclasses import dataclass

from roster import LANGUAGES, parents
from school import LESSONS, YEAR, School
from sinks import keeping_sink

# In both parts, what stands between two tags or line ends and holds the year, or the number.
DATE = re.compile(rf"[^<>\n]*{YEAR}[^<>\n]*")
NUMBER = re.compile(rf"(?<![\w#]){LESSONS}(?![\dpx%])")


@dataclass
class Sample:
    """mails: bytes by language."""

    mails: dict

    @property
    def mean(self):
        """The mean size of a mail in bytes."""
        return round(sum(map(len, self.mails.values())) / len(self.mails))

    @property
    def prepared(self):
        """The mail whose size is nearest to the mean."""
        return min(self.mails.values(), key=lambda mail: abs(len(mail) - self.mean))

    @property
    def bodies(self):
        """The mean size of text and HTML together, in UTF-8."""
        sizes = [
            sum(len(part.encode()) for part in parts(mail)[1:]) for mail in self.mails.values()]
        return round(sum(sizes) / len(sizes))

    def templates(self):
        """Django templates by language: subject, content and html_content, with date and plural."""
        return {
            language: dict(zip(("subject", "content", "html_content"), templates(language, mail)))
            for language, mail in self.mails.items()}


def take_sample(parley, folder):
    """folder must be there, and empty."""
    school = School.found(parley, folder, parents(len(LANGUAGES)))
    with keeping_sink(folder / "kept") as sink:
        school.enqueue()
        school.with_settings(smtp__host="127.0.0.1", smtp__port=sink.port).worker().wait()
    mails = {}
    for path in (folder / "kept").glob("*.eml"):
        # The sink puts the envelope above: X-Envelope-From, X-Envelope-To.
        mail = path.read_bytes().split(b"\r\n", 2)[2]
        mails[email.message_from_bytes(mail)["Content-Language"]] = mail
    if sorted(mails) != sorted(LANGUAGES):
        raise SystemExit(f"the sample has {sorted(mails)} and not {sorted(LANGUAGES)}")
    return Sample(mails)


def parts(mail):
    """Subject, text and HTML."""
    message = email.message_from_bytes(mail, policy=email.policy.default)
    return [
        message["Subject"], message.get_body(["plain"]).get_content(),
        message.get_body(["html"]).get_content()]


def templates(language, mail):
    subject, *bodies = parts(mail)
    date = (
        f'{{% language "{language.lower()}" %}}'
        '{{ starts|date:"DATE_FORMAT" }}{% endlanguage %}')
    number = "{% if lessons == 1 %}{{ lessons }}{% else %}{{ lessons }}{% endif %}"
    filled = [NUMBER.sub(number, DATE.sub(date, body)) for body in bodies]
    for body in filled:
        if date not in body or number not in body:
            raise SystemExit(f"no date or no number was found in the mail in {language}")
    return [subject, *("{% load i18n %}" + body for body in filled)]
