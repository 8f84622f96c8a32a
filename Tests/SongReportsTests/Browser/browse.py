"""Opens a page in headless Chromium, does what it is told, and says what came of it.

Standard input: {"url", "width", "height", "dark", "phone", "steps": [...]}, where a step is one of
  {"evaluate": "JavaScript; a promise is awaited"}
  {"click": [x, y]}   {"drag": [x, y, to_x, to_y]}   {"key": "ArrowRight"}   in CSS pixels
  {"screenshot": "path.png", "whole": true}
Standard output: {"results": [the value of each evaluate], "console": [errors and warnings]}.

Speaks the Chrome DevTools Protocol over a pipe (fd 3 and 4); needs nothing but Python 3.
"""
import base64
import json
import os
import subprocess
import sys
import tempfile

PATIENCE = 600  # seconds until a hung browser is ended


class Browser:
    def __init__(self, program, profile):
        self.to_child, from_parent = os.pipe()[::-1]
        to_parent_read, to_parent_write = os.pipe()
        self.from_child = os.fdopen(to_parent_read, "rb", buffering=0)

        def connect():
            # Through numbers that are neither 3 nor 4, as either pipe may have those.
            read, write = os.dup2(from_parent, 13), os.dup2(to_parent_write, 14)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--remote-debugging-pipe", f"--user-data-dir={profile}", "--mute-audio",
             "--autoplay-policy=no-user-gesture-required", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update",
             "--disable-extensions", "--hide-scrollbars", "about:blank"],
            preexec_fn=connect, close_fds=False, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(from_parent)
        os.close(to_parent_write)
        self.number = 0
        self.session = None
        self.pending = b""
        self.loaded = False
        self.console = []

    def receive(self):
        while b"\0" not in self.pending:
            piece = self.from_child.read(1 << 16)
            if not piece:
                raise SystemExit("the browser has gone")
            self.pending += piece
        message, self.pending = self.pending.split(b"\0", 1)
        return json.loads(message)

    def note(self, message):
        method, params = message.get("method"), message.get("params", {})
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.console.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.console.append(" ".join(str(each.get("value")) for each in params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            entry = params["entry"]
            self.console.append(f'{entry["text"]} {entry.get("url", "")}'.strip())

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_child, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f'{method}: {answer["error"]["message"]}')
                return answer["result"]
            self.note(answer)

    def open(self, order):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=order.get("width", 1280),
                  height=order.get("height", 900), mobile=order.get("phone", False),
                  deviceScaleFactor=order.get("density", 1))
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if order.get("dark") else "light"}])
        self.call("Page.navigate", url=order["url"])
        while not self.loaded:
            self.note(self.receive())

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True,
                           returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            return {"exception": details.get("exception", {}).get("description", details["text"])}
        return answer["result"].get("value")

    def mouse(self, kind, x, y, buttons):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, buttons=buttons,
                  button="none" if kind == "mouseMoved" and not buttons else "left", clickCount=1)

    def step(self, step):
        if "evaluate" in step:
            return [self.evaluate(step["evaluate"])]
        if "click" in step:
            x, y = step["click"]
            self.mouse("mouseMoved", x, y, 0)
            self.mouse("mousePressed", x, y, 1)
            self.mouse("mouseReleased", x, y, 0)
        if "drag" in step:
            x, y, to_x, to_y = step["drag"]
            self.mouse("mouseMoved", x, y, 0)
            self.mouse("mousePressed", x, y, 1)
            for part in range(1, 11):
                self.mouse("mouseMoved", x + (to_x - x) * part / 10, y + (to_y - y) * part / 10, 1)
            self.mouse("mouseReleased", to_x, to_y, 0)
        if "key" in step:
            key = step["key"]
            code = {"Tab": 9, "Enter": 13, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37,
                    "ArrowRight": 39}.get(key, 0)
            text = {"Enter": "\r", " ": " "}.get(key, "")
            self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=text,
                      windowsVirtualKeyCode=code)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)
        if "screenshot" in step:
            picture = self.call("Page.captureScreenshot", format="png",
                                captureBeyondViewport=step.get("whole", False))
            with open(step["screenshot"], "wb") as file:
                file.write(base64.b64decode(picture["data"]))
        return []


def main():
    order = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(prefix="segue-browser-", ignore_cleanup_errors=True) as profile:
        browser = Browser(sys.argv[1], profile)
        import signal
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(browser.process.pid, signal.SIGKILL))
        signal.alarm(PATIENCE)
        try:
            browser.open(order)
            results = [value for step in order["steps"] for value in browser.step(step)]
            json.dump({"results": results, "console": browser.console}, sys.stdout)
        finally:
            try:
                os.killpg(browser.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            browser.process.wait()


main()
