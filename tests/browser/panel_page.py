"""A notebook that shows one panel after the other in a page, and what tests do with them."""

from tests.browser.figure_page import FigurePage
from widgets import texts

SHOW = """async ([index, code]) => {
    const { content } = jupyterapp.shell.currentWidget
    content.activeCellIndex = index
    content.activeCell.model.sharedModel.setSource(code)
    await jupyterapp.commands.execute('notebook:run-cell')
}"""
THEME = "name => jupyterapp.commands.execute('apputils:change-theme', { theme: name })"
MOVES = ".scatterlayer path, .scatterlayer text, .barlayer path, image, .annotation-text"
DRAWN = f"""figure => [...figure.querySelectorAll('{MOVES}')]
    .map(e => [e.textContent,
        ...['d', 'transform', 'style', 'href'].map(a => e.getAttribute(a))])"""


class PanelPage(FigurePage):
    """One notebook whose first cell shows one panel after the other."""

    name, theme = None, "Light"

    def run_cell(self, code):
        """Run this in the first cell; what it showed before is gone."""
        self.name = None
        self.run("panel = None")
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        self.page.wait_for_function("() => !document.querySelector('.live-panel')")
        self.page.evaluate(SHOW, [0, code])

    def show(self, name):
        """Run `name()` in the first cell and wait for its picture."""
        self.run_cell(f"panel = widgets.{name}()\npanel")
        self.panel = self.page.locator(".live-panel").first
        self.figure = self.panel.locator(".live-figure").first
        self.figure.locator(".main-svg").first.wait_for(timeout=60_000)
        self.settle()
        self.panel.evaluate("panel => panel.scrollIntoView({ block: 'end' })")
        self.name = name

    def resize(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def use_theme(self, name):
        """Change JupyterLab's theme and wait for its style sheet; figures follow."""
        self.theme = name
        self.page.evaluate(THEME, f"JupyterLab {name}")
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

    def status(self):
        return self.panel.locator(".live-status").inner_text()

    def place(self):
        """Which frame the player says it shows."""
        slider = self.panel.get_by_role("slider", name=texts.POSITION)
        return int(slider.get_attribute("aria-valuetext"))

    def press(self, word):
        self.button(word).click()

    def button(self, word):
        return self.panel.get_by_role("button", name=word, exact=True)

    def drawn(self, which=0):
        """All that moves in a figure, as it stays once plotly has drawn what streamed in."""
        self.page.mouse.move(5, 5)
        self.settle()
        return self.page.locator(".live-panel .js-plotly-plot").nth(which).evaluate(DRAWN)

    def settle(self, seconds=20):
        """Wait until the picture is that of the kernel, which has nothing more to show."""
        shown = "None if panel.player.running else panel.view.figure.drawn_by"
        super().settle(shown, ".live-stage .live-figure", seconds)
