"""Find a Chrome, Chromium or Edge that starts; run as a program, install one if there is none."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DEBIAN = "--no-install-recommends chromium fonts-dejavu-core libatomic1"
ADVICE = """
No browser could be found or installed, so the panels cannot be tested in one.
Install Chrome, Chromium or Edge, or name one: CHROMIUM=/path/to/chromium make test"""


def candidates():
    """Launch options worth trying: the one named by $CHROMIUM alone, or all in order of cost."""
    if "CHROMIUM" in os.environ:
        return [{"executable_path": os.environ["CHROMIUM"]}]
    on_path = [{"executable_path": path} for name in NAMES if (path := shutil.which(name))]
    return [*on_path, {"channel": "chrome"}, {"channel": "msedge"}, {}]  # {}: Playwright's own


def launch_options(browser_type):
    """Return the first options with which a browser starts, or None."""
    for options in candidates():
        try:
            browser_type.launch(**options, args=FLAGS).close()
            return {**options, "args": FLAGS}
        except Error as error:
            reason = error.message.splitlines()[0]
            print(f"no browser with {options or 'Playwright'}: {reason}", file=sys.stderr)
    return None


def found():
    """Return launch options that work on this machine, or None."""
    try:
        with sync_playwright() as playwright:
            return launch_options(playwright.chromium)
    except Exception as error:  # Playwright's driver itself does not start
        print("Playwright:", error, file=sys.stderr)
        return None


def install_commands():
    """Ways to a browser: Playwright's own build, else Debian's (and a library of Playwright's)."""
    if "CHROMIUM" in os.environ:
        return []
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        commands.append(["sh", "-c", f"apt-get update -qq && apt-get install -qqy {DEBIAN}"])
    return commands


def main():
    options = found()
    for command in [] if options else install_commands():
        print("+", *command, flush=True)
        subprocess.run(command, stdin=subprocess.DEVNULL)
        if options := found():
            break
    if not options:
        sys.exit(ADVICE)
    print("browser:", options.get("executable_path") or options.get("channel") or "Playwright's")


if __name__ == "__main__":
    main()
