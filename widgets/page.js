// What only the page can do for a panel: give names to controls that ipywidgets leaves without
// one (the handles and number fields of sliders), let problems and verdicts be read aloud, copy
// code, and read a state from the page's address: ...?state=dll1.optimizer-race....

function nameControls(panel) {
  for (const label of panel.querySelectorAll(".widget-inline-hbox > .widget-label")) {
    const parts = label.parentElement.querySelectorAll(".noUi-handle, .widget-readout");
    for (const part of parts) {
      if (part.ariaLabel !== label.textContent) part.ariaLabel = label.textContent;
    }
    const [handle, readout] = parts; // of a logarithmic slider the handle only knows the exponent
    if (readout && handle.ariaValueText !== readout.textContent) handle.ariaValueText = readout.textContent;
  }
  for (const icon of panel.querySelectorAll("button > i:not([aria-hidden])")) {
    icon.ariaHidden = "true"; // else its letter is part of the button's name
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
  const link = `${location.origin}${location.pathname}?state=${text}`;
  await navigator.clipboard.writeText(button.classList.contains("live-link") ? link : text);
  const before = button.textContent;
  button.textContent = copied;
  setTimeout(() => (button.textContent = before), 1500);
}

const SETTLED = 700; // ms; new sliders tell the kernel the step nearest to their value

// JupyterLab drops the query as soon as it has started, so ask how this page was opened. Each kind
// of panel is told once; the kernel knows whose state it is.
function tellState(model) {
  const opened = performance.getEntriesByType("navigation")[0]?.name ?? location.href;
  const code = new URL(opened).searchParams.get("state");
  const told = (globalThis.liveStatesTold ??= new Set());
  if (!code?.startsWith("dll") || told.has(model.get("panel"))) return;
  told.add(model.get("panel"));
  setTimeout(() => model.send({ kind: "state", code }), SETTLED);
}

export default {
  render({ model, el, signal }) {
    el.style.display = "none";
    let panel = null;
    const watch = new MutationObserver(() => panel && nameControls(panel));
    const start = () => {
      panel = el.closest(".live-panel");
      if (!panel) return requestAnimationFrame(start); // not attached yet
      panel.style.setProperty("--live-gone", JSON.stringify(model.get("gone"))); // see panel.css
      nameControls(panel);
      watch.observe(panel, { childList: true, subtree: true });
      panel.addEventListener("click", (event) => copy(event, model.get("copied")), { signal });
    };
    start();
    tellState(model);
    signal?.addEventListener("abort", () => watch.disconnect());
    return () => watch.disconnect();
  },
};
