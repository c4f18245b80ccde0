"""Makes the pictures of the README from the demo world; `make pictures` runs it."""

import base64
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import browser

from atlas.home import PROJECT

PICTURES = PROJECT / "docs" / "pictures"
WIDTH = 900


def save(driver, selector: str, name: str) -> None:
    """What a selector finds on the page as a small picture, sharp on a fine screen."""
    box = driver.execute_script(
        """
        const found = document.querySelector(arguments[0]);
        const box = found.getBoundingClientRect();
        return {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height};
        """,
        selector,
    )
    shot = driver.execute_cdp_cmd(
        "Page.captureScreenshot",
        {
            "captureBeyondViewport": True,
            "clip": {**box, "scale": 2},
            "format": "webp",
            "quality": 60,
        },
    )
    (PICTURES / name).write_bytes(base64.b64decode(shot["data"]))


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        for command in ("demo", "build", "report"):
            subprocess.run(
                [sys.executable, "-m", "atlas.cli", command, "--home", home],
                stdout=subprocess.DEVNULL,
                check=True,
            )
        with browser.chromium() as driver:
            browser.show(driver, Path(home) / "report.html", WIDTH)
            save(driver, "#lineage figure", "lineage.webp")


if __name__ == "__main__":
    if not browser.is_there():
        sys.exit(browser.MISSING)
    main()
