// One view of a LiveFigure. Plotly draws it; while frames stream in, only what moves is patched
// (patches.js), and plotly is brought up to date ("settled") when the stream rests.

const REST_MS = 300; // without a new frame for so long, plotly redraws
const HOVER_MS = 250; // under a pointer plotly's own numbers must be fresh, but not at every frame
const RESIZE_MS = 100;
const SPEAK_MS = 1000; // a screen reader is told at most one sentence in this time
// no button that sends the chart to a server, none that selects: selections have no meaning here
const CONFIG = {
  displaylogo: false,
  responsive: false,
  modeBarButtonsToRemove: ["sendChartToCloud", "select2d", "lasso2d"],
};

class View {
  constructor(store, model, el, signal) {
    Object.assign(this, { store, model, el, signal, fresh: new Set(), stale: new Set() });
    this.changes = { layout: {}, traces: {} };
    this.patching = true;
    this.hoveredAt = this.settleAt = -Infinity;
    this.gd = document.createElement("div");
    this.voice = document.createElement("div");
    this.voice.className = "live-figure-voice";
    this.voice.setAttribute("aria-live", "polite");
    el.classList.add("live-figure");
    el.append(this.gd, this.voice);
    this.describe();
    model.on("change:label", () => this.describe());
    signal.addEventListener("abort", () => this.close());
  }

  describe() {
    this.gd.setAttribute("role", "img");
    this.gd.setAttribute("aria-label", this.model.get("label"));
  }

  async start() {
    try {
      const [Plotly] = await Promise.all([requestPlotly(this.model, this.signal), this.shown()]);
      if (this.signal.aborted) return;
      this.Plotly = Plotly;
      await this.draw();
    } catch (error) {
      this.explain(error);
    }
  }

  // a figure in a hidden tab waits: plotly cannot measure text there
  shown() {
    return new Promise((resolve) => {
      const observer = new ResizeObserver(() => {
        this.visible = this.el.clientWidth > 0;
        if (this.visible) resolve();
        if (this.ready) this.resized();
      });
      observer.observe(this.el);
      this.signal.addEventListener("abort", () => observer.disconnect());
    });
  }

  explain(error) {
    this.gd.textContent =
      `This page cannot draw the figure "${this.model.get("label")}" (${error.message}). ` +
      `What it shows: ${this.store.summary || "nothing yet"}`;
    console.warn("LiveFigure:", error);
  }

  async draw() {
    const { gd, store } = this;
    const spec = JSON.parse(store.spec);
    for (const trace of store.arrays.keys()) {
      for (const [name, array] of Object.entries(store.plotlyArrays(trace))) {
        assignAt(spec.data[trace], name.split("."), array);
      }
    }
    this.fixedWidth = spec.layout.width;
    this.template = spec.layout.template ?? {};
    spec.layout.width ??= this.el.clientWidth;
    spec.layout.uirevision ??= "keep"; // a reader's zoom survives
    spec.layout.template = themed(this.template, this.el);
    this.narrow = isNarrow(spec.layout.width);
    const named = spec.data.filter((trace) => trace.showlegend ?? trace.name).length;
    const layout = this.narrow ? stacked(spec.layout, named) : spec.layout;
    const config = { ...CONFIG, displayModeBar: this.narrow ? false : "hover" };
    this.ready = false;
    this.changes = structuredClone(store.changes);
    this.fresh.clear();
    this.stale.clear();
    store.views.add(this); // frames that come while plotly draws are kept
    await this.Plotly.react(gd, spec.data, layout, config);
    if (this.signal.aborted) return this.Plotly.purge(gd);
    this.ready = true;
    if (!this.picker) this.begin();
    this.settle();
    this.resized(); // perhaps it was, while plotly drew
  }

  begin() {
    const { gd, signal, store, model } = this;
    this.picker = new Picker(this, model, signal);
    gd.on("plotly_relayout", () => this.stale.size && this.settle()); // after zoom or pan
    gd.addEventListener("pointermove", () => this.hovered(), { capture: true, signal });
    const themes = new MutationObserver(() => this.change("template", themed(this.template, this.el)));
    themes.observe(document.body, { attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"] });
    signal.addEventListener("abort", () => themes.disconnect());
    this.say(store.summary);
    model.send({ kind: "hello", seq: store.seq });
  }

  receive(frame) {
    for (const [trace] of frame.arrays) this.fresh.add(trace);
    if (frame.changes) mergeChanges(this.changes, frame.changes);
    this.say(frame.summary);
  }

  // once per animation frame
  paint() {
    if (!this.ready) return;
    if (this.gd._dragging) return this.restIn(REST_MS); // plotly itself moves the plot now
    const { fresh, stale } = this;
    let settle = this.hasChanges() || performance.now() - this.hoveredAt < 4 * HOVER_MS;
    for (const trace of fresh) {
      stale.add(trace);
      if (this.visible && !this.patch(trace)) settle = true;
    }
    fresh.clear();
    if (settle && this.visible && performance.now() >= this.settleAt) this.settle();
    else this.restIn(REST_MS);
  }

  patch(trace) {
    try {
      return this.patching && patchTrace(this.gd, trace, this.store.arraysOf(trace));
    } catch (error) {
      this.patching = false; // another plotly.js with other inner names: slower, but right
      console.warn("LiveFigure draws without patches:", error);
      return false;
    }
  }

  restIn(ms) {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => (this.gd._dragging ? this.restIn(ms) : this.settle()), ms);
  }

  hasChanges() {
    return Object.keys(this.changes.layout).length + Object.keys(this.changes.traces).length > 0;
  }

  // Plotly takes over all that changed since it last drew.
  settle() {
    clearTimeout(this.rest);
    for (const trace of this.fresh) this.stale.add(trace);
    this.fresh.clear();
    if (!this.ready || !this.visible || !(this.stale.size || this.hasChanges())) return;
    const began = performance.now();
    const { layout, traces } = this.changes;
    this.changes = { layout: {}, traces: {} };
    const indices = [...new Set([...this.stale, ...Object.keys(traces).map(Number)])];
    const values = indices.map((i) => ({ ...(this.stale.has(i) && this.store.plotlyArrays(i)), ...traces[i] }));
    const names = new Set(values.flatMap(Object.keys));
    // one list per property, over the traces; undefined leaves a trace as it is
    const update = Object.fromEntries([...names].map((name) => [name, values.map((value) => value[name])]));
    this.stale.clear();
    if (indices.length) this.Plotly.update(this.gd, update, layout, indices);
    else this.Plotly.relayout(this.gd, layout);
    // plotly may use a third of the time; under a resting pointer less
    const cost = performance.now() - began;
    const watched = began - this.hoveredAt < 4 * HOVER_MS;
    this.settleAt = performance.now() + Math.max(2 * cost, watched ? HOVER_MS : 0);
  }

  hovered() {
    this.hoveredAt = performance.now();
    if (this.stale.size && this.hoveredAt >= this.settleAt && !this.gd._dragging) this.settle();
  }

  change(name, value) {
    mergeChanges(this.changes, [[null, name, value]]);
    if (!this.gd._dragging) this.settle();
  }

  resized() {
    clearTimeout(this.resizing);
    this.resizing = setTimeout(() => {
      if (!this.el.clientWidth) return;
      const width = this.fixedWidth ?? this.el.clientWidth;
      if (isNarrow(width) !== this.narrow) return this.draw();
      const { width: before, legend } = this.gd._fullLayout;
      if (Math.abs(width - before) < 1) return this.settle(); // shown again after a hidden tab
      this.change("width", width);
      // a legend with other rows than before comes to its place at the next drawing only
      if (legend) this.change("legend.x", legend.x);
      this.resized(); // until plotly has this width: what it was drawing may come later
    }, RESIZE_MS);
  }

  say(sentence) {
    this.sentence = sentence;
    this.speaking ??= setTimeout(() => {
      this.speaking = undefined;
      if (this.voice.textContent !== this.sentence) this.voice.textContent = this.sentence;
    }, SPEAK_MS);
  }

  close() {
    this.store.views.delete(this);
    [this.rest, this.resizing, this.speaking].forEach(clearTimeout);
    this.Plotly?.purge(this.gd);
    this.el.replaceChildren();
  }
}

// Colours of the page: text as in JupyterLab's theme, a grid that is seen on light and on dark.
function themed(template, el) {
  const style = getComputedStyle(el);
  const ink = style.getPropertyValue("--jp-ui-font-color1").trim() || style.color;
  const clear = "rgba(0,0,0,0)";
  const lines = { gridcolor: "rgba(128,128,128,0.25)", zerolinecolor: "rgba(128,128,128,0.5)" };
  const given = template.layout ?? {};
  const layout = {
    ...given,
    font: { ...given.font, color: ink },
    paper_bgcolor: clear,
    plot_bgcolor: clear,
    modebar: { bgcolor: clear, color: "rgba(128,128,128,0.7)", activecolor: ink },
    annotationdefaults: { ...given.annotationdefaults, arrowcolor: ink },
    xaxis: { ...given.xaxis, ...lines },
    yaxis: { ...given.yaxis, ...lines },
  };
  return { ...template, layout };
}
