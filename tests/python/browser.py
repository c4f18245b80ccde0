"""Headless Chromium, for what a page really does and looks like."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

MISSING = "needs Chromium and its driver (Debian: apt-get install chromium chromium-driver)"
WAIT = 30  # seconds for the charts of a page


def is_there() -> bool:
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    if os.geteuid() == 0:  # its sandbox does not work for root
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def show(driver: webdriver.Chrome, file: Path, width: int, height: int = 900, scale: int = 1):
    """Opens a report in a window of this width and waits until its charts are drawn."""
    size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(file.as_uri())
    until(driver, "return document.documentElement.dataset.ready === 'yes'")


def until(driver: webdriver.Chrome, script: str) -> None:
    """Waits until a script of the page returns true."""
    end = time.monotonic() + WAIT
    while not driver.execute_script(script):
        assert time.monotonic() < end, f"not within {WAIT} s: {script}"
        time.sleep(0.05)
