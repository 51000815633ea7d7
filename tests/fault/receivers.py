#!/usr/bin/env python3
"""Receivers of asynchronous channels that are down or hang: nothing is lost, order stays, and nobody else waits.
`receivers.py [BINARY]`."""
import time

import checks
from case import main
from receiver import Receiver, wait_until
from senders import Record, deliver
from server import Server, message

TALK = ["能便宜点吗", "发什么快递", "包邮吗"]
CONVERSATIONS = 5


def talk(server, record, channel, pause=0.0):
    """Every conversation's lines; a `pause` longer than the shop's makes each line a thought of its own."""
    for number, text in enumerate(TALK, 1):
        for c in range(CONVERSATIONS):
            deliver(server, record, message(channel, f"r{c}", f"m{number}", text))
        time.sleep(pause)


def check_delivery(case, server, record, receiver):
    database = server.data / "xiaoer.db"
    case.check(wait_until(lambda: checks.unfinished(database) == (0, 0), 30),
               f"(without a turn, not delivered) are left: {checks.unfinished(database)}")
    code, _ = server.stop()
    case.check(code == 0, f"SIGTERM: exit code {code}")
    kept = checks.Kept(database)
    for wrong in (record.problems + checks.every_message_has_one_turn(kept, record) +
                  checks.state_went_on(kept, record) + checks.every_reply_arrived_once(kept, receiver.by_key())):
        case.check(False, wrong)


def nobody_listens(case):
    """The receiver is not there: replies stay in the outbox, also over a SIGKILL, and arrive in order, once by key."""
    receiver = Receiver()
    receiver.down()
    server = Server(case.binary, case.folder, {"bridge": receiver.url}).start()
    record = Record()
    talk(server, record, "bridge", pause=1.2)
    database = server.data / "xiaoer.db"
    case.check(wait_until(lambda: checks.unfinished(database)[0] == 0, 20), "every message has its turn meanwhile")
    kept = checks.unfinished(database)[1]
    case.check(kept >= len(TALK) * CONVERSATIONS, f"the replies wait in the outbox: {kept}")
    case.check(server.kill(), f"the server is still there\n{server.last_words()}")
    server.start()
    case.check(checks.unfinished(database)[1] == kept, "they wait there after a SIGKILL, too")
    receiver.up()
    begun = time.monotonic()
    case.check(receiver.wait_for(kept, 40), f"{len(receiver.by_key())} of {kept} arrived when the receiver was back")
    case.told(f"{kept} replies waited, all arrived {time.monotonic() - begun:.1f} s after the receiver came back")
    check_delivery(case, server, record, receiver)


def says_it_is_not_well(case):
    """The receiver answers 500, then 429, then takes everything."""
    receiver = Receiver()
    receiver.answer = 500
    server = Server(case.binary, case.folder, {"bridge": receiver.url}).start()
    record = Record()
    talk(server, record, "bridge")
    case.check(wait_until(lambda: receiver.refused >= 1, 20), "an attempt is made")
    receiver.answer = 429
    case.check(wait_until(lambda: receiver.refused >= 3, 20), "it is tried again")
    refused = receiver.refused
    case.check(refused < 30, f"a receiver in trouble is not hammered: {refused} attempts")
    receiver.answer = 200
    check_delivery(case, server, record, receiver)
    case.told(f"{refused} attempts refused, then {len(receiver.by_key())} replies delivered")


def takes_it_and_breaks_off(case):
    """The receiver takes replies, and the connection breaks before it can say so: again, under the same key."""
    receiver = Receiver()
    receiver.answer = "lose"
    server = Server(case.binary, case.folder, {"bridge": receiver.url}).start()
    record = Record()
    talk(server, record, "bridge")
    case.check(wait_until(lambda: len(receiver.taken) >= 2, 20), "it is tried again")
    receiver.answer = 200
    check_delivery(case, server, record, receiver)
    again = checks.sent_again(receiver.by_key())
    case.check(again > 0, "something came again under the same key")
    case.told(f"{len(receiver.by_key())} replies, {again} deliveries more under the same keys")


def one_hangs(case):
    """A receiver that takes the connection and never answers delays neither another channel nor answers in the response."""
    slow, good = Receiver(), Receiver()
    slow.answer = "hang"
    server = Server(case.binary, case.folder, {"slow": slow.url, "bridge": good.url}).start()
    record = Record()
    for c in range(20):
        deliver(server, record, message("slow", f"s{c}", "m1", "发什么快递"))
    case.check(wait_until(lambda: slow.refused >= 4, 20), "all connections to the slow one hang")
    times = []
    for c in range(50):
        begun = time.monotonic()
        deliver(server, record, message("web", f"w{c}", "m1", "发什么快递"))
        times.append(time.monotonic() - begun)
    case.check(max(times) < 1, f"answers in the response while it hangs: the slowest took {max(times):.2f} s")
    begun = time.monotonic()
    deliver(server, record, message("bridge", "b1", "m1", "发什么快递"))
    case.check(good.wait_for(1, 10), "another channel's reply is delivered while it hangs")
    waited = time.monotonic() - begun
    case.check(waited < 5, f"another channel's reply took {waited:.1f} s, the pause for further pieces included")
    case.told(f"while it hangs: slowest of 50 answers {max(times) * 1000:.0f} ms; another channel's reply after "
              f"{waited:.1f} s (1 s is the shop's pause)")
    slow.answer = 200
    slow.let_go.set()
    check_delivery(case, server, record, Both(slow, good))


class Both:
    """Two receivers seen as one."""

    def __init__(self, *receivers):
        self.receivers = receivers

    def by_key(self):
        return {key: bodies for r in self.receivers for key, bodies in r.by_key().items()}


if __name__ == "__main__":
    main(__doc__, [nobody_listens, says_it_is_not_well, takes_it_and_breaks_off, one_hangs])
