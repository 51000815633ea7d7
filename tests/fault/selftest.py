"""Shows that the checks can fail: each tampering, done to a copy of a good result, must be found."""
import copy
import shutil
import sqlite3

import checks


def _sql(*statements):
    def tamper(database, record, delivered):
        db = sqlite3.connect(database)
        for statement in statements:
            if db.execute(statement).rowcount < 1:
                raise AssertionError(f"this changed nothing: {statement}")
        db.commit()
        db.close()
    return tamper


def _drop_delivery(database, record, delivered):
    delivered.pop(next(iter(delivered)))


def _second_key(database, record, delivered):
    key, bodies = next(iter(delivered.items()))
    delivered[key + "x"] = list(bodies)


def _other_body(database, record, delivered):
    bodies = next(iter(delivered.values()))
    bodies.append(bodies[0].replace(b'"text":"', b'"text":"!'))


def _other_answer(database, record, delivered):
    key = next(k for k, a in record.answers.items() if b"accepted" not in a)
    record.answers[key] = record.answers[key].replace(b'"in_reply_to"', b'"reply_to"')


def _other_order(database, record, delivered):
    first = {}
    for key, (_, *talk) in checks.Kept(database).outbox.items():
        other = first.setdefault(tuple(talk), key)
        if other != key:
            delivered[other] = delivered.pop(other)  # now the last
            return
    raise AssertionError("no conversation with two replies")


TAMPERINGS = {
    "a message disappears": _sql("DELETE FROM inbox WHERE (channel, conversation, message) IN "
                                 "(SELECT channel, conversation, message FROM inbox LIMIT 1)"),
    "a buyer's line disappears": _sql("DELETE FROM transcript WHERE id=(SELECT min(id) FROM transcript WHERE sender='buyer')"),
    "a buyer's line doubles": _sql("INSERT INTO transcript(shop, channel, conversation, at, sender, message, text) SELECT "
                                   "shop, channel, conversation, at, sender, message, text FROM transcript WHERE "
                                   "sender='buyer' LIMIT 1"),
    "a reply of the bot disappears": _sql("DELETE FROM transcript WHERE id=(SELECT min(id) FROM transcript WHERE sender='bot')"),
    "a turn without its state": _sql("UPDATE conversations SET version=version-1"),
    "a receipt disappears": _sql("DELETE FROM receipts WHERE id=(SELECT min(id) FROM receipts)"),
    "a second turn": _sql("INSERT INTO receipts(id, receipt) VALUES('rc_second', '{}')"),
    "a message is left waiting": _sql("INSERT INTO waiting(shop, channel, conversation, message, received, inbound) "
                                      "VALUES('demo', 'bridge', 'c', 'm', 0, '{}')"),
    "a reply is not delivered": _drop_delivery,
    "a reply under two keys": _second_key,
    "one key, two bodies": _other_body,
    "another answer than was given": _other_answer,
    "replies out of order": _other_order,
}


def run(database, record, delivered, folder):
    """Names of the tamperings that the checks did not find."""
    missed = []
    for name, tamper in TAMPERINGS.items():
        copied = folder / "tampered.db"
        shutil.copyfile(database, copied)  # after a clean stop the log is empty
        mine = copy.copy(record)
        mine.answers = dict(record.answers)
        deliveries = {key: list(bodies) for key, bodies in delivered.items()}
        tamper(copied, mine, deliveries)
        kept = checks.Kept(copied)
        if not (checks.every_message_has_one_turn(kept, mine) + checks.state_went_on(kept, mine) +
                checks.every_reply_arrived_once(kept, deliveries)):
            missed.append(f"the checks do not notice it: {name}")
    return missed
