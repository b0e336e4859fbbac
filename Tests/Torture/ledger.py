"""What the database says was sent, against what a server has."""

import collections

from office import Breach

BLIND = ("unclear", "lease-ran-out")


class Ledger:
    """Both sides of the books; each breach is a sentence."""

    def __init__(self, office, kept):
        """kept: (Message-ID, recipient) of each mail that a server has."""
        self.messages = {
            message: (address, state) for message, address, state in
            office.rows("SELECT message_id, address, state FROM messages")}
        self.attempts = collections.defaultdict(list)
        for message, outcome in office.rows(
                "SELECT messages.message_id, attempts.outcome FROM attempts "
                "JOIN messages ON messages.id = attempts.message_id "
                "ORDER BY attempts.message_id, attempts.number"):
            self.attempts[message].append(outcome)
        self.copies = collections.Counter(message for message, _ in kept)
        self.kept = kept
        self.lost = sorted(set(self.messages) - set(self.copies))
        self.repeats = sum(count - 1 for count in self.copies.values())

    def blind(self, message):
        """Attempts whose answer nobody heard."""
        return sum(outcome in BLIND for outcome in self.attempts[message])

    def breaches(self):
        for message in self.lost:
            yield f"{message} is lost: {self.messages[message]}, {self.attempts[message]}"
        for message, recipient in self.kept:
            if message not in self.messages:
                yield f"{message} is at the server and not in the database"
            elif self.messages[message][0] != recipient:
                yield f"{message} went to another than its reader"
        for message, (_, state) in self.messages.items():
            copies, attempts = self.copies[message], self.attempts[message]
            if state != "sent":
                yield f"{message} is {state}, with {copies} copies at the server: {attempts}"
            if copies > len(attempts):
                yield f"{message} has {copies} copies of {len(attempts)} attempts"
            if copies - 1 > self.blind(message):
                yield f"{message} has {copies} copies and no doubt that explains them: {attempts}"
            if state == "sent" and attempts and attempts[-1] != "sent":
                yield f"{message} is sent, its last attempt {attempts[-1]}"
        addresses = collections.Counter(
            (address, message) for message, (address, _) in self.messages.items())
        for key, count in addresses.items():
            if count > 1:
                yield f"{key} stands {count} times in the database"

    def check(self, count):
        """All is well, and so many messages there are."""
        found = list(self.breaches())
        if len(self.messages) != count:
            found.insert(0, f"{len(self.messages)} messages, queued were {count}")
        if found:
            raise Breach(f"{len(found)} breaches, {len(self.lost)} lost. " + "; ".join(found[:3]))

    def must_not_repeat(self):
        if self.repeats:
            doubled = next(message for message, count in self.copies.items() if count > 1)
            raise Breach(f"{self.repeats} came twice: {doubled}, {self.attempts[doubled]}")
