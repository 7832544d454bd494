"""Redacts what looks like personal data in a request's texts, as Signalbox does. Made by Signalbox."""

import base64
import binascii
import json
import re
import unicodedata

GONE = "\uffff"
WORD = r"\w.+-"
LABEL = r"[^\W_](?:[^\W_]|-){0,62}|-(?:[^\W_]|-){0,62}"
EMAIL = re.compile(rf"[{WORD}]{{1,64}}@(?:{LABEL})(?:\.(?:{LABEL})){{1,8}}")
PHONE = re.compile(r"(?<![A-Za-z0-9_.])(?:\+|00)[1-9](?:[ ()/.\u200b-]{0,3}[0-9]){7,14}(?![A-Za-z0-9_])")
KEY = re.compile(
    r"(?<![A-Za-z0-9])(?:sk|pk|rk|xai|gsk|ghp|gho|ghu|ghs|ghr|github_pat|xox[abeoprs]|AKIA|ASIA"
    r"|AIza|ya29|glpat|hf|npm|nvapi|SG)[-_.]?[A-Za-z0-9_-]{12,}"
)
TOKEN = re.compile(
    r"(?<![A-Za-z0-9_-])(e[wy][A-Za-z0-9_-]{6,4000})\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*){1,3}"
)
PEM = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s:,.\\]*"
    r"(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?"
)
CARD = re.compile(
    r"\d{13,19}|\d{4} \d{4} \d{4} \d{4}(?: \d{1,3})?|\d{4} \d{6} \d{4,5}", re.ASCII
)
LENGTHS = dict(
    (each[:2], int(each[2:]))
    for each in (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
        " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28"
        " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22"
        " MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24"
        " SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    ).split()
)
SEPARATORS = set(" -.\u200b\t")
SIGNS = {"\u2212": "-", "\u2043": "-", "\u2024": ".", "\u00b7": ".", "\u2027": ".", "\u3002": "."}
ORDER = ("secret", "email", "iban", "card", "phone")


def plain(character):
    """A digit, letter or separator of any script in its plain form."""
    if character < "\x80":
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFF01 + ord("!"))
    kind = unicodedata.category(character)
    return {"Zs": " ", "Pd": "-", "Cf": "\u200b"}.get(kind) or SIGNS.get(character, character)


class Text:
    def __init__(self, text):
        self.text, self.plain, self.spans = text, [plain(each) for each in text], []

    def redacted(self, kinds):
        if len(self.text) < 6:
            return self.text
        for kind in ORDER:
            if kind in kinds:
                getattr(self, kind)()
        done, out = 0, []
        for start, end, kind in sorted(self.spans):
            out += [self.text[done:start], "[" + kind + "]"]
            done = end
        return "".join(out) + self.text[done:]

    def take(self, start, end, kind):
        self.spans.append((start, end, kind))
        self.plain[start:end] = GONE * (end - start)

    def all(self, pattern, kind, fits=lambda found: True):
        for found in [each for each in pattern.finditer("".join(self.plain)) if fits(each)]:
            self.take(*found.span(), kind)

    def secret(self):
        self.all(PEM, "secret")
        self.all(TOKEN, "secret", lambda found: is_header(found.group(1)))
        self.all(KEY, "secret")

    def email(self):
        self.all(EMAIL, "email")

    def phone(self):
        self.all(PHONE, "phone")

    def iban(self):
        def end(at):
            letter = self.plain[at].isascii() and self.plain[at].isalpha()
            return self.account(at) if letter and not self.is_word(at - 1) else -1

        self.each(end, "iban")

    def card(self):
        row = [0]

        def end(at):
            if not self.is_digit(at) or self.is_digit(at - 1):
                return -1
            within = at < row[0]
            row[0] = row[0] if within else self.row_end(at)
            return self.number(at, within)

        self.each(end, "card")

    def each(self, end, kind):
        at = 0
        while at < len(self.plain):
            found = end(at)
            if found >= 0:
                self.take(at, found, kind)
                at = found - 1
            at += 1

    def is_digit(self, at):
        return 0 <= at < len(self.plain) and "0" <= self.plain[at] <= "9"

    def is_word(self, at):
        return 0 <= at < len(self.plain) and self.plain[at].isalnum()

    def next(self, at):
        """The place of the next letter or digit behind at most three separators; -1 if none."""
        for i in range(at + 1, min(len(self.plain), at + 5)):
            if self.plain[i] not in SEPARATORS:
                return i
        return -1

    def row_end(self, at):
        end = at + 1
        while at >= 0 and self.is_digit(at):
            end = at + 1
            at = self.next(at)
        return end

    def number(self, at, within):
        groups, ends, lengths, dots = "", [0], [0], False
        while at >= 0 and self.is_digit(at) and len(ends) <= 19:
            before = self.plain[at - 1] if len(ends) > 1 else ""
            dots |= before == "."
            apart = before and before != "\u200b" and not before.isdigit()
            groups += (" " if apart else "") + self.plain[at]
            ends.append(at + 1)
            lengths.append(len(groups))
            at = self.next(at)
        count = len(ends) - 1
        free = not within and not (at >= 0 and self.is_digit(at))
        for digits in range(count, 12, -1):
            each = groups[: lengths[digits]]
            whole = digits == count and free and not dots
            edge = not self.is_word(ends[digits])
            if (whole or (edge and CARD.fullmatch(each))) and is_card(each):
                return ends[digits]
        return -1

    def account(self, at):
        country, digits, end, upper = "", "", -1, True
        while at >= 0 and len(digits) < 34:
            c = self.plain[at]
            count = len(digits)
            if not (c.isascii() and c.isalnum()):
                break
            letter = c.isalpha()
            if (count < 2) != (letter and count < 2) or (1 < count < 4 and letter):
                break
            upper &= not c.islower()
            country += c.upper() if count < 2 else ""
            digits += c
            length = LENGTHS.get(country)
            fits = (upper and len(digits) >= 15) if length is None else length == len(digits)
            if fits and not self.is_word(at + 1) and is_account(digits):
                end = at + 1
            at = self.next(at)
        return end


def is_header(part):
    try:
        json_text = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode(errors="replace")
    except (binascii.Error, ValueError):
        return False
    return json_text.startswith("{") and re.search(r'"alg"\s*:', json_text) is not None


def is_card(groups):
    total = 0
    for i, digit in enumerate(reversed(groups.replace(" ", ""))):
        twice = int(digit) * (1 + i % 2)
        total += twice - 9 if twice > 9 else twice
    return total % 10 == 0


def is_account(number):
    turned = number[4:] + number[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


def redact(body, kinds):
    """Changes all texts of messages, tools and stops; what only names something stays."""
    for message in body.get("messages") or []:
        content = message.get("content")
        message["content"] = in_content(content, kinds)
        for call in message.get("tool_calls") or []:
            function = call.get("function") or {}
            function["arguments"] = in_json(function.get("arguments"), kinds)
        old = message.get("function_call")
        if isinstance(old, dict):
            old["arguments"] = in_json(old.get("arguments"), kinds)
        for name in ("reasoning_content", "refusal"):
            if name in message:
                message[name] = in_value(message[name], kinds)
    for tool in body.get("tools") or []:
        function = tool.get("function") or {}
        for name in ("description", "parameters"):
            if name in function:
                function[name] = in_value(function[name], kinds)
    if "stop" in body:
        body["stop"] = in_value(body["stop"], kinds)
    for name in ("functions", "prediction", "response_format"):
        if name in body:
            body[name] = in_value(body[name], kinds)


def in_content(content, kinds):
    if isinstance(content, str):
        return Text(content).redacted(kinds)
    for part in content or []:
        if isinstance(part, dict) and isinstance(part.get("text"), str):
            part["text"] = Text(part["text"]).redacted(kinds)
    return content


def in_json(text, kinds):
    try:
        return json.dumps(in_value(json.loads(text), kinds), ensure_ascii=False)
    except (TypeError, ValueError):
        return Text(text).redacted(kinds) if isinstance(text, str) else text


def in_value(value, kinds):
    if isinstance(value, str):
        return Text(value).redacted(kinds)
    if isinstance(value, list):
        return [in_value(each, kinds) for each in value]
    if isinstance(value, dict):
        return {name: in_value(each, kinds) for name, each in value.items()}
    return value
