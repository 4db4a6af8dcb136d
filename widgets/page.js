// What only the page can do for a panel: give names to controls that ipywidgets leaves without
// one (the handles and number fields of sliders), and let problems be read aloud.

function nameControls(panel) {
  for (const label of panel.querySelectorAll(".widget-inline-hbox > .widget-label")) {
    const parts = label.parentElement.querySelectorAll(".noUi-handle, .widget-readout");
    for (const part of parts) {
      if (part.ariaLabel !== label.textContent) part.ariaLabel = label.textContent;
    }
  }
  for (const status of panel.querySelectorAll(".live-status.problem:not([role])")) {
    status.setAttribute("role", "alert");
  }
}

export default {
  render({ el, signal }) {
    el.style.display = "none";
    let panel = null;
    const watch = new MutationObserver(() => panel && nameControls(panel));
    const start = () => {
      panel = el.closest(".live-panel");
      if (!panel) return requestAnimationFrame(start); // not attached yet
      nameControls(panel);
      watch.observe(panel, { childList: true, subtree: true });
    };
    start();
    signal?.addEventListener("abort", () => watch.disconnect());
    return () => watch.disconnect();
  },
};
