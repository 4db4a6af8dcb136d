// While numbers stream, plotly is not called: a frame replaces the `d` of lines and bars, the `transform`
// of markers and the picture of heat maps. Pixels come from plotly's own axes (`c2p`: number -> pixel).
// Each patch returns false where plotly itself has to draw.

const PIXEL_LIMIT = 1e5; // browsers draw nonsense far beyond; nobody sees the difference
const XLINK = "http://www.w3.org/1999/xlink";
const SEEN = 0.7; // px; a nearer point would not change what is seen

function axesOf(gd, trace) {
  const axis = (id) => gd._fullLayout[id[0] + "axis" + id.slice(1)];
  return [axis(trace.xaxis), axis(trace.yaxis)];
}

function hasNumericAxes(axes) {
  return axes.every((axis) => axis.type === "linear" || axis.type === "log");
}

function pixel(axis, value) {
  const p = axis.c2p(value);
  if (!Number.isFinite(p)) return NaN; // inf, nan, and zero on a log axis become gaps
  return Math.max(-PIXEL_LIMIT, Math.min(PIXEL_LIMIT, p));
}

// -> [pixels of x, pixels of y]; without x the points are numbered from x0 in steps of dx
function pixelsOf(axes, trace, x, y) {
  const n = x ? Math.min(x.size, y.size) : y.size;
  const us = new Float64Array(n);
  const vs = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    us[j] = pixel(axes[0], x ? x.buffer[j] : (trace.x0 ?? 0) + j * (trace.dx ?? 1));
    vs[j] = pixel(axes[1], y.buffer[j]);
  }
  return [us, vs];
}

function leavesAutorange(axes, pixels) {
  return axes.some((axis, k) => axis.autorange && pixels[k].some((p) => p < -1 || p > axis._length + 1));
}

function linePath([us, vs], shape, connectGaps) {
  const last = us.length - 1;
  let d = "";
  let penDown = false;
  let u0 = 0;
  let v0 = 0;
  for (let j = 0; j <= last; j++) {
    const u = us[j];
    const v = vs[j];
    if (Number.isNaN(u) || Number.isNaN(v)) {
      penDown &&= connectGaps;
      continue;
    }
    if (penDown && j < last && Math.abs(u - u0) + Math.abs(v - v0) < SEEN) continue;
    if (penDown && shape === "hv") d += `H${u.toFixed(1)}`;
    if (penDown && shape === "vh") d += `V${v.toFixed(1)}`;
    d += `${penDown ? "L" : "M"}${u.toFixed(1)},${v.toFixed(1)}`;
    penDown = true;
    u0 = u;
    v0 = v;
  }
  return d || "M0,0";
}

function isPlainScatter(trace) {
  const shapes = ["linear", "hv", "vh"];
  return (
    trace.type === "scatter" &&
    (trace.fill ?? "none") === "none" &&
    !trace.mode.includes("text") &&
    !trace.error_x?.visible &&
    !trace.error_y?.visible &&
    (!trace.mode.includes("lines") || shapes.includes(trace.line.shape))
  );
}

function patchScatter(gd, trace, arrays) {
  const { x, y } = arrays;
  const axes = axesOf(gd, trace);
  if (!y || arrays.other || !isPlainScatter(trace) || !hasNumericAxes(axes)) return false;
  const group = gd.querySelector(`.scatterlayer .trace${trace.uid}`);
  const lines = trace.mode.includes("lines") ? group?.querySelectorAll("path.js-line") : [];
  const points = trace.mode.includes("markers") ? group?.querySelectorAll(".points path.point") : [];
  const pixels = pixelsOf(axes, trace, x, y);
  if (!group || (trace.mode.includes("lines") && !lines.length)) return false;
  if (trace.mode.includes("markers") && points.length !== pixels[0].length) return false;
  // plotly gives each piece between two gaps its own path; here the first one carries them all
  const d = linePath(pixels, trace.line?.shape, trace.connectgaps);
  lines.forEach((path, k) => path.setAttribute("d", k ? "M0,0" : d));
  points.forEach((path, j) => {
    const seen = !Number.isNaN(pixels[0][j] + pixels[1][j]);
    const [u, v] = seen ? [pixels[0][j], pixels[1][j]] : [-PIXEL_LIMIT, -PIXEL_LIMIT];
    path.setAttribute("transform", `translate(${u.toFixed(1)},${v.toFixed(1)})`);
  });
  return !leavesAutorange(axes, pixels);
}

// the group of the bars of a trace, which plotly does not name
function barGroup(gd, trace) {
  return [...gd.querySelectorAll(".barlayer .trace.bars")].find((g) => g.__data__?.[0]?.trace.uid === trace.uid);
}

// bars have one width for all and begin at 0, which is the edge where the axis is in powers of ten
function patchBars(gd, trace, arrays) {
  const axes = axesOf(gd, trace);
  const across = trace.orientation === "h" ? 1 : 0;
  const [places, heights] = across ? [arrays.y, arrays.x] : [arrays.x, arrays.y];
  const paths = barGroup(gd, trace)?.querySelectorAll(".point > path");
  if (!places || !heights || arrays.other || !hasNumericAxes(axes) || !(trace.width > 0)) return false;
  if (paths?.length !== places.size || axes[across].type !== "linear") return false;
  const zero = axes[1 - across].c2p(0);
  const floor = Number.isFinite(zero) ? zero : across ? 0 : axes[1]._length;
  const ends = [...heights.buffer.subarray(0, heights.size)].map((height) => pixel(axes[1 - across], height));
  paths.forEach((path, i) => {
    const [from, to] = [-0.5, 0.5].map((half) => axes[across].c2p(places.buffer[i] + half * trace.width).toFixed(1));
    const end = ends[i].toFixed(1);
    const d = across ? `M${floor},${from}V${to}H${end}V${from}Z` : `M${from},${floor}V${end}H${to}V${floor}Z`;
    path.setAttribute("d", Number.isNaN(ends[i]) ? "M0,0Z" : d);
  });
  return !(axes[1 - across].autorange && ends.some((p) => p < -1 || p > axes[1 - across]._length + 1));
}

// 256 colours of the trace's own scale, as the 32-bit words of a canvas
function palette(trace) {
  const context = new OffscreenCanvas(256, 1).getContext("2d");
  const ramp = context.createLinearGradient(0.5, 0, 255.5, 0); // the ends at centres of pixels
  for (const [at, colour] of trace.colorscale) ramp.addColorStop(trace.reversescale ? 1 - at : at, colour);
  context.fillStyle = ramp;
  context.fillRect(0, 0, 256, 1);
  return new Uint32Array(context.getImageData(0, 0, 256, 1).data.buffer);
}

// plotly makes a new trace object whenever it redraws: the canvas lives as long as the colours do
const CANVASES = new WeakMap();

function heatCanvas(trace, [height, width]) {
  let heat = CANVASES.get(trace);
  if (heat?.image.width !== width || heat.image.height !== height) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    const image = context.createImageData(width, height);
    heat = { canvas, context, image, words: new Uint32Array(image.data.buffer), colours: palette(trace) };
    CANVASES.set(trace, heat);
  }
  return heat;
}

function paintHeat(heat, trace, z, flipRows, flipColumns) {
  const [height, width] = z.shape;
  const scale = 256 / (trace.zmax - trace.zmin);
  for (let row = 0; row < height; row++) {
    const to = (flipRows ? height - 1 - row : row) * width;
    for (let column = 0; column < width; column++) {
      const value = z.buffer[row * width + column];
      const level = Math.max(0, Math.min(255, Math.floor((value - trace.zmin) * scale)));
      const at = to + (flipColumns ? width - 1 - column : column);
      heat.words[at] = Number.isNaN(level) ? 0 : heat.colours[level]; // nan is transparent
    }
  }
  heat.context.putImageData(heat.image, 0, 0);
}

function patchHeatmap(gd, trace, arrays) {
  const { x, y, z } = arrays;
  const axes = axesOf(gd, trace);
  const evenly = trace._islinear !== false && axes.every((axis) => axis.type === "linear");
  if (!z?.shape || x || y || arrays.other || trace.zauto || trace.coloraxis || !evenly) return false;
  const groups = [...gd.querySelectorAll(".heatmaplayer .hm")];
  const image = groups.find((g) => g.__data__?.[0]?.trace.uid === trace.uid)?.querySelector("image");
  const edges = gd.calcdata[trace.index]?.[0];
  if (!image || edges?.x?.length !== z.shape[1] + 1 || edges.y.length !== z.shape[0] + 1) return false;
  const [left, right] = [edges.x[0], edges.x.at(-1)].map((value) => axes[0].c2p(value));
  const [first, last] = [edges.y[0], edges.y.at(-1)].map((value) => axes[1].c2p(value));
  const heat = heatCanvas(trace, z.shape);
  paintHeat(heat, trace, z, first > last, left > right);
  image.setAttribute("x", Math.min(left, right));
  image.setAttribute("y", Math.min(first, last));
  image.setAttribute("width", Math.abs(right - left));
  image.setAttribute("height", Math.abs(last - first));
  image.setAttributeNS(XLINK, "href", heat.canvas.toDataURL()); // the attribute plotly uses
  image.style.imageRendering = trace.zsmooth ? "auto" : "pixelated";
  return true;
}

// arrays: the streamed arrays of one trace by name -> true if the drawing now shows them
function patchTrace(gd, index, arrays) {
  const trace = gd._fullData[index];
  if (trace.visible !== true) return true; // hidden in the legend: nothing to draw
  if (trace.type === "scatter") return patchScatter(gd, trace, arrays);
  if (trace.type === "bar") return patchBars(gd, trace, arrays);
  if (trace.type === "heatmap") return patchHeatmap(gd, trace, arrays);
  return false;
}
