#!/usr/bin/env python3
"""Writes tests/mail/replies: messages after the formats of mail clients, each with what must be read from it.

    tests/mail/maak.py

What it writes is kept beside it, so that the tests need no Python. Every name and address is invented."""
import base64
import email.header
import pathlib
import quopri
import textwrap

here = pathlib.Path(__file__).parent
folder = here / "replies"
sent = (here / "vraag.txt").read_text().rstrip("\n")
ID = "vraag.1.1.0123456789abcdef@school.example"
WHO = '"Anna de Wit" <anna.dewit@korenaar.example.nl>'
FROM = "anna.dewit@korenaar.example.nl"
SCHOOL = "stage@school.example"
SUBJECT = "Vier vragen over de stage van Zoë van 't Hof"
A = ["Goed, ze komt op tijd en werkt netjes.", "Ze zag zelf dat het deeg te nat was.", "b, mee laten doen", "De overstap naar de avondploeg."]
count = 0


def ini(value):
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace(" ", "\\s", 1 if value[:1] == " " else 0)


def write(name, raw, **expected):
    """A message as bytes, and its expectation: keys that are not given must not be there."""
    global count
    count += 1
    stem = folder / f"{count:03d}-{name}"
    stem.with_suffix(".eml").write_bytes(raw)
    lines = ["[bericht]"]
    for key in sorted(expected):
        value = expected[key]
        lines.append(f"{key}={ini(value) if isinstance(value, str) else str(value).lower()}")
    stem.with_suffix(".ini").write_text("\n".join(lines) + "\n")


def q(word, charset="utf-8"):
    return email.header.Header(word, charset, maxlinelen=70).encode()


def head(who=WHO, subject="Re: " + SUBJECT, reply=True, extra="", to=SCHOOL, date="Wed, 2 Dec 2026 09:41:07 +0100"):
    refs = f"In-Reply-To: <{ID}>\nReferences: <{ID}>\n" if reply else ""
    return (f"From: {who}\nTo: {to}\nSubject: {q(subject)}\nDate: {date}\nMessage-ID: <r{count + 1}@mail.example.nl>\n"
            f"{refs}MIME-Version: 1.0\n{extra}")


def part(text, kind="plain", charset="utf-8", how="quoted-printable", params=""):
    data = text.encode(charset if charset not in ("x-onbekend",) else "windows-1252") if isinstance(text, str) else text
    body = {"8bit": data, "7bit": data, "base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data)}[how]
    return f"Content-Type: text/{kind}; charset={charset}{params}\nContent-Transfer-Encoding: {how}\n\n".encode() + body + b"\n"


def multi(kind, *parts, params="", boundary="=_deel_"):
    boundary += kind
    out = f'Content-Type: multipart/{kind}; boundary="{boundary}"{params}\n\n'.encode()
    for one in parts:
        out += f"--{boundary}\n".encode() + one
    return out + f"--{boundary}--\n".encode()


def attachment(name, kind, data=b"inhoud", how="attachment"):
    return (f"Content-Type: {kind}; name=\"{name}\"\nContent-Disposition: {how}; filename=\"{name}\"\n"
            "Content-Transfer-Encoding: base64\n\n").encode() + base64.encodebytes(data)


def answers(**more):
    return dict(vraag1=A[0], vraag2=A[1], vraag3=A[2], vraag4=A[3], **more)


def human(**more):
    return dict(soort="mens", **{"from": FROM, "references": ID, **more})


def gt(text, width=0):
    out = []
    for line in text.split("\n"):
        out += textwrap.wrap(line, width) or [""] if width else [line]
    return "\n".join("> " + line if line else ">" for line in out)


def between(quote, replies, head_text=sent, gap=True):
    """The quotation with each reply below its question, as `quote` writes pieces of it."""
    blocks = head_text.split("\n\n")
    out, piece = [], []
    for block in blocks:
        piece.append(block)
        if block[:2] in ("1.", "2.", "3.", "4."):
            out.append(quote("\n\n".join(piece)))
            out.append(replies[int(block[0]) - 1])
            piece = []
    if piece:
        out.append(quote("\n\n".join(piece)))
    return ("\n\n" if gap else "\n").join(out)


numbered = "\n".join(f"{i + 1}. {a}" for i, a in enumerate(A))
sig = "Met vriendelijke groet,\n\nAnna de Wit\nPraktijkopleider\nBakkerij De Korenaar\n0570-123456 | www.korenaar.example.nl"
OUTLOOK_NL = ("Van: Stage mbo Voorbeeldstad <stage@school.example>\nVerzonden: dinsdag 1 december 2026 10:12\n"
              f"Aan: Anna de Wit <{FROM}>\nOnderwerp: {SUBJECT}\n")
OUTLOOK_EN = ("From: Stage mbo Voorbeeldstad <stage@school.example>\nSent: Tuesday, December 1, 2026 10:12 AM\n"
              f"To: Anna de Wit <{FROM}>\nSubject: {SUBJECT}\n")
OUTLOOK_DE = ("Von: Stage mbo Voorbeeldstad <stage@school.example>\nGesendet: Dienstag, 1. Dezember 2026 10:12\n"
              f"An: Anna de Wit <{FROM}>\nBetreff: {SUBJECT}\n")
GMAIL_NL = "Op di 1 dec 2026 om 10:12 schreef Stage mbo Voorbeeldstad <\nstage@school.example>:"
GMAIL_NL1 = "Op di 1 dec 2026 om 10:12 schreef Stage <stage@school.example>:"
GMAIL_EN = "On Tue, Dec 1, 2026 at 10:12 AM Stage mbo Voorbeeldstad <stage@school.example>\nwrote:"
APPLE_NL = "Op 1 dec. 2026, om 10:12 heeft Stage mbo Voorbeeldstad <stage@school.example> het volgende geschreven:"
THUNDER_NL = "Op 01-12-2026 om 10:12 schreef Stage mbo Voorbeeldstad:"
LINE = "________________________________"


def esc(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def brs(text):
    return esc(text).replace("\n", "<br>\n")


def plain(name, text, **expected):
    write(name, head().encode() + part(text), **human(**expected))


# --- Outlook ---
plain("outlook-desktop-nl-boven", f"Beste Kees,\n\n{numbered}\n\n{sig}\n\n{OUTLOOK_NL}\n{sent}\n", **answers())
plain("outlook-desktop-nl-tussen", f"Zie mijn antwoorden hieronder.\n\n{sig}\n\n{OUTLOOK_NL}\n" + between(str, A) + "\n",
      vrij="Zie mijn antwoorden hieronder.", **answers())
plain("outlook-desktop-en-tussen", f"Hi Kees,\n\nSee below.\n\n{OUTLOOK_EN}\n" + between(lambda t: "\n".join(textwrap.fill(x, 60) for x in t.split("\n")), A) + "\n",
      vrij="See below.", **answers())
plain("outlook-desktop-de", f"{numbered}\n\nMit freundlichen Grüßen\nAnna de Wit\n\n{OUTLOOK_DE}\n{sent}\n", **answers())
plain("outlook-achter-de-vraag", OUTLOOK_NL + "\n" + sent.replace("op de werkvloer?", "op de werkvloer? " + A[0]).replace("opviel?", "opviel? " + A[1])
      .replace("kijkt achteraf mee.", "kijkt achteraf mee. " + A[2]).replace("zeker over hebben?", "zeker over hebben? " + A[3]) + "\n", **answers())
plain("outlook-oorspronkelijk-bericht", f"{numbered}\n\nGroet, Anna\n\n-----Oorspronkelijk bericht-----\n{OUTLOOK_NL}\n{sent}\n", **answers())
plain("outlook-original-message", f"{numbered}\n\n-----Original Message-----\n{OUTLOOK_EN}\n{sent}\n", **answers())
plain("outlook-web-nl", f"Hallo Kees,\n\n{numbered}\n\nGroeten,\nAnna\n{LINE}\n{OUTLOOK_NL}\n{sent}\n", **answers())
plain("outlook-web-vrij", f"Hoi Kees,\n\nHet gaat prima met Zoë.\nZe leert snel.\n{LINE}\n{OUTLOOK_NL}\n{sent}\n", vrij="Het gaat prima met Zoë.\nZe leert snel.")
plain("outlook-ios-nl", f"{numbered}\n\nOutlook voor iOS<https://aka.ms/o0ukef> downloaden\n{LINE}\n{OUTLOOK_NL}\n{sent}\n", **answers())
plain("outlook-ios-en", f"{numbered}\n\nSent from Outlook for iOS<https://aka.ms/o0ukef>\n{LINE}\n{OUTLOOK_EN}\n{sent}\n", **answers())
plain("outlook-android-nl", f"Gaat goed, ze leert veel!\n\nOutlook voor Android downloaden<https://aka.ms/AAb9ysg>\n{LINE}\n{OUTLOOK_NL}\n{sent}\n", vrij="Gaat goed, ze leert veel!")
plain("outlook-android-en", f"All fine here, she is learning a lot.\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n{LINE}\n{OUTLOOK_EN}\n{sent}\n", vrij="All fine here, she is learning a lot.")
plain("outlook-onder-handtekening", f"{sig}\n\n{numbered}\n\n{OUTLOOK_NL}\n{sent}\n", **answers())
plain("outlook-zin-onder-handtekening", f"{sig}\n\nZoë werkt goed mee en stelt veel vragen aan haar collega's.\n\n{OUTLOOK_NL}\n{sent}\n",
      vrij="Zoë werkt goed mee en stelt veel vragen aan haar collega's.")
disclaimer = ("Dit bericht is uitsluitend bestemd voor de geadresseerde. Indien u dit bericht\nten onrechte ontvangen hebt, wilt u het dan verwijderen."
              " Aan dit bericht kunnen\ngeen rechten worden ontleend.")
plain("outlook-disclaimer", f"Beste Kees,\n\n{numbered}\n\n{sig}\n\n{disclaimer}\n\n{OUTLOOK_NL}\n{sent}\n", **answers())
plain("outlook-disclaimer-onderaan", f"{numbered}\n\nMvg Anna\n\n{OUTLOOK_NL}\n{sent}\n\n{disclaimer}\n", **answers())
plain("outlook-waarschuwing", f"Akkoord, alles klopt.\n\n{OUTLOOK_NL}\nLET OP: Deze e-mail is afkomstig van buiten de organisatie.\n\n{sent}\n",
      vrij="Akkoord, alles klopt.", reactie="akkoord")
plain("outlook-onderaan", f"{OUTLOOK_NL}\n{sent}\n\n{numbered}\n", **answers())
plain("outlook-korte-antwoorden", f"{OUTLOOK_NL}\n" + between(str, ["Goed", "Nee", "a", "Niets"]) + "\n", vraag1="Goed", vraag2="Nee", vraag3="a", vraag4="Niets")
outlook_html = ('<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
                '<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang="NL" link="#0563C1"><div class="WordSection1">')
border = '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">' + \
    "<b>Van:</b> Stage &lt;stage@school.example&gt; <br><b>Verzonden:</b> dinsdag 1 december 2026 10:12<br><b>Aan:</b> Anna de Wit<br><b>Onderwerp:</b> " + esc(SUBJECT) + "<o:p></o:p></p></div></div>"


def mso(text):
    return "".join(f'<p class="MsoNormal">{esc(l) or "<o:p>&nbsp;</o:p>"}<o:p></o:p></p>\n' for l in text.split("\n"))


write("outlook-html-boven", head().encode() + part(outlook_html + mso("Beste Kees,\n\n" + numbered + "\n\n" + sig) + border + mso(sent) + "</div></body></html>", "html"),
      **human(html=True, **answers()))
write("outlook-html-tussen", head().encode() + part(outlook_html + mso("Zie onder.") + border + between(mso, ['<p class="MsoNormal"><span style="color:red">' + a + "</span></p>" for a in A]) + "</div></body></html>", "html"),
      **human(html=True, vrij="Zie onder.", **answers()))
write("outlook-html-lijst", head().encode() + part("<html><body><p>Hallo Kees,</p><ol>" + "".join(f"<li><p>{a}</p></li>" for a in A) +
      '</ol><p>Groet,<br>Anna</p><hr tabindex="-1" style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Stage &lt;stage@school.example&gt;<br>'
      "<b>Sent:</b> Tuesday, December 1, 2026 10:12 AM<br><b>To:</b> Anna<br><b>Subject:</b> Vier vragen</font><div>&nbsp;</div></div><div>" + brs(sent) + "</div></body></html>", "html"),
      **human(html=True, **answers()))
write("outlook-beide", head().encode() + multi("alternative", part(f"{numbered}\n\n{OUTLOOK_NL}\n{sent}\n", charset="iso-8859-1"),
      part(outlook_html + mso(numbered) + border + mso(sent), "html")), **human(**answers()))
write("outlook-leeg-plat", head().encode() + multi("alternative", part(" \n\n"), part("<html><body><div>Het gaat goed.</div></body></html>", "html")),
      **human(html=True, vrij="Het gaat goed."))
write("outlook-plaatje", head().encode() + multi("related", multi("alternative", part(f"{numbered}\n\n{sig}\n[cid:image001.png@01DC62AA.5E0B1230]\n\n{OUTLOOK_NL}\n{sent}\n"), part("<p>x</p>", "html")),
      attachment("image001.png", "image/png", how="inline")), **human(**answers()))

# --- Gmail ---
plain("gmail-web-boven", f"{numbered}\n\n{GMAIL_NL}\n\n{gt(sent)}\n", **answers())
plain("gmail-web-tussen", f"{GMAIL_NL1}\n\n" + between(lambda t: gt(t, 68), A) + "\n", **answers())
plain("gmail-web-en", f"Hi,\n\nShe is doing well.\n\nKind regards,\nAnna\n\n{GMAIL_EN}\n\n{gt(sent, 66)}\n", vrij="She is doing well.")
plain("gmail-onderaan", f"{GMAIL_NL1}\n\n{gt(sent)}\n\nHet gaat goed met Zoë, ik bel u donderdag even.\n", vrij="Het gaat goed met Zoë, ik bel u donderdag even.")
plain("gmail-onderaan-genummerd", f"{GMAIL_NL1}\n\n{gt(sent)}\n\n{numbered}\n", **answers())
gmail_quote = '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Op di 1 dec 2026 om 10:12 schreef Stage &lt;<a href="mailto:stage@school.example">stage@school.example</a>&gt;:<br></div>'
bq = '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
write("gmail-html-alleen", head().encode() + part(f'<div dir="ltr">{brs(numbered)}</div>{gmail_quote}{bq}{brs(sent)}</blockquote></div>', "html", how="base64"), **human(html=True, **answers()))
write("gmail-html-tussen", head().encode() + part(f'<div dir="ltr">{gmail_quote}' + between(lambda t: f"{bq}<div>{brs(t)}</div></blockquote>", [f"<div>{a}</div>" for a in A]) + "</div></div>", "html"),
      **human(html=True, **answers()))
write("gmail-html-ingesprongen", head().encode() + part(f'<div dir="ltr">Hoi Kees,<br><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>Het gaat goed.</div></blockquote></div>{gmail_quote}{bq}{brs(sent)}</blockquote></div>', "html"),
      **human(html=True, vrij="Het gaat goed."))
plain("gmail-app", f"Prima, ze doet het leuk.\n\nVerzonden vanaf mijn Samsung Galaxy smartphone.\n\n{GMAIL_NL1}\n\n{gt(sent)}\n", vrij="Prima, ze doet het leuk.")
plain("gmail-emoji", f"\U0001F44D\n\n{GMAIL_NL1}\n\n{gt(sent)}\n", vrij="\U0001F44D", reactie="akkoord")

# --- Apple ---
plain("apple-mail-mac-tussen", f"Beste Kees,\n\n{APPLE_NL}\n\n" + between(gt, A) + "\n", **answers())
plain("apple-mail-mac-boven", f"{numbered}\n\nGroet,\nAnna\n\n\n> {APPLE_NL}\n> \n{gt(sent)}\n", **answers())
plain("apple-iphone", f"{numbered}\n\nVerstuurd vanaf mijn iPhone\n\n> Op 1 dec 2026 om 10:12 heeft Stage <stage@school.example> het volgende geschreven:\n> \n> \ufeff{gt(sent)[2:]}\n", **answers())
plain("apple-iphone-in-citaat", "Verstuurd vanaf mijn iPhone\n\n> Op 1 dec 2026 om 10:12 heeft Stage <stage@school.example> het volgende geschreven:\n> \n" + between(gt, ["> " + a for a in A]) + "\n", **answers())
plain("apple-ipad-en", f"Everything is fine.\n\nSent from my iPad\n\n> On 1 Dec 2026, at 10:12, Stage <stage@school.example> wrote:\n> \n{gt(sent)}\n", vrij="Everything is fine.")
write("apple-bijlage-midden", head().encode() + multi("mixed", part("Zie de foto van haar brood.\n"), attachment("brood.jpeg", "image/jpeg", how="inline"), part(f"\nGroet, Anna\n\n{APPLE_NL}\n\n{gt(sent)}\n")),
      **human(vrij="Zie de foto van haar brood.", attachments=1))
write("apple-cite", head().encode() + part(f'<html><body style="word-wrap: break-word;">Het gaat goed.<br><div><br><blockquote type="cite"><div>Op 1 dec. 2026, om 10:12 heeft Stage &lt;stage@school.example&gt; het volgende geschreven:</div><br class="Apple-interchange-newline"><div>{brs(sent)}</div></blockquote></div></body></html>', "html"),
      **human(html=True, vrij="Het gaat goed."))

# --- Thunderbird and phones ---
plain("thunderbird-tussen", f"{THUNDER_NL}\n" + between(gt, A, gap=False) + "\n\n-- \nAnna de Wit\nBakkerij De Korenaar\n", **answers())
write("thunderbird-flowed", head().encode() + part(f"{THUNDER_NL}\n" + between(lambda t: gt(t).replace("in het gesprek", "in het \n> gesprek"), [A[0].replace("komt ", "komt \n"), A[1], A[2], A[3]]) + "\n",
      params="; format=flowed"), **human(**answers()))
write("flowed-delsp", head().encode() + part(f"Het gaat heel goed met  \nZoë van  \n't Hof.\n\n-- \nAnna\n", params="; format=flowed; delsp=yes"), **human(vrij="Het gaat heel goed met Zoë van 't Hof."))
write("flowed-gevuld", head().encode() + part(" From maandag werkt ze.\n >5 klanten geholpen\n", params="; format=flowed"), **human(vrij="From maandag werkt ze.\n>5 klanten geholpen"))
plain("thunderbird-handtekening-boven", f"-- \nAnna de Wit\nBakkerij De Korenaar\n\n1. {A[0]}\n2. {A[1]}\n3. {A[2]}\n4. {A[3]}\n\n{THUNDER_NL}\n{gt(sent)}\n", **answers())
plain("k9", f"{numbered}\n-- \nVerzonden vanaf mijn Android apparaat met K-9 Mail. Excuseer mijn beknoptheid.\n\nOp 1 december 2026 10:12:33 CET schreef Stage <stage@school.example>:\n{gt(sent)}\n", **answers())
plain("fairemail", f"On 1 December 2026 10:12:33 CET, Stage <stage@school.example> wrote:\n" + between(gt, A, gap=False) + "\n", **answers())
plain("samsung", f"Gaat goed hoor\n\nVerstuurd vanaf mijn Galaxy\n\n\n-------- Oorspronkelijk bericht --------\nVan: Stage <stage@school.example>\nDatum: 01-12-2026 10:12 (GMT+01:00)\nAan: {FROM}\nOnderwerp: {SUBJECT}\n\n{sent}\n", vrij="Gaat goed hoor")
plain("proton", f"Hallo,\n\n{numbered}\n\nVerstuurd met Proton Mail beveiligde e-mail.\n\nOp dinsdag 1 december 2026 om 10:12, schreef Stage <stage@school.example>:\n\n{gt(sent)}\n", **answers())
plain("proton-en", f"All good.\n\nSent with Proton Mail secure email.\n\nOn Tuesday, December 1st, 2026 at 10:12, Stage <stage@school.example> wrote:\n\n{gt(sent)}\n", vrij="All good.")
plain("zimbra", f"{numbered}\n\nVan: \"Stage\" <stage@school.example>\nAan: \"Anna\" <{FROM}>\nVerzonden: Dinsdag 1 december 2026 10:12:00\nOnderwerp: {SUBJECT}\n\n{sent}\n", **answers())
plain("zimbra-tussen", f"----- Op 1 dec 2026 om 10:12 schreef Stage stage@school.example: -----\n\n" + between(gt, A) + "\n", **answers())
plain("lotus-notes", f"{numbered}\n\nMet vriendelijke groeten,\nAnna de Wit\n\n\n\nVan:    Stage <stage@school.example>\nAan:    {FROM}, \nDatum:  01-12-2026 10:12\nOnderwerp:      {SUBJECT}\n\n\n\n{sent}\n", **answers())
plain("lotus-notes-en", f"Fine with me.\n\nFrom:\tStage <stage@school.example>\nTo:\t{FROM}, \nDate:\t01-12-2026 10:12\nSubject:\t{SUBJECT}\n\n{sent}\n", vrij="Fine with me.", reactie="akkoord")
plain("ziggo-webmail", f"{numbered}\n\n> Op 01-12-2026 10:12 CET schreef Stage <stage@school.example>:\n> \n>  \n{gt(sent)}\n", **answers())
plain("kpn-webmail", f"Het gaat goed met Zoë.\n\nStage schreef op 2026-12-01 10:12:\n\n{gt(sent)}\n", vrij="Het gaat goed met Zoë.")
plain("yahoo", f"Het loopt lekker.\n\n    Op dinsdag 1 december 2026 om 10:12:00 CET schreef Stage <stage@school.example>:  \n \n " + sent.replace("\n", "\n ") + "\n", vrij="Het loopt lekker.")
plain("zonder-kop", f"Zoë doet het goed.\n\n{sent}\n", vrij="Zoë doet het goed.")

# --- what people do ---
plain("cijfers-kaal", "1 goed\n2 brood gebakken\n3 c\n4 niets\n", vraag1="goed", vraag2="brood gebakken", vraag3="c", vraag4="niets")
plain("cijfers-haakje", "Beste heer Ham,\n\n1) goed\n2) brood gebakken\n3) a en b\n4) rooster\n\nM.v.g.\nA. de Wit\n", vraag1="goed", vraag2="brood gebakken", vraag3="a en b", vraag4="rooster")
plain("cijfers-vraag", "Vraag 1: goed\nVraag 2: brood gebakken\n\nVraag 3:\nb\n\nVraag 4: rooster\n", vraag1="goed", vraag2="brood gebakken", vraag3="b", vraag4="rooster")
plain("cijfers-alinea", f"1.\nGoed.\n\nZe is er altijd.\n\n2.\nBrood.\n\n3. b\n4. Nee\n\n{GMAIL_NL1}\n{gt(sent)}\n", vraag1="Goed.\n\nZe is er altijd.", vraag2="Brood.", vraag3="b", vraag4="Nee")
plain("cijfers-een", "Hallo Kees,\nAlleen de eerste nu:\n1. Goed, 1.5 uur per dag samen.\n2 dagen per week is ze er.\n", vrij="Alleen de eerste nu:", vraag1="Goed, 1.5 uur per dag samen.\n2 dagen per week is ze er.")
plain("lijst-in-antwoord", f"{GMAIL_NL1}\n" + between(gt, ["1. op tijd\n2. netjes", A[1], A[2], A[3]]) + "\n", vraag1="op tijd\n2. netjes", vraag2=A[1], vraag3=A[2], vraag4=A[3])
plain("vragen-overgenomen", "Beste Kees,\n\n1. Hoe gaat het met de student op de werkvloer?\nGoed.\n\n2. Kunt u één concreet voorbeeld geven van iets dat de afgelopen weken opviel?\nHet deeg.\n", vraag1="Goed.", vraag2="Het deeg.")
plain("groet-met-meer", "Hallo Kees, alles gaat goed.\nGroeten en tot volgende week dinsdag\n", vrij="Hallo Kees, alles gaat goed.\nGroeten en tot volgende week dinsdag")
plain("keuze-overgenomen", f"3. b. mee laten doen\n\n{GMAIL_NL1}\n{gt(sent)}\n", vraag3="b. mee laten doen")
plain("leeg", f"\n\n{GMAIL_NL1}\n\n{gt(sent)}\n", reactie="leeg")
plain("leeg-handtekening", f"\n{sig}\n\n{OUTLOOK_NL}\n{sent}\n", reactie="leeg")
plain("tweede-antwoord", f"Nog een aanvulling: ze is donderdag vrij.\n\nOp wo 2 dec 2026 om 09:41 schreef Anna de Wit <{FROM}>:\n\n" + gt(f"{numbered}\n\n{GMAIL_NL1}\n\n{gt(sent)}") + "\n", vrij="Nog een aanvulling: ze is donderdag vrij.")
plain("tweede-antwoord-outlook", f"Nog iets: ze is donderdag vrij.\n\n{OUTLOOK_NL}\nDank u wel voor uw antwoord! Is er nog iets?\n\nKees\n\n{OUTLOOK_NL}\n{sent}\n", vrij="Nog iets: ze is donderdag vrij.")
write("ander-adres", head(who="Bakkerij De Korenaar <info@korenaar.example.nl>").encode() + part(f"{numbered}\n\nAnna\n\n{GMAIL_NL1}\n{gt(sent)}\n"),
      **human(**{"from": "info@korenaar.example.nl"}, vraag1=A[0], vraag2=A[1], vraag3=A[2], vraag4=A[3] + "\n\nAnna"))
write("lange-draad", head(reply=False, extra=f"In-Reply-To: <tussen@school.example>\nReferences: <{ID}>\n <a@mail.example.nl>\n <tussen@school.example>\n").encode() + part("Dank u!\n"),
      **human(references=f"tussen@school.example a@mail.example.nl {ID}", vrij="Dank u!"))
write("hoofdletters", head(who="ANNA.DEWIT@Korenaar.Example.NL", extra="Delivered-To: Stage+x@School.example\n").encode() + part("Goed.\n"), **human(vrij="Goed.", to="stage@school.example stage+x@school.example"))

# --- STOP and reactions to a summary ---
for name, text in (("stop", "STOP"), ("stop-punt", "stop."), ("stop-groet", "Beste,\n\nStop!\n\nGroet, Anna")):
    plain(name, f"{text}\n\n{GMAIL_NL1}\n{gt(sent)}\n", stop=True, reactie="leeg")
plain("stop-niet", f"Stop met deze vragen per mail aub, bel mij.\n\n{OUTLOOK_NL}\n{sent}\n", vrij="Stop met deze vragen per mail aub, bel mij.", reactie="bezwaar")
summary = "Beste mevrouw De Wit,\n\nDit spraken we af: Zoë draait vanaf 7 december de ochtendploeg.\nKlopt dit? Antwoord dan met akkoord."
for n, text in enumerate(("Akkoord", "Akkoord, bedankt!", "Helemaal mee eens", "Ja, klopt", "Prima zo", "Agreed", "OK", "Beste Kees,\n\nAkkoord.\n\nMet vriendelijke groet,\nAnna de Wit", "Ik ga akkoord met het verslag.", "Geen opmerkingen")):
    only = text.split("\n\n")[1] if "\n\n" in text else text
    plain(f"akkoord-{n + 1}", f"{text}\n\n{GMAIL_NL1}\n{gt(summary)}\n", vrij=only, reactie="akkoord")
for n, text in enumerate(("Niet akkoord", "Akkoord, maar Zoë begint op 14 december.", "ok, alleen de datum klopt niet", "Nee", "Akkoord?", "Ik ben het er niet mee eens", "Oneens")):
    plain(f"bezwaar-{n + 1}", f"{text}\n\n{GMAIL_NL1}\n{gt(summary)}\n", vrij=text, reactie="bezwaar")

# --- charsets and forms ---
text = "Zoë gaat goed: één café, à la carte."
for name, charset, how in (("windows-1252", "windows-1252", "8bit"), ("iso-8859-1", "iso-8859-1", "quoted-printable"), ("utf-8-base64", "utf-8", "base64"), ("onbekende-charset", "x-onbekend", "8bit")):
    write(name, head().encode() + part(text + "\n", charset=charset, how=how), **human(vrij=text))
write("iso-8859-15", head().encode() + part("Het kostte 5 € per dag.\n", charset="iso-8859-15", how="8bit"), **human(vrij="Het kostte 5 € per dag."))
write("windows-aanhalingstekens", head().encode() + part("Ze zei “prima” – echt waar…\n", charset="windows-1252", how="8bit").replace(b"charset=windows-1252", b"charset=iso-8859-1"), **human(vrij="Ze zei “prima” – echt waar…"))
write("verkeerde-charset", head().encode() + part(text + "\n", how="8bit").replace(b"charset=utf-8", b"charset=iso-8859-1"), **human(vrij=text))
write("utf8-is-1252", head().encode() + part(text + "\n", charset="windows-1252", how="8bit").replace(b"charset=windows-1252", b"charset=utf-8"), **human(vrij=text))
write("zonder-mime", (f"From: {FROM}\nTo: {SCHOOL}\nSubject: Re: vragen\nIn-Reply-To: <{ID}>\n\n").encode() + text.encode("windows-1252") + b"\n", **human(vrij=text))
write("utf-16", head().encode() + part(text + "\n", charset="utf-16", how="base64"), **human(vrij=text))
write("nul-en-stuur", head().encode() + b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nGo\x00ed \x1b[31mrood\x07 \xe2\x80\xaeom \xff.\n", **human(vrij="Goed [31mrood om �."))
write("crlf", (head().encode() + part(f"{numbered}\n\n{GMAIL_NL}\n\n{gt(sent)}\n", how="8bit")).replace(b"\n", b"\r\n"), **human(**answers()))
write("ondertekend", head().encode() + multi("signed", part(f"{numbered}\n\n{THUNDER_NL}\n{gt(sent)}\n"), attachment("smime.p7s", "application/pkcs7-signature"), params='; protocol="application/pkcs7-signature"; micalg=sha-256'), **human(**answers()))
write("bijgevoegd-bericht", head().encode() + multi("mixed", part("Zie bijlage.\n"), b"Content-Type: message/rfc822\nContent-Disposition: attachment\n\nFrom: kees@school.example\nSubject: x\n\nDit is niet het antwoord.\n"), **human(vrij="Zie bijlage.", attachments=1))
write("pdf", head().encode() + multi("mixed", multi("alternative", part("Zie pdf.\n"), part("<p>Zie pdf.</p>", "html")), attachment("verslag.pdf", "application/pdf")), **human(vrij="Zie pdf.", attachments=1))
write("tekstbijlage", head().encode() + multi("mixed", part("Zie bijlage.\n"), attachment("notitie.txt", "text/plain", b"1. Niet het antwoord")), **human(vrij="Zie bijlage.", attachments=1))
write("winmail-met-tekst", head().encode() + multi("mixed", part(f"{numbered}\n\n{OUTLOOK_NL}\n{sent}\n"), attachment("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22")), **human(tnef=True, attachments=1, **answers()))
write("winmail-alleen", head().encode() + attachment("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22"), **human(tnef=True, attachments=1))
write("html-vuil", head().encode() + part("<html><head><title>weg</title><style>p{}</style><script>alert('<p>weg</p>')</script></head><body><!-- weg --><p>H&eacute;t &#x27;gaat&#39; goed &amp; snel &euro;5 &#128;</p><p style='display:none'>verborgen</p><table><tr><td>a</td><td>b</td></tr></table><ul><li>een<li>twee</ul>3 < 4</body>", "html"),
      **human(html=True, vrij="Hét 'gaat' goed & snel €5 €\na b\n- een\n- twee\n3 < 4"))
write("html-charset-in-kop", head().encode() + b"Content-Type: text/html\n\n<meta charset=windows-1252><p>Zo\xeb caf\xe9</p>\n", **human(html=True, vrij="Zoë café"))

# --- sent by machines ---


def machine(name, extra, subject, text, kind="automatisch", **more):
    write(name, head(subject=subject, extra=extra).encode() + part(text), soort=kind, **{"from": FROM, "references": ID, **more})


away = "Ik ben afwezig tot en met 14 december."
machine("afwezig-exchange", "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: anna@korenaar.example.nl\n", "Automatisch antwoord: " + SUBJECT, away, vrij=away)
machine("afwezig-exchange-kaal", "X-Auto-Response-Suppress: All\n", "Automatic reply: " + SUBJECT, away, vrij=away)
machine("afwezig-gmail", "Auto-Submitted: auto-replied\nPrecedence: bulk\nX-Autoreply: yes\n", "Afwezig Re: " + SUBJECT, away, vrij=away)
machine("afwezig-vacation", "Return-Path: <>\nAuto-Submitted: auto-replied (vacation)\n", "away from my mail", away, vrij=away)
machine("afwezig-cpanel", "Precedence: auto_reply\nX-Autorespond: Vier vragen\nX-Auto-Reply-From: anna@korenaar.example.nl\n", "Afwezigheid", away, vrij=away)
machine("afwezig-notes", "Return-Path: <>\n", "Afwezig: Anna de Wit", away, vrij=away)
machine("ticket", "Auto-Submitted: auto-generated\n", "[#1234] Wij hebben uw bericht ontvangen", "Uw bericht is ontvangen.", vrij="Uw bericht is ontvangen.")
machine("mens-suppress", "X-Auto-Response-Suppress: OOF, AutoReply\nAuto-Submitted: no\n", "RE: " + SUBJECT, "Goed.", kind="mens", vrij="Goed.")
machine("mens-re-automatisch", "", "RE: Automatisch antwoord: " + SUBJECT, "Goed.", kind="mens", vrij="Goed.")
write("leesbevestiging", head(subject="Gelezen: vragen").encode() + multi("report", part("Uw bericht is gelezen.\n"), b"Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;anna@korenaar.example.nl\nDisposition: automatic-action/MDN-sent-automatically; displayed\n", params="; report-type=disposition-notification"),
      soort="automatisch", **{"from": FROM, "references": ID}, vrij="Uw bericht is gelezen.")

# --- reports of delivery ---
returned = f"Return-Path: <stage@school.example>\nFrom: {SCHOOL}\nTo: {FROM}\nSubject: vragen\nMessage-ID: <{ID}>\n\n"


def report(name, who, fields, original, text="Niet bezorgd.\n", extra="", **more):
    write(name, head(who=who, subject="Undelivered Mail Returned to Sender", reply=False, extra="Return-Path: <>\nAuto-Submitted: auto-replied\n" + extra).encode() +
          multi("report", part(text), b"Content-Type: message/delivery-status\n\n" + fields.encode() + b"\n", original, params="; report-type=delivery-status"),
          soort="bezorging", bounced_id=ID, **more)


rfc822 = b"Content-Type: message/rfc822\n\n" + returned.encode() + sent.encode() + b"\n"
only_headers = b"Content-Type: text/rfc822-headers\n\n" + returned.encode()
report("bounce-postfix", "MAILER-DAEMON@mx.school.example (Mail Delivery System)",
       f"Reporting-MTA: dns; mx.school.example\nX-Postfix-Queue-ID: 4F00\nArrival-Date: Tue, 1 Dec 2026 10:12:01 +0100 (CET)\n\nFinal-Recipient: rfc822; {FROM}\nOriginal-Recipient: rfc822;{FROM}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mail.example.nl\nDiagnostic-Code: smtp; 550 5.1.1 <{FROM}>: Recipient address\n    rejected: User unknown",
       rfc822, **{"from": "mailer-daemon@mx.school.example"}, bounced=FROM, status="5.1.1", permanent=True, diagnostic=f"550 5.1.1 <{FROM}>: Recipient address rejected: User unknown", vrij="Niet bezorgd.")
report("bounce-postfix-later", "MAILER-DAEMON@mx.school.example",
       f"Reporting-MTA: dns; mx.school.example\n\nFinal-Recipient: rfc822; {FROM}\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mail.example.nl: Connection timed out\nWill-Retry-Until: Sun, 6 Dec 2026 10:12:01 +0100",
       only_headers, **{"from": "mailer-daemon@mx.school.example"}, bounced=FROM, status="4.4.1", diagnostic="connect to mail.example.nl: Connection timed out", vrij="Niet bezorgd.")
report("bounce-exim", "Mail Delivery System <Mailer-Daemon@mx.example.org>",
       f"Reporting-MTA: dns; mx.example.org\n\nAction: failed\nFinal-Recipient: rfc822;{FROM}\nStatus: 5.0.0\nRemote-MTA: dns; mail.example.nl\nDiagnostic-Code: smtp; 552 mailbox full",
       rfc822, extra=f"X-Failed-Recipients: {FROM}\n", **{"from": "mailer-daemon@mx.example.org"}, bounced=FROM, status="5.0.0", permanent=True, diagnostic="552 mailbox full", vrij="Niet bezorgd.")
report("bounce-office365", '"Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@school.example>',
       f"Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.example.org\n\nFinal-Recipient: rfc822;{FROM}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
       rfc822, **{"from": "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@school.example"}, bounced=FROM, status="5.1.10", permanent=True,
       diagnostic="550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", vrij="Niet bezorgd.")
report("bounce-gmail", "Mail Delivery Subsystem <mailer-daemon@mail.example.org>",
       f"Reporting-MTA: dns; mail.example.org\nReceived-From-MTA: dns; {SCHOOL}\n\nFinal-Recipient: rfc822; {FROM}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.\n 550 5.1.1 https://mail.example.org/?p=NoSuchUser",
       rfc822, extra=f"X-Failed-Recipients: {FROM}\n", **{"from": "mailer-daemon@mail.example.org"}, bounced=FROM, status="5.1.1", permanent=True,
       diagnostic="550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 https://mail.example.org/?p=NoSuchUser", vrij="Niet bezorgd.")
report("bounce-twee-ontvangers", "MAILER-DAEMON@mx.school.example",
       f"Reporting-MTA: dns; mx.school.example\n\nFinal-Recipient: rfc822; een@example.nl\nAction: relayed\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; alias@example.nl\nOriginal-Recipient: rfc822;{FROM}\nAction: failed\nStatus: 5.7.1",
       only_headers, **{"from": "mailer-daemon@mx.school.example"}, bounced=FROM, status="5.7.1", permanent=True, vrij="Niet bezorgd.")
qmail = (f"Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{FROM}>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\nGiving up on 192.0.2.7.\n\n--- Below this line is a copy of the message.\n\n{returned}{sent}\n")
write("bounce-qmail", ("Return-Path: <>\n" + head(who="MAILER-DAEMON@mx.example.org", subject="failure notice", reply=False)).encode() + part(qmail), soort="bezorging", **{"from": "mailer-daemon@mx.example.org"}, bounced=FROM, bounced_id=ID, status="5.1.1", permanent=True,
      diagnostic="192.0.2.7 does not like recipient. Remote host said: 550 5.1.1 User unknown Giving up on 192.0.2.7.", antwoord="nee")
exim = (f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {FROM}\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\n{returned}{sent}\n")
write("bounce-exim-oud", ("Return-Path: <>\n" + head(who="Mail Delivery System <Mailer-Daemon@mx.example.org>", subject="Mail delivery failed: returning message to sender", reply=False, extra=f"X-Failed-Recipients: {FROM}\nAuto-Submitted: auto-replied\n")).encode() + part(exim),
      soort="bezorging", **{"from": "mailer-daemon@mx.example.org"}, bounced=FROM, bounced_id=ID, permanent=True, diagnostic="Unrouteable address", antwoord="nee")
later = (f"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.org.\n\nThe address to which the message has not yet been delivered is:\n\n  {FROM}\n    Delay reason: 451 4.7.1 Greylisted\n\nNo action is required on your part.\n")
write("bounce-exim-later", ("Return-Path: <>\n" + head(who="Mail Delivery System <Mailer-Daemon@mx.example.org>", subject="Warning: message delayed 24 hours", extra="Auto-Submitted: auto-replied\n")).encode() + part(later),
      soort="bezorging", **{"from": "mailer-daemon@mx.example.org"}, references=ID, bounced=FROM, bounced_id=ID, status="4.7.1", diagnostic="Delay reason: 451 4.7.1 Greylisted", antwoord="nee")
print(count)
