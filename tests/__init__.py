"""The rings of tests; a package, so that `from tests.browser.chromium import ...` always works."""
