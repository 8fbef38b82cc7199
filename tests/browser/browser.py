"""A headless Chromium through its WebDriver, with the standard library alone; pictures as rows of RGB.

`Browser.missing()` says what is not installed: then a test is skipped.
"""
import base64
import json
import re
import shutil
import struct
import subprocess
import tempfile
import time
import urllib.request
import zlib

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # W3C WebDriver, the key of an element's reference


class Browser:
    @staticmethod
    def missing():
        return [name for name in ("chromium", "chromedriver") if not shutil.which(name)]

    def __init__(self, width=1280, height=1000):
        self._profile = tempfile.TemporaryDirectory()
        self._driver = subprocess.Popen([shutil.which("chromedriver"), "--port=0"], stdout=subprocess.PIPE, text=True,
                                        stderr=subprocess.DEVNULL)
        self._url = "http://127.0.0.1:" + self._port()
        # root in a container has no sandbox of its own; WebGL is drawn by the processor
        arguments = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
                     "--use-angle=swiftshader", "--enable-unsafe-swiftshader", f"--window-size={width},{height}",
                     "--disable-background-networking", "--user-data-dir=" + self._profile.name]
        options = {"args": arguments, "binary": shutil.which("chromium")}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options,
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._url += "/session/" + session["sessionId"]

    def _port(self):
        for line in self._driver.stdout:
            found = re.search(r"successfully on port (\d+)", line)
            if found:
                return found.group(1)
        raise RuntimeError("chromedriver did not start")

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def close(self):
        try:
            self._call("DELETE", "")
        except OSError:
            pass
        self._driver.terminate()
        self._driver.wait()
        self._driver.stdout.close()
        self._profile.cleanup()

    def devtools(self, command, **parameters):
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, path):
        self._call("POST", "/url", {"url": path.resolve().as_uri()})
        time.sleep(1)

    def run(self, script, *arguments):
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector):
        return self._call("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self._call("POST", f"/element/{self.find(selector)}/click", {})
        time.sleep(0.2)

    def press(self, selector, keys):
        self._call("POST", f"/element/{self.find(selector)}/value", {"text": keys})
        time.sleep(0.3)

    def point(self, selector, x=0, y=0, drag=None):
        """Moves the pointer to x, y from the middle of an element; `drag`: presses there and moves by so much."""
        origin = {ELEMENT: self.find(selector)}
        actions = [{"type": "pointerMove", "duration": 50, "origin": origin, "x": int(x), "y": int(y)}]
        if drag:
            actions += [{"type": "pointerDown", "button": 0},
                        {"type": "pointerMove", "duration": 200, "origin": "pointer", "x": drag[0], "y": drag[1]},
                        {"type": "pointerUp", "button": 0}]
        self._call("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]})
        time.sleep(0.3)

    def picture(self, selector):
        """The element as it looks, as (width, height, bytes of RGB)."""
        return decoded(base64.b64decode(self._call("GET", f"/element/{self.find(selector)}/screenshot")))

    def log(self, kind):
        return self._call("POST", "/se/log", {"type": kind})

    def requests(self):
        """Addresses that pages of files asked for since the last call; the browser's own first page is none."""
        messages = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        sent = [m["params"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [s["request"]["url"] for s in sent if s["documentURL"].startswith("file:")]


def decoded(png):
    """RGB of an 8-bit PNG of colour, with or without alpha."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert depth == 8 and kind in (2, 6), "not an 8-bit colour picture"
    channels = 3 if kind == 2 else 4
    at, data = 8, b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at:at + 8])
        if name == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += 12 + length
    data, stride = zlib.decompress(data), width * channels
    above, rgb = bytearray(stride), bytearray()
    for row in range(height):
        start = row * (stride + 1)
        line = unfiltered(data[start], bytearray(data[start + 1:start + 1 + stride]), above, channels)
        above = line
        rgb += line if channels == 3 else b"".join(line[i:i + 3] for i in range(0, stride, 4))
    return width, height, bytes(rgb)


def unfiltered(kind, line, above, step):
    """PNG specification, section 9: none, sub, up, average, Paeth."""
    for i in range(len(line)):
        left = line[i - step] if i >= step else 0
        up, corner = above[i], above[i - step] if i >= step else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        elif kind == 4:
            p = left + up - corner
            guess = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
        else:
            return line
        line[i] = (line[i] + guess) & 255
    return line


def difference(one, other):
    """Share of the pixels of two pictures whose colour differs clearly; 1 for other sizes."""
    if one[:2] != other[:2]:
        return 1.0
    a, b = one[2], other[2]
    changed = sum(max(abs(a[i] - b[i]), abs(a[i + 1] - b[i + 1]), abs(a[i + 2] - b[i + 2])) > 24 for i in range(0, len(a), 3))
    return changed / (len(a) / 3)


def colours(picture):
    """Number of different colours, coarsely."""
    rgb = picture[2]
    return len({(rgb[i] >> 4, rgb[i + 1] >> 4, rgb[i + 2] >> 4) for i in range(0, len(rgb), 3)})
