#!/usr/bin/python3
"""An SMTP server on the loopback that keeps what it is sent, for tests.

usage: sink.py [--refuse ADDRESS] [--defer ADDRESS] [--slow SECONDS] FOLDER

Prints its port as the first line of standard output when it can be reached, and runs until it is ended. Each message is
kept in FOLDER as NNNN.eml, the bytes as they came over the wire, and NNNN.json, its envelope; the JSON comes last, so who
sees it sees both. --refuse and --defer may be given more than once; the address "data:ADDRESS" is refused or deferred only
after the whole message. With --slow every message waits so long before it is taken in.
"""

import argparse
import asyncio
import json
import os
import sys

from aiosmtpd.smtp import SMTP


class Keep:
    def __init__(self, options):
        self.options, self.count = options, 0

    def answer(self, address):
        if address in self.options.refuse:
            return "550 5.1.1 no such person here"
        if address in self.options.defer:
            return "451 4.3.0 not now"
        return None

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        no = self.answer(address)
        if no is None:
            envelope.rcpt_tos.append(address)
        return no or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.options.slow)
        for address in envelope.rcpt_tos:
            no = self.answer("data:" + address)
            if no is not None:
                return no
        self.count += 1
        name = os.path.join(self.options.folder, f"{self.count:04}")
        with open(name + ".eml", "wb") as file:
            file.write(envelope.original_content)
        with open(name + ".new", "w", encoding="utf-8") as file:
            json.dump({"from": envelope.mail_from, "to": envelope.rcpt_tos}, file)
        os.rename(name + ".new", name + ".json")
        return "250 OK"


async def main():
    options = argparse.ArgumentParser()
    options.add_argument("--refuse", action="append", default=[])
    options.add_argument("--defer", action="append", default=[])
    options.add_argument("--slow", type=float, default=0)
    options.add_argument("folder")
    options = options.parse_args()
    keep = Keep(options)
    # A strict server: 7-bit addresses, and lines as RFC 5321 has them.
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(keep, enable_SMTPUTF8=False, hostname="sink.example.org"), host="127.0.0.1", port=0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(0)
