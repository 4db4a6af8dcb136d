// Small images side by side in one heat map (views/heat.py, Tiles): the one under the pointer, or
// that the arrow keys lead to, is shown large beside them, as long as one points at it.

const LARGE = 224; // px, a side
const BESIDE = 10; // px from the small ones
const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

class Loupe {
  // when plotly has drawn the figure
  constructor(view, signal) {
    Object.assign(this, { view, gd: view.gd, el: document.createElement("div") });
    this.canvas = Object.assign(document.createElement("canvas"), { width: LARGE, height: LARGE });
    this.caption = document.createElement("div");
    this.el.className = "live-loupe";
    this.el.dataset.lmSuppressShortcuts = "true"; // the arrow keys are ours
    this.el.setAttribute("role", "group");
    this.el.tabIndex = 0;
    this.el.append(this.canvas, this.caption);
    if (this.traces.length && !signal.aborted) this.begin(signal);
  }

  get traces() {
    return (this.gd._fullData ?? []).filter((trace) => trace.meta?.tiles && trace.visible === true);
  }

  begin(signal) {
    this.view.el.insertBefore(this.el, this.view.voice);
    this.gd.addEventListener("pointermove", (event) => this.pointed(event), { signal });
    this.gd.addEventListener("pointerleave", () => this.show(), { signal });
    this.el.addEventListener("focus", () => this.show(this.traces[0].index, 0), { signal });
    this.el.addEventListener("blur", () => this.show(), { signal });
    this.el.addEventListener("keydown", (event) => this.moved(event), { signal });
    this.el.setAttribute("aria-label", this.traces[0].meta.tiles[0]);
  }

  pointed(event) {
    for (const trace of this.traces) {
      const { picker } = this.view;
      const [u, v, inside] = picker.place(event, trace.xaxis + trace.yaxis);
      if (!inside) continue;
      const [x, y] = axesOf(this.gd, trace).map((axis, k) => axis.p2c(k ? v : u));
      const { across, high, wide, tiles } = trace.meta;
      const [column, row] = [Math.floor((x + 0.5) / (wide + 1)), Math.floor((y + 0.5) / (high + 1))];
      const image = row * across + column;
      if (column >= 0 && column < across && row >= 0 && image < tiles.length) return this.show(trace.index, image);
    }
    this.show();
  }

  moved(event) {
    if (!(event.key in MOVES)) return;
    event.preventDefault();
    event.stopPropagation();
    const all = this.traces.flatMap((trace) => trace.meta.tiles.map((_, image) => [trace.index, image]));
    const at = all.findIndex(([index, image]) => index === this.index && image === this.image);
    this.show(...all[(at + MOVES[event.key] + all.length) % all.length]);
  }

  // an image of a trace by their numbers, or none
  show(index, image) {
    Object.assign(this, { index, image });
    this.draw();
  }

  // what is pointed at, as it is now
  draw() {
    const trace = this.traces.find(({ index }) => index === this.index);
    const z = trace && this.view.store.arraysOf(trace.index).z;
    this.el.classList.toggle("live-shown", Boolean(z?.shape));
    if (!z?.shape) return;
    const heat = heatCanvas(trace, z.shape);
    paintHeat(heat, trace, z, false, false);
    const { across, high, wide, tiles } = trace.meta;
    const [left, top] = [(this.image % across) * (wide + 1), Math.floor(this.image / across) * (high + 1)];
    const context = this.canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.clearRect(0, 0, LARGE, LARGE);
    context.drawImage(heat.canvas, left, top, wide, high, 0, 0, LARGE, LARGE);
    this.caption.textContent = tiles[this.image];
    this.el.setAttribute("aria-label", tiles[this.image]);
    this.stand(trace);
  }

  // on the side with more room, never over the small ones
  stand(trace) {
    const [across, up] = axesOf(this.gd, trace);
    const width = this.gd._fullLayout.width;
    const [before, after] = [across._offset, across._offset + across._length];
    const left = before > width - after ? before - BESIDE - this.el.offsetWidth : after + BESIDE;
    const top = this.gd.offsetTop + up._offset + (up._length - this.el.offsetHeight) / 2;
    this.el.style.left = `${Math.max(0, Math.min(left, width - this.el.offsetWidth))}px`;
    this.el.style.top = `${Math.max(0, top)}px`;
  }
}
