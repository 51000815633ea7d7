#!/usr/bin/env python3
"""The kill test: senders that retry, a server that is killed with SIGKILL at random moments, and what must be true then.
`kill.py [BINARY] --kills 200 --seed 1`; exit code 1 with what is wrong. See README.md."""
import argparse
import json
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time

import checks
import selftest
from receiver import Receiver, wait_until
from senders import Record, Sender, deliver, without_duplicate
from server import SOURCE, DidNotStart, Server, message

SYNCHRONOUS, ASYNCHRONOUS = "web", "bridge"
SENDERS = 8
DRAIN_SECONDS = 120
REPLAYED_TALKS = 40


def kill_and_restart(server, kills, rng, record):
    """Kills at random moments: mostly under load, sometimes while it is still starting."""
    for number in range(1, kills + 1):
        if rng.random() < 0.1:
            server.kill_while_starting(rng.uniform(0.0, 0.3))
        else:
            time.sleep(rng.uniform(0.02, 0.5))
            if not server.kill():
                record.problems.append(f"before kill {number} the server had ended by itself:\n{server.last_words()}")
        server.start()
        if sys.stderr.isatty():
            print(f"\r{number} kills", end="", file=sys.stderr)


def replies_of(answers, talk, said):
    return [[(r["id"], r["text"]) for r in json.loads(answers[(*talk, m)])["replies"]] for m, _ in said]


def compare_with_undisturbed(binary, folder, shop, record, rng):
    """The same talks on a server that nobody kills: the same replies, or some state did not survive."""
    talks = sorted(talk for talk in record.talks if talk[0] == SYNCHRONOUS)
    talks = rng.sample(talks, min(REPLAYED_TALKS, len(talks)))
    server = Server(binary, folder / "undisturbed", shop=shop).start()
    calm = Record()
    wrong = []
    for talk in talks:
        said = record.talks[talk]
        for identifier, text in said:
            deliver(server, calm, message(*talk, identifier, text), time.monotonic() + 20)
        if calm.problems:
            break
        here, there = replies_of(record.answers, talk, said), replies_of(calm.answers, talk, said)
        if here != there:
            wrong.append(f"{talk}: with kills {here}, without them {there}")
    server.stop()
    return wrong + calm.problems, len(talks)


def repeat_everything(server, record):
    """Every id once more: the answers of before, byte for byte."""
    before = dict(record.answers)
    for (channel, conversation, identifier), answer in before.items():
        text = dict(record.talks[(channel, conversation)])[identifier]
        again = deliver(server, record, message(channel, conversation, identifier, text), time.monotonic() + 20)
        if again is not None and (b'"duplicate":true' not in again or without_duplicate(again) != answer):
            record.problems.append(f"{conversation} {identifier}: repeated at the end: {again} after {answer}")
    return len(before)


def run(arguments, folder):
    begun = time.monotonic()
    rng = random.Random(arguments.seed)
    receiver = Receiver(trouble=0.01, seed=arguments.seed)
    server = Server(arguments.binary, folder, channels={ASYNCHRONOUS: receiver.url}).start()
    record = Record()
    stop = threading.Event()
    senders = [Sender(server, record, ASYNCHRONOUS if n % 2 else SYNCHRONOUS, n, arguments.seed, stop)
               for n in range(SENDERS)]
    for sender in senders:
        sender.start()
    kill_and_restart(server, arguments.kills, rng, record)
    stop.set()
    for sender in senders:
        sender.join(60)
        if sender.is_alive():
            record.problems.append(f"sender {sender.number} never got its answer")
    database = server.data / "xiaoer.db"
    wait_until(lambda: checks.unfinished(database) == (0, 0), DRAIN_SECONDS)
    repeats = repeat_everything(server, record)
    wrong = list(record.problems)
    for talk, said in record.talks.items():
        wrong += checks.view_is_whole(server.view(*talk), talk, said)
    code, _ = server.stop()
    if code != 0:
        wrong.append(f"SIGTERM at the end: exit code {code}\n{server.last_words()}")
    kept = checks.Kept(database)
    delivered = receiver.by_key()
    turns = checks.every_message_has_one_turn(kept, record)
    state = checks.state_went_on(kept, record)
    replies = checks.every_reply_arrived_once(kept, delivered)
    undisturbed, compared = compare_with_undisturbed(arguments.binary, folder, server.shop, record, rng)
    wrong += turns + state + replies + undisturbed
    if not record.answers or not delivered:
        wrong.append("nothing was accepted or delivered: this run shows nothing")
    synchronous = sum(key[0] == SYNCHRONOUS for key in record.answers)
    lost = sum(": lost" in w for w in wrong)
    doubled = sum("doubled" in w or "differing bodies" in w for w in wrong)
    print(f"kills                          {arguments.kills} (seed {arguments.seed})\n"
          f"requests sent                  {record.sent}, of them {record.retries} met no server or got no answer, and were tried again\n"
          f"messages accepted              {len(record.answers)}: {synchronous} synchronous, "
          f"{len(record.answers) - synchronous} asynchronous, in {len(record.talks)} conversations\n"
          f"with exactly one turn          {len(record.answers) - len(turns)}\n"
          f"repeated ids, same answer      {record.repeated} under load, all {repeats} at the end\n"
          f"replies delivered              {len(delivered)}\n"
          f"again under the same key       {checks.sent_again(delivered)}\n"
          f"lost                           {lost}\n"
          f"doubled                        {doubled}\n"
          f"state went on                  {len(record.talks) - len(state)} of {len(record.talks)} conversations; "
          f"{compared} talks compared with a server that was not killed: {len(undisturbed)} differ\n"
          f"integrity_check                {', '.join(kept.integrity)}\n"
          f"duration                       {time.monotonic() - begun:.0f} s")
    if not wrong:
        selftest_problems = selftest.run(database, record, delivered, folder)
        wrong += selftest_problems
        print(f"the checks themselves          "
              f"{'find each of ' + str(len(selftest.TAMPERINGS)) + ' tampered copies' if not selftest_problems else 'FAIL'}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", nargs="?", default=SOURCE / "build" / "xiaoer")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the folder with the database and the server's log")
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="xiaoer-kill-"))
    try:
        wrong = run(arguments, folder)
    except DidNotStart as e:
        wrong = [f"the server did not start: {e}"]
    for line in wrong[:20]:
        print("WRONG:", line)
    if len(wrong) > 20:
        print(f"… and {len(wrong) - 20} more")
    if wrong or arguments.keep:
        print(f"left behind: {folder}")
    else:
        shutil.rmtree(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
