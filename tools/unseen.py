#!/usr/bin/env python3
"""Labels of ours joined with the research corpus that they are about, which is not part of the project.

usage: unseen.py CORPUS [BATCH] > labelled.tsv        e.g.  unseen.py jddc-train.txt b > labelled.tsv
       then score.py labelled.tsv -- build/xiaoer parse

CORPUS: the JDDC sample, a dialogue a line, utterances separated by ASCII commas. The labels stand in
tests/unseen/jddc-train.tsv and name each utterance by its line in that file and its place among the
utterances that are not blank. BATCH: only that batch; see tests/unseen/README.md.
"""
import pathlib
import sys


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    dialogues = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    labels = pathlib.Path(__file__).resolve().parent.parent / "tests" / "unseen" / "jddc-train.tsv"
    print("dialogue\tindex\trole\tintents\tintents2\thandoff\ttext")
    for number, row in enumerate(labels.read_text(encoding="utf-8").splitlines()[1:], 2):
        batch, line, index, intents, second, handoff = row.split("\t")
        if len(sys.argv) > 2 and batch != sys.argv[2]:
            continue
        utterances = [u for u in dialogues[int(line) - 1].split(",") if u.strip()]
        if int(index) >= len(utterances):
            sys.exit(f"{labels}:{number}: the corpus has no such utterance: is it another version of it?")
        text = utterances[int(index)].replace("\t", " ")
        print(f"{line}\t{index}\tbuyer\t{intents}\t{second}\t{handoff}\t{text}")


main()
