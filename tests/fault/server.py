"""A real `xiaoer serve` process: started, killed and stopped by a test, on a free port, in a folder of its own."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
# Before it listens the server reads the whole pack; sanitizers make that ten times slower.
START_SECONDS = 60
STOP_SECONDS = 30


def make_shop(folder, pause="1s"):
    """The demo shop with a pause that a test can wait for, open around the clock so that no answer depends on the hour."""
    shutil.copytree(SOURCE / "dialogs", folder / "dialogs")
    (folder / "intents").symlink_to(SOURCE / "intents")
    shop = folder / "dialogs" / "shop.example"
    policy = shop / "policy.yaml"
    policy.write_text(policy.read_text() + f"\nhearing: {{pause: {pause}}}\n")
    days = 'week:\n    - {days: [mon, tue, wed, thu, fri, sat, sun], spans: ["0:00-24:00"]}\n'
    text = (shop / "shop.yaml").read_text()
    start = text.index("week:")
    rest = re.search(r"^\S", text[start:], re.M)  # the next key at the margin, `week:` itself is indented
    end = len(text) if rest is None or rest.start() == 0 else start + rest.start()
    (shop / "shop.yaml").write_text(text[:start] + days + text[end:])
    (shop / "calendar.yaml").unlink()
    return shop


def message(channel, conversation, identifier, text, product="p-300"):
    return {"shop": "demo", "channel": channel, "conversation": conversation, "buyer": {"id": "b-" + conversation},
            "message": {"id": identifier, "text": text}, "context": {"product": product}}


class DidNotStart(Exception):
    """The process ended before it listened: `code` and what it said."""

    def __init__(self, code, said):
        super().__init__(f"exit code {code}: {said.strip()}")
        self.code = code
        self.said = said


class Server:
    """Not started by the constructor. `channels` are the asynchronous ones: address of the callback by name."""

    def __init__(self, binary, folder, channels=None, data=None, shop=None, environment=None):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = pathlib.Path(data) if data else self.folder / "data"
        self.shop = shop or make_shop(self.folder / "pack")
        self.config = self.folder / "xiaoer.yaml"
        lines = [f"shop: {self.shop}", f"data: {self.data}", "listen: 127.0.0.1:0"]
        if channels:
            lines.append("channels:")
            lines += [f'  {name}: {{callback: "{url}"}}' for name, url in channels.items()]
        self.config.write_text("\n".join(lines) + "\n")
        self.environment = {**os.environ, **(environment or {})}
        self.log = self.folder / "server.log"
        self.process = None
        self.port = 0

    def spawn(self):
        """The process alone, which may not listen yet."""
        # Whatever becomes of the test, no server is left behind.
        bound = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([*bound, self.binary, "serve", "--config", str(self.config)],
                                            stdout=subprocess.PIPE, stderr=log, cwd=self.folder, env=self.environment)

    def start(self):
        """Returns when it listens. DidNotStart if it never does."""
        before = self.log.stat().st_size if self.log.exists() else 0
        self.spawn()
        watchdog = threading.Timer(START_SECONDS, self.process.kill)
        watchdog.start()
        line = self.process.stdout.readline().decode()
        watchdog.cancel()
        if "listening on" not in line:
            code = self.process.wait()
            self.process.stdout.close()
            self.process = None
            raise DidNotStart(code, self.log.read_bytes()[before:].decode(errors="replace"))
        self.port = int(line.strip().rsplit(":", 1)[1])
        # The rest of what it prints must not fill the pipe.
        out = self.process.stdout
        threading.Thread(target=lambda: (out.read(), out.close()), daemon=True).start()
        return self

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """SIGKILL. False if it had ended by itself before: a crash."""
        was_alive = self.alive()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = None
        return was_alive

    def kill_while_starting(self, seconds):
        """SIGKILL for the running one, and for its successor so long after it was begun."""
        self.kill()
        self.spawn()
        time.sleep(seconds)
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process = None

    def stop(self):
        """SIGTERM: (exit code, seconds). The code is None if it had to be killed in the end."""
        begun = time.monotonic()
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = None
        return code, time.monotonic() - begun

    def request(self, method, path, body=None, timeout=20):
        """(status, headers, body); OSError or HTTPException where there was no whole answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"content-type": "application/json"} if data else {})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def send(self, body, timeout=20):
        return self.request("POST", "/v1/messages", body, timeout)

    def view(self, channel, conversation):
        status, _, body = self.request("GET", f"/v1/conversations/{conversation}?shop=demo&channel={channel}")
        return json.loads(body) if status == 200 else None

    def last_words(self, lines=15):
        """The end of what it wrote to stderr, for a report."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])
