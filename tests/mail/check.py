#!/usr/bin/python3
"""Reads a message as a mail program would, and tells what is wrong with it.

usage: check.py [--sent MAIL.json] MESSAGE

The parser is Python's own, which knows nothing of how the message was made. Prints one JSON object of what was found;
"faults" is a list of sentences, and with one or more the status is 1. With --sent what was found is held against the
mail that was to be sent, as tests/mail/stuur.c reads it.
"""

import argparse
import email
import email.header
import email.policy
import email.utils
import html.parser
import json
import re
import sys
import unicodedata

TAGS = {"html", "head", "meta", "title", "body", "p", "br", "ul", "li"}
ATTRIBUTES = {("html", "lang"), ("meta", "charset")}


class Page(html.parser.HTMLParser):
    """The words of a page, as a reader sees them, and what a reader should not find in it."""

    def __init__(self):
        super().__init__()
        self.words, self.faults, self.open, self.lang = [], [], [], None

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.faults.append(f"the page has a <{tag}>")
        for name, value in attrs:
            if (tag, name) not in ATTRIBUTES:
                self.faults.append(f"the page has a <{tag} {name}={value!r}>")
            if (tag, name) == ("html", "lang"):
                self.lang = value
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "li":
            self.words.append("-")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"the page has a </{tag}> out of place")

    def handle_data(self, data):
        if "body" in self.open:
            self.words += data.split()


def unflow(text, faults):
    """Format=flowed with delsp=no, RFC 3676, 4.2 and 4.3."""
    lines, flowed = [], False
    for line in text.split("\n"):
        if line.startswith(">"):
            faults.append(f"a line is quoted: {line!r}")
        if line.startswith("From "):
            faults.append(f"a line is not stuffed: {line!r}")
        line = line[1:] if line.startswith(" ") else line
        if line == "-- " and flowed:
            faults.append("a signature goes on with a line")
        if flowed:
            lines[-1] += line
        else:
            lines.append(line)
        flowed = line.endswith(" ") and line != "-- "
    if flowed:
        faults.append("the last line is not ended")
    return "\n".join(lines)


def width(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def check_lines(raw, faults):
    """What no relay may choke on."""
    if b"\0" in raw:
        faults.append("there is a NUL")
    if any(byte > 126 for byte in raw):
        faults.append("there are bytes beyond ASCII")
    for number, line in enumerate(raw.split(b"\r\n"), 1):
        if b"\r" in line or b"\n" in line:
            faults.append(f"line {number} has a bare CR or LF")
        if len(line) > 998:
            faults.append(f"line {number} has {len(line)} bytes")
    head = raw.split(b"\r\n\r\n", 1)[0]
    for line in head.split(b"\r\n"):
        # An identifier cannot be folded.
        if len(line) > 78 and not re.match(rb"(\S+:)?\s*<?\S+>?$", line):
            faults.append(f"a line of the headers has {len(line)} bytes: {line!r}")
        for word in re.findall(rb"=\?\S*\?=", line):
            if len(word) > 75:
                faults.append(f"an encoded word has {len(word)} bytes")


def check_headers(message, faults):
    for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Language"):
        if len(message.get_all(name, [])) != 1:
            faults.append(f"there is not one {name}")
    for name in ("Reply-To", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress"):
        if len(message.get_all(name, [])) > 1:
            faults.append(f"there is more than one {name}")
    for name in ("Bcc", "Cc", "Return-Path", "Sender"):
        if name in message:
            faults.append(f"there is a {name}")
    for name, value in message.items():
        faults += [f"{name}: {type(d).__name__}: {d}" for d in getattr(value, "defects", [])]
    if email.utils.parsedate_to_datetime(str(message["Date"])) is None:
        faults.append("the date cannot be read")


def check_body(message, found, faults):
    for part in message.walk():
        faults += [f"{part.get_content_type()}: {type(d).__name__}: {d}" for d in part.defects]
        if part.get("Content-Transfer-Encoding", "7bit") not in ("7bit", "quoted-printable"):
            faults.append(f"a part is {part['Content-Transfer-Encoding']}")
    kinds = [part.get_content_type() for part in message.walk()]
    if kinds != ["multipart/alternative", "text/plain", "text/html"]:
        faults.append(f"the parts are {kinds}")
        return
    plain, page = message.iter_parts()
    if [plain.get_param("charset"), plain.get_param("format"), plain.get_param("delsp")] != ["utf-8", "flowed", "no"]:
        faults.append(f"text/plain is {plain['Content-Type']}")
    text = plain.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")
    for line in text.split("\n"):
        if width(line) > 74 and " " in line.strip().replace("- ", "", 1):
            faults.append(f"a line could have been broken: {line!r}")
    found["text"] = unflow(text, faults)
    reader = Page()
    reader.feed(page.get_payload(decode=True).decode("utf-8"))
    reader.close()
    faults += reader.faults
    if reader.open:
        faults.append(f"the page leaves open: {reader.open}")
    if reader.words != found["text"].split():
        faults.append("text and page do not say the same")
    found["lang"] = reader.lang


def address(message, name):
    """Name and address. The newer parser of Python 3.11 leaves the space between two encoded words of a name (RFC 2047,
    6.2, has it left out); the older one does not."""
    if name not in message:
        return None
    if len(message[name].addresses) != 1:
        return [str(one) for one in message[name].addresses]
    raw = next(value for key, value in message.raw_items() if key.lower() == name.lower())
    shown, spec = email.utils.parseaddr(re.sub(r"\r?\n", "", raw))
    return [str(email.header.make_header(email.header.decode_header(shown))), spec]


def ascii_address(text):
    """In the form in which it is sent, by Python's own conversion of names."""
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}" if not domain.isascii() else text


def expected(mail):
    lines = [line if line == "-- " else line.rstrip(" \t") for line in mail["text"].split("\n")]
    text = "\n".join(lines)
    references = mail.get("references") or []
    if len(references) > 40:
        references = references[:1] + references[-39:]
    return {
        "from": [mail.get("from_name", ""), ascii_address(mail["from"])],
        "to": [mail.get("to_name", ""), ascii_address(mail["to"])],
        "reply_to": ["", ascii_address(mail["reply_to"])] if "reply_to" in mail else None,
        "subject": mail["subject"],
        "message_id": f"<{mail['message_id']}>",
        "in_reply_to": f"<{references[-1]}>" if references else None,
        "references": [f"<{one}>" for one in references],
        "date": int(mail["date"]),
        "language": mail["language"],
        "lang": mail["language"],
        "auto_submitted": "auto-generated" if mail.get("automatic") else None,
        "suppress": "OOF, AutoReply" if mail.get("automatic") else None,
        "text": text if text.endswith("\n") or not text else text + "\n",
    }


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--sent")
    options.add_argument("message")
    options = options.parse_args()
    with open(options.message, "rb") as file:
        raw = file.read()
    faults = []
    check_lines(raw, faults)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    check_headers(message, faults)
    found = {
        "from": address(message, "From"),
        "to": address(message, "To"),
        "reply_to": address(message, "Reply-To"),
        "subject": str(message["Subject"]),
        "message_id": message["Message-ID"],
        "in_reply_to": message["In-Reply-To"],
        "references": str(message.get("References", "")).split(),
        "date": int(email.utils.parsedate_to_datetime(str(message["Date"])).timestamp()),
        "language": message["Content-Language"],
        "auto_submitted": message["Auto-Submitted"],
        "suppress": message["X-Auto-Response-Suppress"],
    }
    check_body(message, found, faults)
    if options.sent:
        with open(options.sent, encoding="utf-8") as file:
            sent = expected(json.load(file))
        faults += [f"{key} is {found.get(key)!r}, not {sent[key]!r}" for key in sent if found.get(key) != sent[key]]
    found["faults"] = faults
    print(json.dumps(found, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
