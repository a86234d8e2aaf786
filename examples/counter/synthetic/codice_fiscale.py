"""The codice fiscale, written apart from the library of this project so that each checks the other.

Sources: D.M. 23 December 1976 (structure, control letter, omocodia: articles 2 to 6) and circular
34/E of 2011 of the Agenzia delle Entrate (letters with marks).
"""

import unicodedata

MONTHS = "ABCDEHLMPRST"
#: Positions that are digits, from the right: the order in which omocodia replaces them.
DIGITS_FROM_RIGHT = (14, 13, 12, 10, 9, 7, 6)
OMOCODIA = "LMNPQRSTUV"

_ODD = {
    "0": 1, "1": 0, "2": 5, "3": 7, "4": 9, "5": 13, "6": 15, "7": 17, "8": 19, "9": 21,
    "A": 1, "B": 0, "C": 5, "D": 7, "E": 9, "F": 13, "G": 15, "H": 17, "I": 19, "J": 21,
    "K": 2, "L": 4, "M": 18, "N": 20, "O": 11, "P": 3, "Q": 6, "R": 8, "S": 12, "T": 14,
    "U": 16, "V": 10, "W": 22, "X": 25, "Y": 24, "Z": 23,
}

#: Letters written as two, and letters that no decomposition brings back to A-Z.
_SPECIAL = {
    "Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "ẞ": "SS", "Æ": "AE", "Œ": "OE",
    "Đ": "D", "Ł": "L", "Ħ": "H", "ı": "I",
}


def latin_capitals(text):
    """The letters A-Z that stand for a name; blanks, apostrophes and hyphens fall away."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        letter = letter if letter in _SPECIAL else letter.upper()
        if letter in _SPECIAL:
            letters.append(_SPECIAL[letter])
            continue
        base = unicodedata.normalize("NFD", letter)[0]
        if "A" <= base <= "Z":
            letters.append(base)
        elif base.isalpha():
            raise ValueError("a letter without a Latin counterpart")
    return "".join(letters)


def _split(name):
    letters = latin_capitals(name)
    vowels = "".join(letter for letter in letters if letter in "AEIOU")
    consonants = "".join(letter for letter in letters if letter not in "AEIOU")
    return consonants, vowels


def surname_part(surname):
    """Three letters for the surname: consonants, then vowels, then X."""
    consonants, vowels = _split(surname)
    return (consonants + vowels + "XXX")[:3]


def name_part(name):
    """Three letters for the first name: of four or more consonants, the 1st, 3rd and 4th."""
    consonants, vowels = _split(name)
    if len(consonants) >= 4:
        return consonants[0] + consonants[2] + consonants[3]
    return (consonants + vowels + "XXX")[:3]


def control_letter(first_fifteen):
    """The sixteenth letter."""
    total = 0
    for index, letter in enumerate(first_fifteen):
        if index % 2 == 0:
            total += _ODD[letter]
        else:
            total += int(letter) if letter.isdigit() else ord(letter) - ord("A")
    return chr(ord("A") + total % 26)


def encode(surname, name, sex, birth, belfiore):
    """The code that belongs to these data, without omocodia. An absent name is an empty text."""
    if sex not in ("M", "F"):
        raise ValueError("no codice fiscale without a sex")
    day = birth.day + (40 if sex == "F" else 0)
    body = (
        f"{surname_part(surname)}{name_part(name)}"
        f"{birth.year % 100:02}{MONTHS[birth.month - 1]}{day:02}{belfiore}"
    )
    return body + control_letter(body)


def omocode(code, replaced):
    """The same code with its `replaced` rightmost digits written as letters."""
    letters = list(code[:15])
    for at in DIGITS_FROM_RIGHT[:replaced]:
        letters[at] = OMOCODIA[int(letters[at])]
    body = "".join(letters)
    return body + control_letter(body)


def without_omocodia(code):
    """The code with its seven digits restored."""
    letters = list(code[:15])
    for at in DIGITS_FROM_RIGHT:
        if letters[at] in OMOCODIA:
            letters[at] = str(OMOCODIA.index(letters[at]))
    body = "".join(letters)
    return body + control_letter(body)


def temporary(serial, office):
    """An 11-digit temporary code: seven digits, three of the office, one control digit."""
    body = f"{serial:07}{office:03}"
    total = 0
    for index, digit in enumerate(body):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return f"{body}{-total % 10}"
