"""Chromium without a window, for the tests of pages and tests/bench/page.py: opens a file, hears all that the browser
says of it, and prints it."""
import base64
import json
import os
import shutil
import subprocess
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

QUIET = """--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-extensions
    --disable-background-networking --disable-component-update --disable-sync --disable-default-apps
    --no-default-browser-check --force-color-profile=srgb --hide-scrollbars""".split()


class Chromium:
    """A browser of its own, with a folder that goes with it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="chromium")
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or "chromium is missing"
        for argument in [*QUIET, f"--user-data-dir={self.folder}/profile"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        # Chromium keeps things at home, also beside its profile.
        os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CACHE_HOME"] = self.folder
        service = Service(shutil.which("chromedriver") or "chromedriver is missing")
        try:
            self.driver = webdriver.Chrome(service=service, options=options)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self.driver.set_page_load_timeout(60)
        self.driver.get("about:blank")  # away from the first page of the browser's own
        self.driver.set_script_timeout(60)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.driver.quit()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def media(self, scheme="light", width=1280, height=900, **features):
        """The screen that the page is on."""
        features = {"prefers-color-scheme": scheme, **features}
        self.command("Emulation.setEmulatedMedia", features=[{"name": n, "value": v} for n, v in features.items()])
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                     mobile=False)
        self.run("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")

    def open(self, path):
        """Opens a file. What is heard from then on is of it."""
        self.said(), self.asked()
        self.driver.get("file://" + os.path.abspath(path))

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def said(self):
        """What the console has, since it was asked last: errors, warnings, what a policy refused."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self):
        """What was requested since it was asked last."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def picture(self, path, whole=True):
        """A picture of the whole page, as it is on its screen."""
        shot = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as out:
            out.write(base64.b64decode(shot["data"]))

    def paper(self, path):
        """Prints it on A4, as its own style says. Returns the text of each sheet."""
        printed = self.command("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        with open(path, "wb") as out:
            out.write(base64.b64decode(printed["data"]))
        text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
        return text.split("\f")[:-1]
