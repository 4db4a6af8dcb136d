// Clicks in the plot area and dragging of a handle, in data coordinates. A press on the handle is
// ours, a press elsewhere stays plotly's (box zoom, pan).

const REACH = 14; // px around the handle, wide enough for a finger
const STILL = 4; // px; less movement between press and release is a click

class Picker {
  constructor(view, model, signal) {
    Object.assign(this, { view, model, gd: view.gd, press: null, waiting: false, next: null });
    const listen = (name, handler, target = this.gd) =>
      target.addEventListener(name, handler.bind(this), { capture: true, passive: false, signal });
    listen("pointerdown", this.pressed);
    listen("pointermove", this.moved);
    listen("pointerup", this.released, document); // plotly covers the page while a button is down
    listen("pointercancel", this.released, document);
    listen("mousedown", this.keepFromPlotly);
    listen("touchstart", this.keepFromPlotly);
  }

  get area() {
    const subplot = this.model.get("pick");
    return subplot && this.gd.querySelector(`.nsewdrag[data-subplot="${subplot}"]`);
  }

  get axes() {
    const [xaxis, yaxis] = this.model.get("pick").match(/[xy]\d*/g);
    return axesOf(this.gd, { xaxis, yaxis });
  }

  // -> pixels from the upper left corner of the plot area, in plotly's own (unzoomed) pixels
  place(event) {
    const box = this.area.getBoundingClientRect();
    const [xaxis, yaxis] = this.axes;
    const u = ((event.clientX - box.left) / box.width) * xaxis._length;
    const v = ((event.clientY - box.top) / box.height) * yaxis._length;
    return [u, v, u >= 0 && v >= 0 && u <= xaxis._length && v <= yaxis._length];
  }

  onHandle(event) {
    const index = this.model.get("handle");
    const { x, y } = this.view.store.arraysOf(index);
    const drawn = this.gd._fullData[index]; // where no array was set yet
    const [xaxis, yaxis] = this.axes;
    const [u, v] = this.place(event);
    const u0 = xaxis.c2p(x ? x.buffer[0] : drawn?.x?.[0]);
    const v0 = yaxis.c2p(y ? y.buffer[0] : drawn?.y?.[0]);
    return Math.hypot(u - u0, v - v0) < REACH;
  }

  pressed(event) {
    if (event.button !== 0 || !this.area || !this.place(event)[2]) return;
    this.press = { u: event.clientX, v: event.clientY, id: event.pointerId, handle: this.onHandle(event) };
    if (!this.press.handle) return;
    event.preventDefault(); // no mousedown follows, so plotly does not start a zoom
    event.stopPropagation();
    this.gd.setPointerCapture(event.pointerId);
  }

  keepFromPlotly(event) {
    if (!this.press?.handle) return;
    event.preventDefault(); // a finger on the handle does not scroll the page either
    event.stopPropagation();
  }

  moved(event) {
    if (this.press?.handle) {
      event.stopPropagation();
      this.send(event, false);
    } else if (!event.buttons && this.area) {
      this.gd.classList.toggle("on-handle", this.place(event)[2] && this.onHandle(event));
    }
  }

  released(event) {
    const press = this.press;
    this.press = null;
    if (!press || event.pointerId !== press.id) return;
    const still = Math.hypot(event.clientX - press.u, event.clientY - press.v) < STILL;
    if (press.handle || (still && event.type === "pointerup")) this.send(event, true);
  }

  // One message in flight; of the moves in between only the last one counts, a release is never lost.
  send(event, done) {
    const [xaxis, yaxis] = this.axes;
    const inside = (p, axis) => Math.max(0, Math.min(axis._length, p));
    const [u, v] = this.place(event);
    this.next = { kind: "pick", x: xaxis.p2c(inside(u, xaxis)), y: yaxis.p2c(inside(v, yaxis)), done };
    if (done || !this.waiting) this.flush();
  }

  flush() {
    this.waiting = this.next !== null;
    if (this.next) this.model.send(this.next);
    this.next = null;
  }
}
