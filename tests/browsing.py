"""Someone who reads a report in Debian's chromium, without a window."""

import functools
import http.server
import shutil
import threading
import time
from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def start_browser(profile: Path, width=1280, height=900, scheme="light"):
    """A browser of a width and height in pixels, light or dark; `profile` is an empty folder."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert chromium and driver, "apt-get install chromium chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    if width < 600:
        size = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    return browser


class Person:
    """Someone who reads a report."""

    def __init__(self, browser, address):
        self.browser = browser
        browser.get("about:blank")
        browser.get_log("browser")
        browser.get(address)
        ready = self.wait(lambda: self.do("return document.documentElement.dataset.ready"))
        self.seconds = int(ready) / 1000
        """From when the page was asked for to when it could be used, by the browser's own clock."""

    def do(self, script, *values):
        return self.browser.execute_script(script, *values)

    def wait(self, what, seconds=10):
        until = time.monotonic() + seconds
        while not (found := what()):
            assert time.monotonic() < until, f"not so within {seconds} s"
            time.sleep(0.02)
        return found

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def one(self, selector):
        return self.browser.find_element("css selector", selector)

    def text(self, selector):
        return self.one(selector).text

    def rows(self):
        """The names in the list, from the top."""
        return self.do(
            "return [...document.querySelectorAll('.row')].sort((a, b) => a.ariaPosInSet - b.ariaPosInSet)"
            ".map((row) => row.querySelector('.name').textContent)"
        )

    def press(self, *keys):
        from selenium.webdriver import ActionChains, Keys

        for key in keys:
            ActionChains(self.browser).send_keys(getattr(Keys, key) if len(key) > 1 else key).perform()

    def search(self, words):
        from selenium.webdriver import Keys

        self.one("#query").send_keys(Keys.CONTROL + "a" + Keys.NULL, Keys.BACKSPACE, words)

    def pick(self, menu, label):
        from selenium.webdriver.support.select import Select

        chosen = Select(self.one(f"#{menu}"))
        chosen.select_by_visible_text(next(one.text for one in chosen.options if one.text.split(" (")[0] == label))

    def open(self, name):
        """Click a document in the list."""
        self.search(name)
        next(row for row in self.all(".row") if row.find_element("css selector", ".name").text == name).click()
        self.wait(lambda: self.text("#article-name") == name and self.all("#text .body, #text .trouble"))

    def reading(self):
        return self.text("#article-name") if self.one("#article").is_displayed() else None

    def clipboard(self, act):
        """What lies in the clipboard after something was done."""
        self.do("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
        self.do("window.copied = null")
        act()
        return self.wait(lambda: self.do("return window.copied"))


class Served:
    """A folder served over HTTP on this machine."""

    def __init__(self, folder: Path):
        handler = functools.partial(_Quiet, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __exit__(self, *problem):
        self.server.shutdown()
        self.server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *values):
        pass
