#!/usr/bin/env python3
"""Sends the buyers' side of labelled dialogues through a running server, as the webhook's peer would.

usage: feed.py http://127.0.0.1:8080 LABELS.tsv

LABELS: tab-separated with a header; the columns dialogue, index, role and text are used, and only the rows of
buyers. Every message is sent twice: the second time must give the first answer again, marked as a duplicate.
Prints how many were answered, how many of them with a reply, and ends with 1 if anything went wrong.
"""
import collections
import csv
import http.client
import json
import sys
import time
import urllib.parse


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    server = urllib.parse.urlparse(sys.argv[1])
    connection = http.client.HTTPConnection(server.hostname, server.port, timeout=30)
    run = str(time.time_ns())  # fresh ids, so that the same server can be fed again

    def send(body):
        connection.request("POST", "/v1/messages", json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    count = collections.Counter()
    with open(sys.argv[2], encoding="utf-8", newline="") as f:
        rows = [r for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE) if r["role"] == "buyer"]
    start = time.monotonic()
    for row in rows:
        body = {"shop": "demo", "channel": "feed", "conversation": run + row["dialogue"],
                "buyer": {"id": run + row["dialogue"]},
                "message": {"id": f'{run}-{row["dialogue"]}-{row["index"]}', "text": row["text"]}}
        status, answer = send(body)
        again_status, again = send(body)
        count["messages"] += 1
        if status != 200 or again_status != 200:
            count["errors"] += 1
            print(f'{row["dialogue"]} {row["index"]}: {status} {answer}')
            continue
        if not again.pop("duplicate") or answer.pop("duplicate") or again != answer:
            count["errors"] += 1
            print(f'{row["dialogue"]} {row["index"]}: the second answer is another one')
        count["answered with a reply"] += bool(answer["replies"])
        count["understood"] += bool(answer["intents"])
        count["handed to a person"] += answer["handoff"] is not None
    seconds = time.monotonic() - start
    print(", ".join(f"{n} {what}" for what, n in count.items()), f"in {seconds:.1f} s")
    sys.exit(1 if count["errors"] else 0)


main()
