"""What must be true of a data folder and of a receiver when the last message is answered. Each check returns what is
wrong, as sentences; nothing is the good answer. kill.py --selftest shows that each of them can find something."""
import collections
import json
import sqlite3


def read_only(database):
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)


def unfinished(database):
    """(messages without a turn, replies on their way)"""
    db = read_only(database)
    try:
        return (db.execute("SELECT count(*) FROM waiting").fetchone()[0],
                db.execute("SELECT count(*) FROM outbox WHERE state=0").fetchone()[0])
    finally:
        db.close()


class Kept:
    """What the database holds, read once."""

    def __init__(self, database):
        db = read_only(database)
        try:
            self.integrity = [row[0] for row in db.execute("PRAGMA integrity_check")]
            self.inbox = {}  # (channel, conversation, message) -> (receipt, answer)
            self.answers = collections.defaultdict(dict)  # (channel, conversation) -> answer by receipt
            for channel, conversation, message, receipt, answer in db.execute(
                    "SELECT channel, conversation, message, receipt, answer FROM inbox"):
                self.inbox[(channel, conversation, message)] = (receipt, answer)
                self.answers[(channel, conversation)][receipt] = answer
            self.waiting = [tuple(r) for r in db.execute("SELECT channel, conversation, message FROM waiting")]
            self.receipts = [row[0] for row in db.execute("SELECT id FROM receipts")]
            self.lines = collections.defaultdict(list)  # (channel, conversation) -> [(sender, message, text)]
            for channel, conversation, sender, message, text in db.execute(
                    "SELECT channel, conversation, sender, message, text FROM transcript ORDER BY id"):
                self.lines[(channel, conversation)].append((sender, message, text))
            self.conversations = {(r[0], r[1]): (r[2], json.loads(r[3])) for r in db.execute(
                "SELECT channel, conversation, version, state FROM conversations")}
            self.outbox = {r[0]: (r[1], r[2], r[3]) for r in db.execute(
                "SELECT id, state, channel, conversation FROM outbox ORDER BY seq")}
        finally:
            db.close()

    def turns(self, talk):
        """The conversation's answers, by receipt, each once."""
        return {receipt: json.loads(answer) for receipt, answer in self.answers[talk].items()}


def every_message_has_one_turn(kept, record):
    wrong = [f"integrity_check: {line}" for line in kept.integrity if line != "ok"]
    wrong += [f"{key}: waits without a turn" for key in kept.waiting]
    for key, answer in record.answers.items():
        if key not in kept.inbox:
            wrong.append(f"{key}: lost: it was answered, and the inbox does not have it")
            continue
        # What an asynchronous channel is told at once is no answer yet.
        stored = kept.inbox[key][1].encode()
        if not json.loads(answer).get("accepted") and stored != answer.rstrip(b"\n"):
            wrong.append(f"{key}: the store keeps another answer than the one given: {stored} for {answer}")
    wrong += [f"{key}: in the inbox, and nobody was told so" for key in kept.inbox if key not in record.answers]
    if len(set(kept.receipts)) != len(kept.receipts):
        wrong.append("a receipt is there twice")
    used = {receipt for receipt, _ in kept.inbox.values()}
    wrong += [f"receipt {r}: of no message" for r in kept.receipts if r not in used]
    wrong += [f"receipt {r}: named by a message, and not kept" for r in used - set(kept.receipts)]
    return wrong


def state_went_on(kept, record):
    """Versions rise by one with each turn, and the transcript has every line once and in order."""
    wrong = []
    for talk, said in record.talks.items():
        if talk not in kept.conversations:
            wrong.append(f"{talk}: the conversation is not there")
            continue
        version, state = kept.conversations[talk]
        turns = kept.turns(talk)
        if not version == state["version"] == state["turns"] == len(turns):
            wrong.append(f"{talk}: version {version}, in the state {state['version']}, turns {state['turns']}, "
                         f"distinct receipts {len(turns)}: these must be equal")
        heard = [(m, text) for sender, m, text in kept.lines[talk] if sender == "buyer"]
        if heard != said:
            wrong.append(f"{talk}: the transcript has the buyer's lines {heard}, sent was {said}")
        spoken = [(m, text) for sender, m, text in kept.lines[talk] if sender == "bot"]
        replies = [(r["id"], r["text"]) for turn in turns.values() for r in turn["replies"]]
        if sorted(spoken) != sorted(replies):
            wrong.append(f"{talk}: the transcript has the replies {spoken}, the answers hold {replies}")
    return wrong


def view_is_whole(view, talk, said):
    """The same, as an agent's desk sees it."""
    if view is None:
        return [f"{talk}: GET /v1/conversations/… does not have it"]
    heard = [(line["id"], line["text"]) for line in view["transcript"] if line["sender"] == "buyer"]
    return [] if heard == said else [f"{talk}: the view shows {heard}, sent was {said}"]


def every_reply_arrived_once(kept, delivered):
    """`delivered`: bodies by key. Again under the same key with the same body is allowed; all else is a reply lost or
    doubled."""
    wrong = []
    order = collections.defaultdict(list)
    places = collections.Counter()
    for key, bodies in delivered.items():
        if len(set(bodies)) != 1:
            wrong.append(f"{key}: delivered with differing bodies: {set(bodies)}")
        body = json.loads(bodies[0])
        if key not in kept.outbox:
            wrong.append(f"{key}: doubled: delivered, and no turn wrote it: {body}")
            continue
        talk = kept.outbox[key][1:]
        texts = {m: text for sender, m, text in kept.lines[talk] if sender == "bot"}
        if body["reply"] != {"id": key, "text": texts.get(key)}:
            wrong.append(f"{key}: the transcript has {texts.get(key)!r}, delivered was {body}")
        order[talk].append(key)
        places[(talk, body["in_reply_to"])] += 1
    for key, (state, channel, conversation) in kept.outbox.items():
        if key not in delivered:
            wrong.append(f"{key}: lost: a reply in {conversation} (outbox state {state}) that never arrived")
        elif state != 1:
            wrong.append(f"{key}: arrived, and the outbox has it as {state}")
    for talk in {(channel, conversation) for _, channel, conversation in kept.outbox.values()}:
        spoken = [m for sender, m, _ in kept.lines[talk] if sender == "bot"]
        if order[talk] != spoken:
            wrong.append(f"{talk}: arrived in the order {order[talk]}, was said in the order {spoken}")
        for turn in kept.turns(talk).values():
            count = places[(talk, turn["in_reply_to"])]
            if count != len(turn["replies"]):
                wrong.append(f"{talk}: {count} replies to {turn['in_reply_to']} arrived, its turn has {len(turn['replies'])}")
    return wrong


def sent_again(delivered):
    """Deliveries beyond the first, under the same key."""
    return sum(len(bodies) - 1 for bodies in delivered.values())
