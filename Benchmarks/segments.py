"""Sentences as a memory holds them: words as frequent as in a language, many nearly another."""

import itertools
import random
from xml.sax.saxutils import escape

VOCABULARY = 50_000
SYLLABLES = [a + b for a in "b d f g h k l m n p r s t w y ch sh".split() for b in "a e i o u ai".split()]
SLOTS = ["{$name1}", "{$name2}", "{$date1}", "{$time1}", "{$number1}"]


def vocabulary(chance):
    """Different words, the frequent ones short."""
    words = set()
    ordered = []
    while len(ordered) < VOCABULARY:
        size = 1 + min(4, int(len(ordered) ** 0.2) - 1)
        word = "".join(chance.choices(SYLLABLES, k=max(1, size)))
        if word not in words:
            words.add(word)
            ordered.append(word)
        elif size < 3:
            word += chance.choice("bdgklmnrst")
            if word not in words:
                words.add(word)
                ordered.append(word)
    return ordered


def sentences(count, seed=1):
    """Lists of 5 to 25 words by Zipf's law; three of ten differ from an earlier one by few words."""
    chance = random.Random(seed)
    words = vocabulary(chance)
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    earlier = []
    for _ in range(count):
        if len(earlier) > 100 and chance.random() < 0.3:
            yield varied(chance, chance.choice(earlier), words, weights)
            continue
        sentence = chance.choices(words, cum_weights=weights, k=chance.randint(5, 25))
        if chance.random() < 0.4:
            sentence[chance.randrange(len(sentence))] = chance.choice(SLOTS[:3:2])
        if len(earlier) < 100_000:
            earlier.append(sentence)
        yield sentence


def varied(chance, sentence, words, weights):
    """The same but for one to four words."""
    sentence = list(sentence)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(sentence))
        kind = chance.random()
        if sentence[place].startswith("{"):
            continue
        if kind < 0.25 and len(sentence) < 25:
            sentence.insert(place, chance.choices(words, cum_weights=weights)[0])
        elif kind < 0.5 and len(sentence) > 5:
            del sentence[place]
        else:
            sentence[place] = chance.choices(words, cum_weights=weights)[0]
    return sentence


def queries(count, of, seed=2):
    """As many sentences: two of three nearly one of these, the others new."""
    chance = random.Random(seed)
    words = vocabulary(random.Random(1))
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for number in range(count):
        if number % 3:
            yield varied(chance, chance.choice(of), words, weights)
        else:
            yield chance.choices(words, cum_weights=weights, k=chance.randint(5, 25))


def write_tmx(lists, path):
    """As TMX 1.4, the translation made of the words turned round."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en" '
            'creationtool="bench" creationtoolversion="1" segtype="sentence" o-tmf="bench" '
            'adminlang="en" datatype="plaintext"/><body>\n')
        for words in lists:
            turned = [word if word.startswith("{") else word[::-1] for word in reversed(words)]
            file.write(
                f'<tu><tuv xml:lang="en"><seg>{segment(words)}</seg></tuv>'
                f'<tuv xml:lang="so"><seg>{segment(turned)}</seg></tuv></tu>\n')
        file.write("</body></tmx>\n")


def segment(words):
    return " ".join(
        f'<ph x="1" type="x-{word[2:-1]}">{word}</ph>' if word.startswith("{") else escape(word)
        for word in words)
