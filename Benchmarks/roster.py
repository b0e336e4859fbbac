"""The parents of a school that a benchmark founds, and the file that they are imported from."""

import string
from dataclasses import dataclass

LANGUAGES = ["en", "es", "so", "ar", "vi", "zh-Hans", "ru", "fr", "hi", "pt-BR"]
BULK_GRADE = "0"
COLUMNS = (
    "student_id,student_given_name,student_family_name,grade,contact_id,contact_given_name,"
    "contact_family_name,relation,home_language,email,phone,family,lives_with,custody,"
    "may_receive,no_contact,interpreter,unlisted"
)


@dataclass(frozen=True)
class Parent:
    """One row of the roster: a family with one child and one contact, all called name."""

    name: str
    language: str
    grade: str = BULK_GRADE

    def row(self):
        """Short, for a roster may have 64 MiB, and a million parents shall fit in."""
        name = self.name
        return (
            f"{name},Ida,Ali,{self.grade},{name},Eva,Ali,,{self.language},{name}@bulk.test,,"
            f"{name},y,y,y,n,n,n")


def parents(count):
    """As many parents, in ten languages by turns."""
    return (Parent(short(i), LANGUAGES[i % len(LANGUAGES)]) for i in range(count))


def short(number):
    """A number in 36 letters and digits."""
    signs = string.digits + string.ascii_lowercase
    return (short(number // 36) if number >= 36 else "") + signs[number % 36]


def write_roster(parents, path):
    with open(path, "w", encoding="utf-8") as file:
        print(COLUMNS, file=file)
        for parent in parents:
            print(parent.row(), file=file)
