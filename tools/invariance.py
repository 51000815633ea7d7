#!/usr/bin/env python3
"""How stable understanding is: parse(f(x)) against parse(x) for scripts and noise.

usage: invariance.py XIAOER [--show N] CORPUS...     (or: tools/dev invariance CORPUS...)

CORPUS: text files, one dialogue a line, utterances separated by tabs or, where a file has none, by commas.
Every distinct utterance is parsed as it is, in Traditional as four of OpenCC's converters write it (the
`opencc` program), and under noise. Two parses are equal if they have the same intents, in order, with the
same slots. Prints a line for each transformation; --show prints some of the utterances that differ.
"""
import json
import re
import subprocess
import sys
import unicodedata

HANZI = "\u3400-\u4dbf\u4e00-\u9fff"


def utterances(paths):
    seen = {}
    for path in paths:
        with open(path, encoding="utf-8") as f:
            for line in f:
                line = line.rstrip("\n")
                for part in line.split("\t" if "\t" in line else ","):
                    if part.strip():
                        seen.setdefault(part)
    return list(seen)


def opencc(config, lines):
    done = subprocess.run(["opencc", "-c", config], input="\n".join(lines).encode(),
                          stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().split("\n")[:len(lines)]


def full_width(line):
    """Letters and digits only: the punctuation of codes such as [x] and #E-s1 belongs to the platforms."""
    outside = re.split(r"(\[[^\]]*\]|#E-s\S*|https?://\S+)", line)
    return "".join(part if i % 2 else re.sub(r"[0-9A-Za-z]", lambda m: chr(ord(m.group()) + 0xFEE0), part)
                   for i, part in enumerate(outside))


def spaced(line):
    return re.sub(rf"(?<=[{HANZI}])(?=[{HANZI}])", " ", line)


def tripled(line):
    return re.sub(r"([。．.！!？?~～])$", r"\1\1\1", line)


def zero_width(line):
    """Between two characters in the middle, never inside a surrogate of a combined one."""
    middle = len(line) // 2
    while middle < len(line) and unicodedata.combining(line[middle]):
        middle += 1
    return line[:middle] + "\u200b" + line[middle:]


def parse(binary, lines):
    done = subprocess.run([binary, "parse"], input=("\n".join(lines) + "\n").encode(),
                          stdout=subprocess.PIPE, check=True)
    answers = done.stdout.decode().splitlines()
    if len(answers) != len(lines):
        sys.exit(f"{len(lines)} lines in, {len(answers)} out")
    result = []
    for answer in answers:
        result.append([(i["name"], sorted((name, slot["type"], slot["value"])
                                          for name, slot in i["slots"].items()))
                       for i in json.loads(answer)["intents"]])
    return result


def main():
    arguments = sys.argv[1:]
    show = 0
    if "--show" in arguments:
        at = arguments.index("--show")
        show = int(arguments[at + 1])
        del arguments[at:at + 2]
    binary, paths = arguments[0], arguments[1:]
    if not paths:
        sys.exit(__doc__)
    lines = utterances(paths)
    print(f"{len(lines)} distinct utterances")
    plain = parse(binary, lines)
    print(f"with at least one intent: {sum(map(bool, plain)) / len(lines):.1%}")
    variants = [(name, lambda x, c=name: opencc(c, x)) for name in ("s2t", "s2tw", "s2hk", "s2twp")]
    variants += [(name, lambda x, f=f: [f(line) for line in x]) for name, f in
                 (("full width", full_width), ("spaced", spaced), ("tripled end", tripled),
                  ("emoji", lambda line: line + "😊"), ("zero width", zero_width))]
    for name, transform in variants:
        changed = transform(lines)
        got = parse(binary, changed)
        different = [i for i in range(len(lines)) if got[i] != plain[i]]
        touched = sum(a != b for a, b in zip(lines, changed))
        print(f"{name:12s} same {1 - len(different) / len(lines):.3%}   different {len(different)}   "
              f"({touched} utterances were changed)")
        for i in different[:show]:
            print(f"    {lines[i]}\n    {changed[i]}\n        {plain[i]}\n        {got[i]}")


main()
