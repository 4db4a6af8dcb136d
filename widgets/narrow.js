// On a page as narrow as a telephone, plots that stand side by side come one below the other.

const NARROW = 470; // pixels; beside its form a figure is wider (see panel.py)
const PLOT_HEIGHT = 240;
const BETWEEN = 80; // for the title of the horizontal axis, and that of the next plot
const LEGEND_ROW = 30;

const isNarrow = (width) => width < NARROW;

// the layout with its columns stacked; heights of what stands above the plots are kept
function stacked(layout, named) {
  const columns = Object.keys(layout).filter((name) => /^xaxis\d*$/.test(name) && layout[name].domain);
  const oneRow = columns.every((name) => layout[name.replace("x", "y")].domain.join() === "0,1");
  if (columns.length < 2 || !oneRow) return layout;
  const middle = ([left, right]) => (left + right) / 2;
  columns.sort((a, b) => middle(layout[a].domain) - middle(layout[b].domain));
  const n = columns.length;
  const high = n * PLOT_HEIGHT + (n - 1) * BETWEEN;
  const top = (i) => 1 - (i * (PLOT_HEIGHT + BETWEEN)) / high;
  const { margin, legend } = layout;
  const before = layout.height - margin.t - margin.b;
  const now = { ...layout, height: high + margin.t + margin.b + LEGEND_ROW * Math.ceil(named / 2) };
  for (const [i, name] of columns.entries()) {
    now[name] = { ...layout[name], domain: [0, 1] };
    const below = name.replace("x", "y");
    now[below] = { ...layout[below], domain: [top(i) - PLOT_HEIGHT / high, top(i)] };
  }
  if (legend?.y > 1) now.legend = { ...legend, y: 1 + ((legend.y - 1) * before) / high };
  now.annotations = layout.annotations?.map((note) => {
    if (note.xref !== "paper" || note.yref !== "paper") return note;
    const off = columns.map((name) => Math.abs(middle(layout[name].domain) - note.x));
    return { ...note, x: 0.5, y: top(off.indexOf(Math.min(...off))) };
  });
  return now;
}
