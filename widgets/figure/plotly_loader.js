// plotly.js reaches a page once, and every figure of the page shares it, whatever notebook or kernel
// it belongs to. A server with our extension (course/server_extension.py) has it as a file, which
// browsers keep; without one, the first figure asks its kernel.

const PAGE = (globalThis.__liveFigure ??= { plotly: {} });
const ASK_AGAIN_MS = 20_000; // the 1.5 MB may travel slowly, or the figure that asked may be gone

function plotlySlot(version) {
  return (PAGE.plotly[version] ??= { askedAt: -Infinity, unpacking: false, by: null, ...Promise.withResolvers() });
}

// -> true if the server has it; JupyterLab, its relatives and Voilà say where the server is
async function importPlotly(version) {
  const slot = plotlySlot(version);
  try {
    const { baseUrl } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    const module = await import(new URL(`${baseUrl}live/plotly-${version}.js`, location.href));
    slot.by ||= "server";
    slot.resolve(module.default);
    return true;
  } catch {
    return false;
  }
}

async function requestPlotly(model, signal) {
  const version = model.get("plotly_version");
  const slot = plotlySlot(version);
  if (model.get("plotly_served")) slot.server ??= importPlotly(version);
  if (!(await slot.server) && !signal.aborted) askKernel(slot, model, signal);
  return slot.promise;
}

function askKernel(slot, model, signal) {
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
    const module = await import(url);
    slot.by ||= "kernel";
    slot.resolve(module.default);
  } catch (error) {
    delete PAGE.plotly[version]; // a re-run of the cell tries again
    slot.reject(error);
  } finally {
    URL.revokeObjectURL(url);
  }
}
