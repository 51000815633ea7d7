"""The frame of the small fault tests: each case in a folder of its own, what was found, what is wrong, exit code."""
import argparse
import pathlib
import shutil
import sys
import tempfile
import time

from server import SOURCE, DidNotStart

SKIPPED = 77  # the exit code that says so, as in tests/CMakeLists.txt


class Case:
    def __init__(self, binary, folder, disk_errors):
        self.binary = binary
        self.disk_errors = disk_errors
        self.folder = folder
        self.wrong = []

    def check(self, true, otherwise):
        if not true:
            self.wrong.append(otherwise)
        return true

    def told(self, line):
        print("  " + line)

    def need(self, why_not):
        """Skips the case where something is missing; `why_not` is empty where nothing is."""
        if why_not:
            raise Skipped(why_not)


class Skipped(Exception):
    pass


def main(about, cases):
    """Runs the cases, those named on the command line or all."""
    names = [case.__name__ for case in cases]
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("binary", nargs="?", default=SOURCE / "build" / "xiaoer")
    parser.add_argument("--case", choices=names, action="append", help="only these")
    parser.add_argument("--disk-errors", help="the library that makes a disk fail (built as test_disk_errors)")
    arguments = parser.parse_args()
    failed = skipped = False
    for run in cases:
        if arguments.case and run.__name__ not in arguments.case:
            continue
        begun = time.monotonic()
        print(f"{run.__name__}: {run.__doc__}")
        folder = pathlib.Path(tempfile.mkdtemp(prefix="xiaoer-fault-"))
        case = Case(arguments.binary, folder, arguments.disk_errors)
        try:
            run(case)
        except Skipped as e:
            print("  skipped:", e)
            skipped = True
            continue
        except DidNotStart as e:
            case.check(False, f"the server did not start: {e}")
        for line in case.wrong[:10]:
            print("  WRONG:", line)
        if case.wrong:
            failed = True
            print(f"  left behind: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"  {'FAILED' if case.wrong else 'ok'} in {time.monotonic() - begun:.1f} s")
    sys.exit(1 if failed else SKIPPED if skipped else 0)
