#!/usr/bin/env python3
"""Stands between a client and a PostgreSQL server, and cuts the connection at a moment that is chosen.

usage: proxy.py LISTEN SERVER LOG (before|after) TIMES STATEMENT…

LISTEN and SERVER are sockets. A connection is cut when parts of statements have gone by in this order, the first TIMES
that it happens: `before` the message with the last of them reaches the server, or `after` the server has answered all
that was sent with it, and before that answer reaches the client. With TIMES `last` it is cut once, and after that nobody
is let through. LOG gets a line for every cut, so that a test can see that there was one.
"""

import os
import socket
import struct
import sys
import threading

LISTEN, SERVER, LOG, WHEN, TIMES, *STATEMENTS = sys.argv[1:]
LEFT = [1 if TIMES == "last" else int(TIMES)]
LOCK = threading.Lock()


def take(sock, n):
    data = b""
    while len(data) < n:
        part = sock.recv(n - len(data))
        if not part:
            raise ConnectionError
        data += part
    return data


def message(sock, typed=True):
    """One message of the protocol: a letter, but for the first one, and a length that counts itself."""
    head = take(sock, 5 if typed else 4)
    return head + take(sock, struct.unpack("!I", head[-4:])[0] - 4)


def may_cut():
    with LOCK:
        if LEFT[0] == 0:
            return False
        LEFT[0] -= 1
        if TIMES == "last":
            os.unlink(LISTEN)
        with open(LOG, "a", encoding="ascii") as log:
            log.write(f"cut {WHEN} {STATEMENTS[-1]}\n")
        return True


class Connection:
    def __init__(self, client):
        self.client, self.server = client, socket.socket(socket.AF_UNIX)
        self.server.connect(SERVER)
        self.seen, self.cutting, self.synced, self.ready = 0, False, 0, 0

    def cut(self):
        for sock in (self.client, self.server):
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def is_it(self, data):
        """Whether this is the message that the connection is cut at. A statement is in a Parse or a Query."""
        if data[:1] in b"PQ" and self.seen < len(STATEMENTS) and STATEMENTS[self.seen].encode() in data:
            self.seen += 1
            return self.seen == len(STATEMENTS) and may_cut()
        return False

    def there(self):
        try:
            self.server.sendall(message(self.client, typed=False))
            while True:
                data = message(self.client)
                if self.is_it(data):
                    if WHEN == "before":
                        break
                    self.cutting = True
                if data[:1] == b"S":
                    self.synced += 1
                self.server.sendall(data)
        except OSError:
            pass
        self.cut()

    def back(self):
        try:
            while True:
                data = message(self.server)
                if data[:1] == b"Z":
                    self.ready += 1
                if not self.cutting:
                    self.client.sendall(data)
                elif data[:1] == b"Z" and self.ready > self.synced:  # one Z more: of the beginning of the connection
                    break
        except OSError:
            pass
        self.cut()


def main():
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(LISTEN)
        os.chmod(LISTEN, 0o777)
        listener.listen(64)
        while True:
            client, _ = listener.accept()
            try:
                connection = Connection(client)
            except OSError:  # the server is away
                client.close()
                continue
            for direction in (connection.there, connection.back):
                threading.Thread(target=direction, daemon=True).start()


main()
