#!/usr/bin/env python3
"""What strangers may try on a running server, as a table: what is done, what it says, and how long a buyer who comes
in the middle of it waits for an answer. Exit code 1 if an attack gets something else than it should, if that buyer
waits more than 200 ms, or if the server dies."""
import argparse
import contextlib
import http.client
import json
import pathlib
import resource
import shutil
import socket
import sys
import tempfile
import time

from server import SOURCE, Server, message

WAIT_MS = 200  # the most that a newcomer may wait
TOKEN = "0123456789abcdef-lili"
LIMITS = """agents: {lili: "%s"}
admin_token: "fedcba9876543210-admin"
limits:
  buyer: {per_second: 2, burst: 10}
""" % TOKEN


class Attacker:
    def __init__(self, server):
        self.server = server
        self.open = []

    def connect(self):
        peer = socket.create_connection(("127.0.0.1", self.server.port), timeout=10)
        self.open.append(peer)
        return peer

    def say(self, text):
        """The status of the answer to these bytes; 0 if there is none."""
        peer = self.connect()
        with contextlib.suppress(OSError):
            peer.sendall(text if isinstance(text, bytes) else text.encode())
        with contextlib.suppress(OSError):
            head = peer.recv(65536).decode(errors="replace")
            if head.startswith("HTTP/1.1 "):
                return int(head[9:12])
        return 0

    def post(self, body, headers=None, path="/v1/messages"):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            data = body.encode() if isinstance(body, str) else json.dumps(body).encode() if isinstance(body, dict) else body
            connection.request("POST", path, data, headers or {})
            response = connection.getresponse()
            response.read()
            return response.status, response.headers
        finally:
            connection.close()

    def close(self):
        for peer in self.open:
            peer.close()
        self.open.clear()


def idle(a):
    """1,000 connections that say nothing"""
    for _ in range(1000):
        a.connect()
    return "open", "open"


def slow_heads(a):
    """500 heads that never end"""
    for _ in range(500):
        a.connect().sendall(b"POST /v1/messages HT")
    return "open", "open"


def slow_bodies(a):
    """500 bodies, a byte each"""
    for _ in range(500):
        a.connect().sendall(b"POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")
    return "open", "open"


def deaf(a):
    """100 clients that ask a thousand times and read nothing"""
    request = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 1000
    for _ in range(100):
        peer = a.connect()
        peer.setblocking(False)
        with contextlib.suppress(OSError):
            peer.send(request)
    return "open", "open"


def large_body(a):
    """a body of 100 MB"""
    return a.say("POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n\r\n" + "x" * 100000), 413


def large_chunks(a):
    """chunks without end"""
    return a.say("POST /v1/messages HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
                 "8000\r\n" + "x" * 0x8000 + "\r\n" + ("8000\r\n" + "x" * 0x8000 + "\r\n") * 9), 413


def large_head(a):
    """a head of 100 KB"""
    return a.say("GET / HTTP/1.1\r\nHost: a\r\nX-A: " + "x" * 100000 + "\r\n\r\n"), 431


def long_address(a):
    """an address of 5 KB"""
    return a.say("GET /" + "x" * 5000 + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414


def two_lengths(a):
    """two Content-Lengths"""
    return a.say("POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}"), 400


def length_and_chunks(a):
    """Content-Length and chunks"""
    return a.say("POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "0\r\n\r\nG"), 400


def zip_bomb(a):
    """a compressed body"""
    return a.say("POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx"), 415


def deep_json(a):
    """JSON 100,000 deep"""
    return a.post("[" * 100000)[0], 400


def bad_utf8(a):
    """a text that is no UTF-8"""
    return a.post(json.dumps(message("web", "u", "m1", "x")).encode().replace(b'"x"', b'"\xff\xfe"'))[0], 400


def injection(a):
    """SQL, a path and a log line for an id"""
    hostile = "../../etc/passwd\\u0000'; DROP TABLE inbox;--\\n{\\\"level\\\":\\\"error\\\"}"
    status, _ = a.post('{"shop":"demo","channel":"web","conversation":"%s","buyer":{"id":"b"},'
                       '"message":{"id":"m","text":"在吗"}}' % hostile)
    return status, 400


def guessed_tokens(a):
    """200 guessed tokens at the desk"""
    seen = {a.post({}, {"Authorization": f"Bearer {n:016d}"}, "/v1/conversations/c/take")[0] for n in range(200)}
    return ",".join(map(str, sorted(seen))), "401"


def desk_as_admin(a):
    """an agent's token for an administrator's call"""
    return a.post("", {"Authorization": "Bearer " + TOKEN}, "/v1/admin/backup")[0], 401


def flooding_buyer(a):
    """a buyer who sends 50 messages at once"""
    seen = [a.post(message("web", "flood", f"m{n}", "在吗"))[0] for n in range(50)]
    told = seen.count(429)
    return f"{'some' if 0 < told < 50 else told} told 429, {set(seen) - {200, 429} or 'no'} other", \
        "some told 429, no other"


ATTACKS = [idle, slow_heads, slow_bodies, deaf, large_body, large_chunks, large_head, long_address, two_lengths,
           length_and_chunks, zip_bomb, deep_json, bad_utf8, injection, guessed_tokens, desk_as_admin, flooding_buyer]


def newcomer(server, number):
    """Milliseconds until a buyer who has not been here before has an answer; None if there is none."""
    begun = time.monotonic()
    try:
        status, _, body = server.send(message("web", f"new-{number}", "m1", "发什么快递"), timeout=5)
    except (OSError, http.client.HTTPException):
        return None
    return (time.monotonic() - begun) * 1000 if status == 200 and json.loads(body)["replies"] else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", nargs="?", default=SOURCE / "build" / "xiaoer")
    parser.add_argument("--wait", type=float, default=WAIT_MS, help="milliseconds that a newcomer may wait")
    arguments = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="xiaoer-attack-"))
    server = Server(arguments.binary, folder)
    server.config.write_text(server.config.read_text() + LIMITS)
    server.start()
    newcomer(server, "warm")
    wrong = False
    print(f"{'attack':<60} {'got':<26} newcomer waits")
    for number, attack in enumerate(ATTACKS):
        attacker = Attacker(server)
        got, wanted = attack(attacker)
        waits = newcomer(server, number)
        bad = str(got) != str(wanted) or waits is None or waits > arguments.wait or not server.alive()
        wrong = wrong or bad
        told = "for ever" if waits is None else f"{waits:.0f} ms"
        print(f"{attack.__doc__:<60} {str(got):<26} {told}{f'   WRONG, wanted {wanted}' if bad else ''}")
        attacker.close()
    log = server.log.read_text(errors="replace")
    for secret in (TOKEN, "fedcba9876543210", "passwd"):
        if secret in log:
            wrong = True
            print(f"WRONG: {secret} stands in the log")
    code, seconds = server.stop()
    print(f"stopped with exit code {code} in {seconds:.1f} s; nothing secret in the log" if not wrong else "see above")
    if code != 0 or wrong:
        print(f"left for a look: {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
