// plotly.js reaches a page once: the first figure asks its kernel, every figure of the page shares
// the answer, whatever notebook or kernel it belongs to.

const PAGE = (globalThis.__liveFigure ??= { plotly: {} });
const ASK_AGAIN_MS = 20_000; // the 1.5 MB may travel slowly, or the figure that asked may be gone

function plotlySlot(version) {
  return (PAGE.plotly[version] ??= { askedAt: -Infinity, unpacking: false, ...Promise.withResolvers() });
}

function requestPlotly(model, signal) {
  const slot = plotlySlot(model.get("plotly_version"));
  const ask = () => {
    if (slot.unpacking || performance.now() - slot.askedAt < ASK_AGAIN_MS) return;
    slot.askedAt = performance.now();
    signal.addEventListener("abort", () => (slot.askedAt = -Infinity), { once: true });
    model.send({ kind: "need" });
  };
  ask();
  const retry = setInterval(ask, 500);
  const stop = () => clearInterval(retry);
  signal.addEventListener("abort", stop, { once: true });
  slot.promise.then(stop, stop);
  return slot.promise;
}

async function unpackPlotly(version, packed) {
  const slot = plotlySlot(version);
  if (slot.unpacking) return;
  slot.unpacking = true;
  let url;
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const source = await new Response(stream).blob();
    // anywidget loads this very file from a blob URL, so a content policy that let it in allows this.
    const parts = ["const module = { exports: {} };\n", source, "\nexport default module.exports;"];
    url = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
    slot.resolve((await import(url)).default);
  } catch (error) {
    delete PAGE.plotly[version]; // a re-run of the cell tries again
    slot.reject(error);
  } finally {
    URL.revokeObjectURL(url);
  }
}
