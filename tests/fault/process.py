#!/usr/bin/env python3
"""Two servers on one folder, and a stop under load. `process.py [BINARY]`."""
import socket
import threading
import time

import checks
from case import main
from receiver import Receiver, wait_until
from senders import Record, Sender, deliver
from server import DidNotStart, Server, message

STOP_WITHIN = 10  # seconds, sanitizers included


def second_server(case):
    """A second server on the same folder refuses and says why; the first goes on; when it is dead the second starts."""
    first = Server(case.binary, case.folder / "first", data=case.folder / "data").start()
    second = Server(case.binary, case.folder / "second", data=case.folder / "data", shop=first.shop)
    record = Record()
    deliver(first, record, message("web", "c1", "m1", "能便宜点吗"))
    try:
        second.start()
        case.check(False, "the second server starts beside the first")
    except DidNotStart as refusal:
        case.check(refusal.code > 0, f"exit code {refusal.code}")
        case.check(str(first.data) in refusal.said and "in use by another xiaoer" in refusal.said,
                   f"it says why: {refusal.said}")
        case.told(refusal.said.strip())
    deliver(first, record, message("web", "c1", "m2", "270可以吗"), time.monotonic() + 10)
    case.check(first.kill(), "the first is still there")
    second.start()
    for number, text in enumerate(["能便宜点吗", "270可以吗", "再少点"], 1):  # two repetitions and one that is new
        deliver(second, record, message("web", "c1", f"m{number}", text), time.monotonic() + 10)
    case.check(second.stop()[0] == 0, "the second stops well")
    kept = checks.Kept(second.data / "xiaoer.db")
    for wrong in record.problems + checks.every_message_has_one_turn(kept, record) + checks.state_went_on(kept, record):
        case.check(False, wrong)


def address_in_use(case):
    """A second server on the same address refuses and says why."""
    first = Server(case.binary, case.folder / "first").start()
    second = Server(case.binary, case.folder / "second", shop=first.shop)
    second.config.write_text(second.config.read_text().replace("127.0.0.1:0", f"127.0.0.1:{first.port}"))
    try:
        second.start()
        case.check(False, "two servers share an address")
    except DidNotStart as refusal:
        case.check(refusal.code > 0 and f"127.0.0.1:{first.port}" in refusal.said, f"it says why: {refusal.said}")
        case.told(refusal.said.strip())
    case.check(first.stop()[0] == 0, "the first stops well")


def stop_under_load(case):
    """SIGTERM while eight senders write: everything accepted is kept and answered, and the process ends well and soon."""
    receiver = Receiver()
    server = Server(case.binary, case.folder, {"bridge": receiver.url}).start()
    record, stop = Record(), threading.Event()
    senders = [Sender(server, record, channel, n, 1, stop, rest=(0.0, 0.01))
               for n, channel in enumerate(["web", "bridge"] * 4)]
    for sender in senders:
        sender.start()
    stops = []
    for _ in range(3):
        time.sleep(1)
        code, seconds = server.stop()
        stops.append(seconds)
        case.check(code == 0, f"exit code {code}\n{server.last_words()}")
        case.check(seconds < STOP_WITHIN, f"it took {seconds:.1f} s to stop")
        # At this moment: whatever was answered with 200 has its turn, whatever was accepted is kept.
        with record.lock:
            answered = dict(record.answers)
        kept = checks.Kept(server.data / "xiaoer.db")
        there = set(kept.inbox) | set(kept.waiting)
        lost = [key for key in answered if key not in there]
        case.check(not lost, f"lost in the stop: {lost[:5]}")
        server.start()
    stop.set()
    for sender in senders:
        sender.join(30)
        case.check(not sender.is_alive(), "a sender never got its answer")
    database = server.data / "xiaoer.db"
    case.check(wait_until(lambda: checks.unfinished(database) == (0, 0), 30),
               f"(without a turn, not delivered) are left: {checks.unfinished(database)}")
    case.check(server.stop()[0] == 0, "the last stop")
    kept = checks.Kept(database)
    for wrong in (record.problems + checks.every_message_has_one_turn(kept, record) +
                  checks.state_went_on(kept, record) + checks.every_reply_arrived_once(kept, receiver.by_key())):
        case.check(False, wrong)
    again = checks.sent_again(receiver.by_key())
    case.check(again == 0, f"a graceful stop delivers nothing twice: {again}")
    case.told(f"stopped in {', '.join(f'{s:.2f}' for s in stops)} s under load; {len(record.answers)} messages accepted, "
              f"{len(receiver.by_key())} replies delivered, {again} of them again")


def stop_with_idle_clients(case):
    """SIGTERM while clients hold connections open, one of them in the middle of a request: it does not wait for them."""
    server = Server(case.binary, case.folder).start()
    held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
    held[0].sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    case.check(b"200" in held[0].recv(4096), "the first is served and kept open")
    held[1].sendall(b"POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
    time.sleep(0.3)
    code, seconds = server.stop()
    case.check(code == 0, f"exit code {code}")
    case.check(seconds < STOP_WITHIN, f"it took {seconds:.1f} s to stop")
    case.told(f"stopped in {seconds:.1f} s")
    for one in held:
        one.close()


def stop_with_hanging_receiver(case):
    """SIGTERM while a receiver hangs: it ends when that delivery has timed out, and the reply is still there."""
    receiver = Receiver()
    receiver.answer = "hang"
    server = Server(case.binary, case.folder, {"bridge": receiver.url}).start()
    record = Record()
    deliver(server, record, message("bridge", "c1", "m1", "发什么快递"))
    case.check(wait_until(lambda: receiver.refused >= 1, 20), "a delivery hangs")
    code, seconds = server.stop()
    case.check(code == 0, f"exit code {code}")
    case.check(seconds < 25, f"it took {seconds:.1f} s")
    left = checks.unfinished(server.data / "xiaoer.db")[1]
    case.check(left >= 1, "the reply waits for the next start")
    case.told(f"stopped in {seconds:.1f} s, {left} replies wait for the next start")
    receiver.let_go.set()
    receiver.answer = 200
    server.start()
    case.check(receiver.wait_for(left, 20), "it is delivered then")
    server.stop()


if __name__ == "__main__":
    main(__doc__, [second_server, address_in_use, stop_under_load, stop_with_idle_clients, stop_with_hanging_receiver])
