// What plotly is told of an arrangement (arrange.js): domains, titles and numbers that fit their plots.

const LEAST_FONT = 9; // to which words shrink that have no room
const LINE = 16; // pixels from one row of words to the next
const NUMBER = 55; // pixels that a number below a narrow plot needs, so that none is turned

// how much of their size words may have where there is this room for them
const fitting = (letters, room, type) => Math.min(1, room / Math.max(1, letters * GAP.letter * type));

// of a plot of words: for the longest row, and for all rows
function fittingWords({ words, u, v }, type) {
  const rows = [words.text].flat().map((row) => String(row).replace(/<[^>]*>/g, "").length);
  return Math.min(fitting(most(rows), u[1] - u[0], type), (v[1] - v[0]) / (rows.length * LINE * type));
}

// a text in two lines of about the same length
function halved(text) {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  const middle = spaces.reduce((best, at) => (Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2) ? at : best), 0);
  return middle ? `${text.slice(0, middle)}<br>${text.slice(middle + 1)}` : text;
}

// a title that is too long for its axis is written in smaller type
function fitted(title, room, type) {
  const share = fitting((title?.text ?? "").length, room, type);
  return share < 1 ? { ...title, font: { ...title.font, size: Math.max(LEAST_FONT, share * FONT * type) } } : title;
}

function written({ data, layout }, { placed, width, height, notes, type: size }) {
  const now = { ...layout, width, height, margin: { l: 0, r: 0, t: 0, b: 0 } };
  const scales = new Map();
  for (const { x, y, u, v, room, names, sharesX, sharesY, bare, scale, gaps } of placed) {
    const across = Math.min(u[1] - u[0] + 2 * gaps.left, 2 * room - (u[1] - u[0]));
    now[x] = { ...layout[x], automargin: false, domain: u.map((p) => p / width), title: fitted(layout[x].title, across, size) };
    now[y] = { ...layout[y], automargin: false, domain: [1 - v[1] / height, 1 - v[0] / height], title: fitted(layout[y].title, v[1] - v[0] + gaps.below, size) };
    if (u[1] - u[0] < 4 * NUMBER) now[x].nticks = Math.ceil((u[1] - u[0]) / NUMBER);
    if (names) Object.assign(now[y], { showticklabels: true, tickvals: layout[names].tickvals, ticktext: layout[names].ticktext });
    if (sharesX) now[x].title = { text: "" };
    if (sharesY) Object.assign(now[y], { title: { text: "" }, showticklabels: false });
    if (bare) now[y].constraintoward = "top";
    const { type, range } = now[y];
    if (type === "log" && range) now[y].dtick = Math.max(1, Math.ceil(((range[1] - range[0]) * TICK) / (v[1] - v[0])));
    if (scale) {
      const beside = { x: (u[1] + 4) / width, xanchor: "left", y: now[y].domain[0], yanchor: "bottom", xpad: 0, ypad: 0 };
      scales.set(scale, { ...scale.colorbar, ...beside, lenmode: "pixels", len: v[1] - v[0] });
    }
  }
  now.annotations = layout.annotations?.map((note) => {
    if (!notes.includes(note)) return note;
    const off = placed.map((plot) => Math.abs(plot.middle - note.x));
    const { u, v, room, twoLines } = placed[off.indexOf(Math.min(...off))];
    const text = twoLines ? halved(note.text) : note.text;
    const { font } = fitted({ ...note, text: text.split("<br>")[0] }, room, size);
    return { ...note, font, text, x: u[0] / width, xanchor: "left", y: 1 - v[0] / height, yanchor: "bottom", align: "left" };
  });
  const texts = new Map(placed.filter(({ words }) => words).map((plot) => [plot.words, fittingWords(plot, size)]));
  const sized = (trace) => ({ ...trace, textfont: { ...trace.textfont, size: Math.max(LEAST_FONT, texts.get(trace) * FONT * size) } });
  const shown = data.map((trace) => (scales.has(trace) ? { ...trace, colorbar: scales.get(trace) } : texts.get(trace) < 1 ? sized(trace) : trace));
  return { layout: now, data: shown };
}
