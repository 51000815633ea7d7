"""The other side of an asynchronous channel: counts what is delivered by its idempotency key (`webhook-id`)."""
import http.server
import json
import random
import threading
import time


class Receiver:
    """`answer` decides about each delivery: 200, another status, "hang" (keeps the connection without an answer), or
    "lose" (takes it, and the connection breaks before the sender hears of it)."""

    def __init__(self, trouble=0.0, seed=0, port=0):
        self.lock = threading.Lock()
        self.taken = []  # (key, body), in the order of arrival; what was refused is not in it
        self.refused = 0
        self.answer = 200
        self.trouble = trouble  # share of deliveries that go wrong by chance
        self.random = random.Random(seed)
        self.let_go = threading.Event()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                receiver.handle(self)

            def log_message(self, *_):
                pass

        class Listening(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):  # a sender that was killed in the middle
                pass

        self.handler, self.listening = Handler, Listening
        self.port = port
        self.server = None
        self.up()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/in"

    def up(self):
        self.server = self.listening(("127.0.0.1", self.port), self.handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def down(self):
        """Nobody listens at the address any more."""
        self.server.shutdown()
        self.server.server_close()

    def handle(self, request):
        body = request.rfile.read(int(request.headers["content-length"]))
        with self.lock:
            answer = self.answer
            if answer == 200 and self.random.random() < self.trouble:
                answer = self.random.choice([500, "lose"])
            if answer in (200, "lose"):
                self.taken.append((request.headers["webhook-id"], body))
            else:
                self.refused += 1
        if answer == "hang":
            self.let_go.wait(60)
        if answer in ("hang", "lose"):
            request.close_connection = True
            return
        request.send_response(answer)
        request.send_header("content-length", "0")
        request.end_headers()

    def by_key(self):
        """Bodies by key, in the order of their first arrival."""
        with self.lock:
            found = {}
            for key, body in self.taken:
                found.setdefault(key, []).append(body)
            return found

    def texts(self, conversation):
        """What the buyer of the conversation reads: each key once."""
        bodies = [json.loads(b[0]) for b in self.by_key().values()]
        return [b["reply"]["text"] for b in bodies if b["conversation"] == conversation]

    def wait_for(self, count, seconds=20):
        """Until so many distinct keys have come."""
        return wait_until(lambda: len(self.by_key()) >= count, seconds)


def wait_until(true, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return true()
