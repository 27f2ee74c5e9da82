"""A text as somebody reads it who undoes what it is wrapped in: markup, escapes, letters dictated one by one."""

from __future__ import annotations

import html
import re

from shelters.matcher.numbers import UNITS

_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|tr|td|th|table|h\d)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_ENTITY = re.compile(r"&#?\w{1,32};?")  # a number of thousands of digits would break the language's own reading
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")

_NAMES = (
    "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet",
    "alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey xray yankee zulu",
    "alpha bravo carlie delta eko fokstrot golf hotel india juliett kilo lima mike november oskar papa kebek romeo "
    "siera tanggo uniform viktor wiski ekstra yangki sulu",
)
LETTERS = {name: chr(ord("a") + n) for names in _NAMES for n, name in enumerate(names.split())}
LETTERS |= {letter: letter for letter in "abcdefghijklmnopqrstuvwxyz"}
SPACE = "spasi"
SHORTEST = 3  # letters one after the other that are a word
SHORTEST_BARE = 5  # of letters that stand there as they are
_SIGNS = {"er te": "rt", "er we": "rw"}


def unwrapped(text: str) -> str:
    """TEXT without tags, its escapes of HTML, of addresses and of programs as the letters they stand for."""
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub(" ", text))
    if "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m.group()), text)
    if "%" in text:
        text = _PERCENT.sub(lambda m: bytes.fromhex(m.group().replace("%", "")).decode("utf-8", "ignore"), text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m.group(1) or m.group(2), 16)), text)
    return text


def spelled(tokens: list[str]) -> list[str]:
    """Letters one after the other as the words they make, by their names (`ka a es` is `kas`), by words that begin with
    them (`k kuda, a apel, s sapi`), or as they are, where there are more of them than in a block's name."""
    if not any(token in LETTERS for token in tokens):
        return tokens
    found: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at] not in LETTERS:  # nearly every word
            found.append(tokens[at])
            at += 1
            continue
        sign, number = _SIGNS.get(" ".join(tokens[at : at + 2])), _number(tokens[at + 2 : at + 3])
        if sign is not None and number:
            found += [sign, *number]
            at += 2 + len(number)
            continue
        end, letters = _beginning(tokens, at)
        if not letters:
            end, letters = _named(tokens, at)
        if letters or sign is None:
            found += letters.split() or tokens[at:end]
        else:
            found.append(sign)
            end = at + 2
        at = end
    return found


def _number(following: list[str]) -> list[str]:
    """What follows where it is a figure, or a word for one: `lima` is a letter's name, too."""
    return following if following and (following[0].isdigit() or following[0] in UNITS) else []


def _named(tokens: list[str], at: int) -> tuple[int, str]:
    """Where the letters end that begin AT, and what they make; nothing where they are too few to be a word."""
    end = at
    while end < len(tokens) and (tokens[end] in LETTERS or (tokens[end] == SPACE and end > at)):
        end += 1
    run = tokens[at:end]
    if len(run) < (SHORTEST if any(len(token) > 1 for token in run) else SHORTEST_BARE):
        return end, ""
    return end, "".join(" " if token == SPACE else LETTERS[token] for token in run)


def _beginning(tokens: list[str], at: int) -> tuple[int, str]:
    """The same of letters each of which a word follows that begins with it."""
    end, letters = at, ""
    while end + 1 < len(tokens) and len(tokens[end]) == 1 and len(tokens[end + 1]) > 2:
        if tokens[end] != tokens[end + 1][0]:
            break
        letters += tokens[end]
        end += 2
    return (end, letters) if len(letters) >= SHORTEST else (at, "")
