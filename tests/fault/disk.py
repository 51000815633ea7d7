#!/usr/bin/env python3
"""A disk that is full, and one that cannot be written: nothing is acknowledged that was not kept, nothing is lost that
was acknowledged, and the server goes on by itself when it can. `disk.py [BINARY] --disk-errors LIBRARY`; two of the cases need a small tmpfs, so root."""
import os
import pathlib
import subprocess
import threading
import time

import checks
from case import main
from receiver import Receiver, wait_until
from senders import Record, Sender, deliver
from server import DidNotStart, Server, message

MEGABYTES = 48  # more than the senders write


class Tmpfs:
    """A disk of a few megabytes at `path`."""

    def __init__(self, path):
        self.path = path
        self.path.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "tmpfs", self.path], check=True,
                       capture_output=True)

    def remount(self, how):
        subprocess.run(["mount", "-o", f"remount,{how}", self.path], check=True, capture_output=True)

    def fill(self):
        """Takes all the space that is left."""
        with open(self.path / "ballast", "ab", buffering=0) as ballast:
            for size in (1 << 20, 4096):
                try:
                    while True:
                        ballast.write(b"x" * size)
                except OSError:
                    pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.path], check=False)


class FailingDisk:
    """Makes writing below `under` fail on command, by a library that the server is started with (disk_errors.cc)."""

    def __init__(self, case, under):
        self.command = case.folder / "fault"
        self.environment = {"LD_PRELOAD": str(pathlib.Path(case.disk_errors).resolve()),
                            "XIAOER_FAULT_FILE": str(self.command), "XIAOER_FAULT_UNDER": str(under)}

    def fail(self, how):
        # Renamed into place: half a word is none.
        (self.command.parent / "fault.new").write_text(how)
        (self.command.parent / "fault.new").rename(self.command)

    def mend(self):
        self.command.unlink()


def need_tmpfs(case):
    if os.geteuid() != 0:
        case.need("needs root, to mount a small tmpfs")
    probe = subprocess.run(["sh", "-c", "d=$(mktemp -d) && mount -t tmpfs -o size=1m tmpfs $d && umount $d; r=$?; "
                            "rmdir $d; exit $r"], capture_output=True, text=True)
    if probe.returncode != 0:
        case.need(f"mounting a tmpfs is not allowed here: {probe.stderr.strip()}")


def send_until_refused(case, server, channel, record):
    """Messages one after the other until one is refused; says what is wrong with the refusal."""
    for i in range(1, 3000):
        body = message(channel, f"full-{i // 8}", f"m{i}", f"能便宜点吗 {i}")
        status, headers, answer = server.send(body)
        if status in (200, 202):
            record.keep((channel, body["conversation"], f"m{i}"), body["message"]["text"], answer)
            continue
        case.check(status == 503, f"what cannot be kept is answered with 503, not {status} {answer.decode()}")
        case.check(headers.get("Retry-After", "").isdigit(), f"503 on {channel} tells when to come back (Retry-After)")
        return body
    case.check(False, f"{channel}: no message was ever refused")
    return None


def under_load(case, server, receiver, break_it, mend_it, may_accept=False, kill=False):
    """Senders that retry; the disk breaks, stays so for two seconds, and is mended. What they were told must be so.
    `may_accept`: in the trouble something small may still be kept. `kill`: it is killed in the trouble, too."""
    record, stop = Record(), threading.Event()
    deliver(server, record, message("web", "before", "m1", "能便宜点吗"))
    senders = [Sender(server, record, channel, n, 1, stop, rest=(0.02, 0.1)) for n, channel in enumerate(["web", "bridge"] * 3)]
    for sender in senders:
        sender.start()
    time.sleep(1)
    break_it()
    refused = [send_until_refused(case, server, channel, record) for channel in ("web", "bridge")]
    time.sleep(0.3)  # for answers that were on their way
    before, end = len(record.answers), time.monotonic() + 2
    while time.monotonic() < end:
        # What is known is answered all the same: that needs no space.
        status, _, _ = server.send(message("web", "before", "m1", "能便宜点吗"))
        case.check(status == 200, f"a known id is answered, not {status}")
        time.sleep(0.1)
    during = len(record.answers) - before
    case.check(may_accept or during == 0, f"{during} messages were acknowledged when nothing could be kept")
    case.check(server.alive(), f"the server is still there\n{server.last_words()}")
    if kill:
        server.kill()
        try:
            server.start()
            case.told("killed, and started again in the trouble")
        except DidNotStart as refusal:
            case.check(refusal.code > 0 and str(server.data) in refusal.said, f"it names the folder: {refusal}")
            case.told(f"killed, and not started again in the trouble: {refusal.said.strip()}")
    mend_it()
    if not server.alive():
        server.start()
    begun = time.monotonic()
    for body in filter(None, refused):
        case.check(deliver(server, record, body, begun + 20) is not None, "it goes on when it can write again")
    recovered = time.monotonic() - begun
    time.sleep(1)
    stop.set()
    for sender in senders:
        sender.join(30)
        case.check(not sender.is_alive(), f"sender {sender.number} never got its answer")
    database = server.data / "xiaoer.db"
    case.check(wait_until(lambda: checks.unfinished(database) == (0, 0), 30),
               f"(without a turn, not delivered) are left: {checks.unfinished(database)}")
    code, _ = server.stop()
    case.check(code == 0, f"SIGTERM afterwards: exit code {code}")
    kept = checks.Kept(database)
    for wrong in (record.problems + checks.every_message_has_one_turn(kept, record) +
                  checks.state_went_on(kept, record) + checks.every_reply_arrived_once(kept, receiver.by_key())):
        case.check(False, wrong)
    case.told(f"{len(record.answers)} messages acknowledged ({during} in the trouble), {record.retries} refused and "
              f"tried again, answered again {recovered:.1f} s after; all there, {len(receiver.by_key())} replies "
              f"delivered, {checks.sent_again(receiver.by_key())} again under the same key")


def full_disk(case, kill=False):
    """The disk runs full while it serves."""
    need_tmpfs(case)
    receiver = Receiver()
    with Tmpfs(case.folder / "disk") as disk:
        server = Server(case.binary, case.folder / "server", {"bridge": receiver.url}, data=disk.path / "data").start()
        under_load(case, server, receiver, disk.fill, lambda: (disk.path / "ballast").unlink(),
                   may_accept=True, kill=kill)


def killed_on_full_disk(case):
    """The disk runs full, and the server is killed then."""
    full_disk(case, kill=True)


def failing(case, how, kill=False):
    if not case.disk_errors:
        case.need("needs --disk-errors build/tests/libtest_disk_errors.so")
    receiver = Receiver()
    disk = FailingDisk(case, case.folder / "data")
    server = Server(case.binary, case.folder / "server", {"bridge": receiver.url}, data=case.folder / "data",
                    environment=disk.environment).start()
    under_load(case, server, receiver, lambda: disk.fail(how), disk.mend, kill=kill)


def read_only_disk(case):
    """The disk turns read-only while it serves, as after an error of the drive."""
    failing(case, "ro")


def drive_does_not_flush(case):
    """Every flush fails: nothing may be acknowledged that only the page cache has."""
    failing(case, "sync")


def killed_without_flush(case):
    """Every flush fails, and the server is killed then: what was refused may be in the log all the same."""
    failing(case, "sync", kill=True)


def refuses_to_start(case, server, why):
    try:
        server.start()
        case.check(False, f"{why}: it starts")
        server.kill()
    except DidNotStart as refusal:
        case.check(refusal.code not in (0, None) and refusal.code > 0, f"{why}: exit code {refusal.code}")
        case.check(str(server.data) in refusal.said, f"{why}: names the folder: {refusal.said}")
        case.check("--data" in refusal.said or "XIAOER_DATA" in refusal.said, f"{why}: says what to do: {refusal.said}")
        case.told(f"{why}: {refusal.said.strip()}")


def folder_not_writable(case):
    """A start on a disk that cannot be written, new and with a database."""
    need_tmpfs(case)
    with Tmpfs(case.folder / "disk") as disk:
        server = Server(case.binary, case.folder / "server", data=disk.path / "data")
        disk.remount("ro")
        refuses_to_start(case, server, "new folder on a read-only disk")
        disk.remount("rw")
        server.start()
        record = Record()
        deliver(server, record, message("web", "c1", "m1", "能便宜点吗"), time.monotonic() + 10)
        server.kill()
        disk.remount("ro")
        refuses_to_start(case, server, "database on a read-only disk")
        disk.remount("rw")
        disk.fill()
        try:
            server.start()
            server.kill()
        except DidNotStart as refusal:
            case.check(refusal.code > 0 and str(server.data) in refusal.said, f"full disk: names the folder: {refusal.said}")
            case.told(f"start on a full disk: {refusal.said.strip()}")
        (disk.path / "ballast").unlink()
        server.start()
        deliver(server, record, message("web", "c1", "m1", "能便宜点吗"), time.monotonic() + 10)
        case.check(not record.problems, "; ".join(record.problems))
        server.stop()


def data_is_a_file(case):
    """A data folder that cannot be one."""
    (case.folder / "taken").write_text("not a folder")
    refuses_to_start(case, Server(case.binary, case.folder / "server", data=case.folder / "taken"), "data is a file")


if __name__ == "__main__":
    main(__doc__, [full_disk, killed_on_full_disk, read_only_disk, drive_does_not_flush, killed_without_flush,
                   folder_not_writable, data_is_a_file])
