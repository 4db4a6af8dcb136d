// Names at the ends of lines, where there is room, while the figure is at rest. Views mark the ends
// with one marker for each series, whose `ids` are the names.

const NAME = { size: 11, high: 13, from: 8, near: 7 }; // px: type, its height, away from the end, too near
const SHORT = 0.4; // of the plot: a longer name would hide what it names

// what an end takes up; on the left of others no name may stand that could be taken for theirs
const roomOf = ({ u, v }, isOther) => ({ left: u - (isOther ? 10 : 5), right: u + 6, top: v - (isOther ? 9 : 5), bottom: v + (isOther ? 9 : 5) });
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const isInside = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

// boxes for a name at an end, the best first: right of it, else on its left, above or below the line
function places({ u, v }, wide, high) {
  const corners = [[NAME.from, -high / 2]];
  for (const down of [-high - 2, 2, -high / 2]) corners.push([-NAME.from - wide, down]);
  return corners.map(([du, dv]) => ({ left: u + du, right: u + du + wide, top: v + dv, bottom: v + dv + high }));
}

class EndNames {
  constructor(view) {
    this.view = view;
    this.el = document.createElementNS(SVG, "svg"); // SVG: see legend.js
    this.el.setAttribute("class", "live-names");
    this.el.setAttribute("aria-hidden", "true"); // the legend names them
    this.pen = new OffscreenCanvas(1, 1).getContext("2d");
  }

  clear() {
    this.el.replaceChildren();
  }

  draw() {
    const { gd } = this.view;
    const type = (gd._fullLayout.font.size / FONT) * NAME.size;
    this.pen.font = `${type}px ${gd._fullLayout.font.family}`;
    Object.assign(this.el.style, { top: `${gd.offsetTop}px`, fontSize: `${type}px` });
    this.el.setAttribute("width", gd._fullLayout.width);
    this.el.setAttribute("height", gd._fullLayout.height);
    const taken = this.bets();
    const ends = gd._fullData.filter((trace) => trace.visible === true && trace.ids?.length > 1).map((trace) => this.endsOf(trace));
    this.el.replaceChildren(...ends.flatMap((those) => this.namesOf(those, taken, type / NAME.size)));
  }

  // boxes of the words at a bet and at the truth, in pixels of the figure
  bets() {
    const { gd } = this.view;
    const corner = gd.getBoundingClientRect();
    return Array.from(gd.querySelectorAll(".shape-label"), (label) => {
      const { left, right, top, bottom } = label.getBoundingClientRect();
      return { left: left - corner.left, right: right - corner.left, top: top - corner.top, bottom: bottom - corner.top };
    });
  }

  // -> [{name, u, v}] of the ends inside the plot, in pixels of the figure, and its edges
  endsOf(trace) {
    const [across, up] = axesOf(this.view.gd, trace);
    const edges = { left: across._offset, right: across._offset + across._length, top: up._offset, bottom: up._offset + up._length };
    const ends = Array.from(trace.ids, (name, i) => ({ name, u: across._offset + pixel(across, trace.x[i]), v: up._offset + pixel(up, trace.y[i]) }));
    return { edges, ends: ends.filter(({ name, u, v }) => !this.view.legend.hidden.has(name) && u > edges.left - 1 && u < edges.right + 1 && v > edges.top - 1 && v < edges.bottom + 1) };
  }

  namesOf({ edges, ends }, taken, type) {
    const alone = (end) => ends.every((other) => other === end || Math.hypot(other.u - end.u, other.v - end.v) > NAME.near);
    return ends.filter(alone).flatMap((end) => {
      const wide = this.pen.measureText(end.name).width;
      if (wide > SHORT * (edges.right - edges.left)) return [];
      const around = ends.map((other) => roomOf(other, other !== end));
      const free = (box) => isInside(box, edges) && ![...taken, ...around].some((other) => overlap(box, other));
      const box = places(end, wide, NAME.high * type).find(free);
      if (box) taken.push(box);
      return box ? [this.word(end.name, box)] : [];
    });
  }

  word(name, { left, bottom }) {
    const word = document.createElementNS(SVG, "text");
    word.setAttribute("x", left);
    word.setAttribute("y", bottom - 3);
    word.dataset.series = name;
    word.textContent = name;
    return word;
  }
}
