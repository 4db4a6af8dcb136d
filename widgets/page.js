// What only the page can do for a panel: give names to controls that ipywidgets leaves without
// one (the handles and number fields of sliders), let problems and verdicts be read aloud, copy
// code.

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
  for (const said of panel.querySelectorAll(".live-said:not([role])")) {
    said.setAttribute("role", "status"); // read aloud when it changes, politely
  }
}

async function copy(event, copied) {
  const button = event.target.closest(".live-copy-button");
  if (!button) return;
  const text = button.parentElement.querySelector("pre").textContent;
  await navigator.clipboard.writeText(text);
  const before = button.textContent;
  button.textContent = copied;
  setTimeout(() => (button.textContent = before), 1500);
}

export default {
  render({ model, el, signal }) {
    el.style.display = "none";
    let panel = null;
    const watch = new MutationObserver(() => panel && nameControls(panel));
    const start = () => {
      panel = el.closest(".live-panel");
      if (!panel) return requestAnimationFrame(start); // not attached yet
      nameControls(panel);
      watch.observe(panel, { childList: true, subtree: true });
      panel.addEventListener("click", (event) => copy(event, model.get("copied")), { signal });
    };
    start();
    signal?.addEventListener("abort", () => watch.disconnect());
    return () => watch.disconnect();
  },
};
