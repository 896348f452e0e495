#!/usr/bin/python3
"""Writes a reply to a message that was sent, as a mail program would make it of that message.

usage: citeer.py MESSAGE STYLE ANSWER…
       citeer.py --styles

One answer stands above the quotation, or below it where the style is so. Four are answers to the questions 1 to 4: with
numbers, or between the lines. --styles prints the names, and which take one answer or four."""

import email
import email.policy
import html
import sys
import textwrap

WROTE = "Op ma 23 nov 2026 om 10:00 schreef mbo Voorbeeldstad <stage@school.example>:"
WROTE_EN = "On Mon, Nov 23, 2026 at 10:00 AM mbo Voorbeeldstad <stage@school.example>\nwrote:"
LINE = "________________________________"
FOOT = "Met vriendelijke groet,\n\nRia Smit\nBakkerij De Korst"


def outlook(message, line="\n"):
    return line.join(["Van: mbo Voorbeeldstad <stage@school.example>", "Verzonden: maandag 23 november 2026 10:00",
                      f"Aan: {message['To']}", f"Onderwerp: {message['Subject']}"])


def text_of(message):
    """As a reader of format=flowed shows it: a paragraph is a line."""
    out, flowed = [], False
    for line in message.get_body(("plain",)).get_payload(decode=True).decode().replace("\r\n", "\n").split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if flowed:
            out[-1] += line
        else:
            out.append(line)
        flowed = line.endswith(" ") and line != "-- "
    return "\n".join(out).rstrip("\n")


def page_of(message):
    page = message.get_body(("html",)).get_payload(decode=True).decode()
    return page[page.index("<body>") + 6:page.index("</body>")]


def wrapped(text, width):
    return "\n".join("\n".join(textwrap.wrap(line, width) or [""]) for line in text.split("\n"))


def quoted(text, width=0):
    return "\n".join(("> " + line).rstrip() for line in (wrapped(text, width) if width else text).split("\n"))


def above(answers):
    return answers[0] if len(answers) == 1 else "\n".join(f"{n}. {one}" for n, one in enumerate(answers, 1))


def between(text, answers, quote):
    """The answer to a question stands below the paragraph that begins with its number."""
    out, held = [], []
    for block in text.split("\n\n"):
        held.append(block)
        if block[:2] in ("1.", "2.", "3.", "4."):
            out += [quote("\n\n".join(held)), answers[int(block[0]) - 1]]
            held = []
    return "\n\n".join(out + [quote("\n\n".join(held))])


def as_html(text):
    return "".join(f"<p class=\"MsoNormal\">{html.escape(line) or '&nbsp;'}<o:p></o:p></p>\n" for line in text.split("\n"))


def divs(text):
    return "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))


# A style: whether it takes answers between the lines, whether it is HTML, and how it is made.
STYLES = {
    "outlook": (False, False, lambda m, a: f"Beste,\n\n{above(a)}\n\n{FOOT}\n\n{outlook(m)}\n\n{text_of(m)}"),
    "outlook-76": (False, False, lambda m, a: f"{above(a)}\n\n{LINE}\n{outlook(m)}\n\n{wrapped(text_of(m), 76)}"),
    "outlook-onder": (False, False, lambda m, a: f"{outlook(m)}\n\n{text_of(m)}\n\n{above(a)}"),
    "gmail": (False, False, lambda m, a: f"{above(a)}\n\n{WROTE}\n\n{quoted(text_of(m), 76)}"),
    "gmail-60": (False, False, lambda m, a: f"{above(a)}\n\n{WROTE_EN}\n\n{quoted(text_of(m), 60)}"),
    "gmail-onder": (False, False, lambda m, a: f"{WROTE}\n\n{quoted(text_of(m))}\n\n{above(a)}"),
    "iphone": (False, False, lambda m, a: f"{above(a)}\n\nVerstuurd vanaf mijn iPhone\n\n> {WROTE}\n> \n{quoted(text_of(m))}"),
    "kaal": (False, False, lambda m, a: above(a)),
    "zonder-kop": (False, False, lambda m, a: f"{above(a)}\n\n{text_of(m)}"),
    "gmail-html": (False, True, lambda m, a: f'<div dir="ltr">{divs(above(a))}</div><br><div class="gmail_quote"><div class="gmail_attr">'
                   f'{html.escape(WROTE)}<br></div><blockquote class="gmail_quote">{page_of(m)}</blockquote></div>'),
    "outlook-html": (False, True, lambda m, a: f'<div class="WordSection1">{as_html(above(a) + chr(10) + chr(10) + FOOT)}<div style="border-top:solid">'
                     f'<p class="MsoNormal">{outlook(m, "<br>").replace("<stage", "&lt;stage").replace("example>", "example&gt;")}</p></div>{page_of(m)}</div>'),
    "apple-html": (False, True, lambda m, a: f'{divs(above(a))}<br><blockquote type="cite"><div>{html.escape(WROTE)}</div>{page_of(m)}</blockquote>'),
    "tussen": (True, False, lambda m, a: WROTE + "\n\n" + between(text_of(m), a, quoted)),
    "tussen-60": (True, False, lambda m, a: WROTE + "\n\n" + between(text_of(m), a, lambda t: quoted(t, 60))),
    "tussen-outlook": (True, False, lambda m, a: f"Zie hieronder.\n\n{FOOT}\n\n{outlook(m)}\n\n" + between(text_of(m), a, str)),
    "tussen-outlook-76": (True, False, lambda m, a: f"{outlook(m)}\n\n" + between(text_of(m), a, lambda t: wrapped(t, 76))),
}


def main():
    if sys.argv[1:] == ["--styles"]:
        for name, style in STYLES.items():
            print(name, "tussen" if style[0] else "boven")
        return
    with open(sys.argv[1], "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    _, is_html, make = STYLES[sys.argv[2]]
    body = make(message, sys.argv[3:])
    reply = email.message.EmailMessage()
    reply["From"], reply["To"] = message["To"], message["From"]
    reply["Subject"] = "Re: " + message["Subject"]
    reply["Message-ID"] = f"<{sys.argv[2]}@korst.example>"
    reply["In-Reply-To"] = message["Message-ID"]
    reply.set_content(body + "\n", subtype="html" if is_html else "plain", cte="quoted-printable")
    sys.stdout.buffer.write(reply.as_bytes())


if __name__ == "__main__":
    main()
