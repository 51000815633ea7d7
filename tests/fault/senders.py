"""Buyers that write at the same time and try again until they get their answer, and the record of what they were told."""
import http.client
import json
import random
import threading
import time

from server import message

# One talk in the order it is held: bargaining, whose state must survive, with questions in between.
TALK = ["能便宜点吗", "80行不行", "发什么快递", "270可以吗", "再少点", "包邮吗", "几天能到", "好的", "有货吗", "质量怎么样", "什么时候发货", "谢谢"]
OPEN_TALKS = 3  # that one sender holds at a time


def without_duplicate(body):
    """The answer without what a repetition may change."""
    return body.replace(b'"duplicate":true', b'"duplicate":false')


class Record:
    """What was sent, and what the server promised by its answer."""

    def __init__(self):
        self.lock = threading.Lock()
        self.answers = {}  # (channel, conversation, id) -> the first answer, without_duplicate
        self.talks = {}  # (channel, conversation) -> [(id, text)] in the order in which they were answered
        self.sent = 0  # requests, repetitions and retries included
        self.retries = 0  # that were needed because there was no answer, or a 503
        self.repeated = 0  # ids sent again although the answer was there
        self.problems = []

    def keep(self, key, text, answer):
        answer = without_duplicate(answer)
        with self.lock:
            first = self.answers.setdefault(key, answer)
            if first is answer:
                self.talks.setdefault(key[:2], []).append((key[2], text))
                return
            if first != answer:
                self.problems.append(f"{key}: a repeated id got another answer: {answer.decode()} after {first.decode()}")


def deliver(server, record, body, end=None):
    """Sends until it is answered and returns the answer; None if `end` (a time) comes first or it is refused."""
    key = (body["channel"], body["conversation"], body["message"]["id"])
    while end is None or time.monotonic() < end:
        with record.lock:
            record.sent += 1
        try:
            status, _, answer = server.send(body)
            if status in (200, 202):
                record.keep(key, body["message"]["text"], answer)
                return answer
            if status != 503:
                with record.lock:
                    record.problems.append(f"{key}: HTTP {status} {answer.decode(errors='replace')}")
                return None
        except (OSError, http.client.HTTPException):
            pass
        with record.lock:
            record.retries += 1
        time.sleep(0.02)
    with record.lock:
        record.problems.append(f"{key}: no answer in time")
    return None


class Sender(threading.Thread):
    """One buyer's side of one channel, talk after talk until `stop` is set; then the message at hand is finished."""

    def __init__(self, server, record, channel, number, seed, stop, rest=(0.0, 0.03)):
        super().__init__(daemon=True)
        self.server, self.record, self.channel, self.number, self.stop = server, record, channel, number, stop
        self.random = random.Random(seed * 1000 + number)
        self.rest = rest
        self.past = []

    def run(self):
        started = 0
        talks = []  # [conversation, how many it has had, how many it will have]
        while not self.stop.is_set():
            if len(talks) < OPEN_TALKS:
                started += 1
                talks.append([f"c{self.number}-{started}", 0, self.random.randint(4, len(TALK))])
            talk = self.random.choice(talks)
            body = message(self.channel, talk[0], f"m{talk[1] + 1}", TALK[talk[1]])
            talk[1] += 1
            if talk[1] == talk[2]:
                talks.remove(talk)
            self.speak(body)
            time.sleep(self.random.uniform(*self.rest))

    def speak(self, body):
        # A bridge that sends the same message on two connections at once gets one answer, twice.
        twin = None
        if self.random.random() < 0.1:
            twin = threading.Thread(target=deliver, args=(self.server, self.record, body), daemon=True)
            twin.start()
        deliver(self.server, self.record, body)
        if twin is not None:
            twin.join()
        self.past.append(body)
        if twin is not None or self.random.random() < 0.2:
            again = self.random.choice(self.past)
            with self.record.lock:
                self.record.repeated += 1
            answer = deliver(self.server, self.record, again)
            if answer is not None and json.loads(answer)["duplicate"] is not True:
                with self.record.lock:
                    self.record.problems.append(f"{again}: sent again, and not called a duplicate: {answer.decode()}")
