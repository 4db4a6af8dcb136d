// Colours of the page: text as in JupyterLab's theme, a grid that is seen on light and on dark.
// Python draws for a light page; on a dark one the colours of series are those of DARK_COLORS, which
// theme.py gives, and what is black on bare ground is drawn in the colour of text, as rings are.

const BLACK = "#000000";

const isDark = () => document.body.dataset.jpThemeLight === "false";

function inkOf(el) {
  const style = getComputedStyle(el);
  return style.getPropertyValue("--jp-ui-font-color1").trim() || style.color;
}

// a part of a specification with the colours for this page; numbers are left alone
function coloured(part) {
  if (!isDark()) return part;
  if (typeof part === "string") return DARK_COLORS[part] ?? part;
  if (Array.isArray(part)) return ["string", "object"].includes(typeof part[0]) ? part.map(coloured) : part;
  if (part?.constructor !== Object) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, coloured(value)]));
}

// a black one on bare ground is seen in any theme; on a heat map, which is the same in all, it stays
function withInk(data, handles, el) {
  const isMap = (xaxis) => data.some((trace) => trace.type === "heatmap" && (trace.xaxis ?? "x") === xaxis);
  const isRing = (trace, index) => handles.some(([of]) => of === index) && String(trace.marker?.symbol).endsWith("open");
  const inInk = (part, ring) => (part?.color === BLACK || ring ? { ...part, color: inkOf(el) } : part);
  return data.map((trace, index) => {
    if (isMap(trace.xaxis ?? "x")) return trace;
    const { line, marker } = trace;
    return { ...trace, ...(line && { line: inInk(line) }), ...(marker && { marker: inInk(marker, isRing(trace, index)) }) };
  });
}

function themed(template, el) {
  const ink = inkOf(el);
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
