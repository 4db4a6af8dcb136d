// A sheet of pixels that are ink or paper. The page draws at once and tells the kernel the rows, of
// moves in between only the last; what the kernel says is drawn where no pen is down.

const BRUSH = [[0, 0], [1, 0], [0, 1], [1, 1]]; // of two pixels, as wide as the pens of MNIST
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SCALE = 8; // of the canvas; the page shows it in any size

function made(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export default {
  render({ model, el, signal }) {
    const words = model.get("words");
    const told = () => model.get("cells").map(([text]) => Number(text));
    const side = told().length;
    let rows = told();
    let pen = [side >> 1, side >> 1];
    let last = null; // where the pointer was; null while no pen is down
    let isDown = false; // the pen of the keys
    let isRubber = false;
    let waits = false; // the kernel has not answered yet
    let due = null;

    const canvas = made("canvas", { width: side * SCALE, height: side * SCALE });
    const sheet = made("div", { className: "live-pad-sheet", tabIndex: 0 }, canvas);
    sheet.setAttribute("role", "application");
    sheet.ariaLabel = `${model.get("description")}. ${words.keys}`;
    sheet.title = words.keys;
    const heard = made("span", { className: "live-pad-heard" });
    heard.ariaLive = "polite";

    function paint() {
      const g = canvas.getContext("2d");
      const { color, outlineColor } = getComputedStyle(sheet);
      g.clearRect(0, 0, canvas.width, canvas.height);
      g.fillStyle = color;
      for (const [y, row] of rows.entries())
        for (let x = 0; x < side; x++)
          if ((row >>> (side - 1 - x)) & 1) g.fillRect(x * SCALE, y * SCALE, SCALE, SCALE);
      if (document.activeElement !== sheet || last) return;
      g.strokeStyle = outlineColor;
      g.lineWidth = isDown ? 4 : 2;
      g.strokeRect(pen[0] * SCALE, pen[1] * SCALE, 2 * SCALE, 2 * SCALE);
    }

    function dab(x, y) {
      for (const [dx, dy] of BRUSH) {
        const [px, py] = [x + dx, y + dy];
        if (px < 0 || py < 0 || px >= side || py >= side) continue;
        const bit = 2 ** (side - 1 - px);
        rows[py] = isRubber ? rows[py] & ~bit : rows[py] | bit;
      }
    }

    function tell(done) {
      due = { kind: "ink", rows: [...rows], done };
      if (done || !waits) flush();
    }

    function flush() {
      waits = due !== null;
      if (due) model.send(due);
      due = null;
    }

    // the pixel whose brush has its middle under the pointer
    function place(event) {
      const box = canvas.getBoundingClientRect();
      const at = (p, from, size) => Math.round(((p - from) / size) * side - 1);
      return [at(event.clientX, box.left, box.width), at(event.clientY, box.top, box.height)];
    }

    function stroke(to) {
      const [dx, dy] = [to[0] - last[0], to[1] - last[1]];
      const n = Math.max(Math.abs(dx), Math.abs(dy), 1);
      for (let i = 0; i <= n; i++) dab(Math.round(last[0] + (dx * i) / n), Math.round(last[1] + (dy * i) / n));
      last = to;
      paint();
    }

    sheet.onpointerdown = (event) => {
      if (event.button || model.get("disabled")) return;
      event.preventDefault(); // no scrolling, no selection
      sheet.focus({ preventScroll: true });
      sheet.setPointerCapture(event.pointerId);
      last = place(event);
      stroke(last);
      tell(false);
    };
    sheet.onpointermove = (event) => {
      if (!last) return;
      for (const move of event.getCoalescedEvents?.() ?? [event]) stroke(place(move));
      tell(false);
    };
    sheet.onpointerup = sheet.onpointercancel = () => {
      if (!last) return;
      last = null;
      tell(true);
      paint();
    };

    sheet.onkeydown = (event) => {
      if (model.get("disabled") || event.ctrlKey || event.metaKey || event.altKey) return;
      const move = MOVES[event.key];
      if (event.key === " ") isDown = !isDown;
      else if (move) pen = pen.map((p, k) => Math.max(0, Math.min(side - 2, p + move[k])));
      else return;
      event.preventDefault();
      event.stopPropagation();
      if (isDown) dab(...pen);
      if (isDown || event.key === " ") tell(!isDown);
      const at = words.at.replace("{column}", pen[0] + 1).replace("{row}", pen[1] + 1);
      heard.textContent = `${isDown ? words.down : words.up}, ${at}`;
      paint();
    };
    sheet.onfocus = paint;
    sheet.onblur = () => {
      if (isDown) tell(true);
      isDown = false;
      paint();
    };

    const button = (text, title, onclick) => made("button", { type: "button", className: "jupyter-button", title, onclick }, text);
    const undo = button(words.undo, words.undoHelp, () => model.send({ kind: "undo" }));
    const rubber = button(words.rubber, words.rubberHelp, () => {
      isRubber = !isRubber;
      rubber.ariaPressed = String(isRubber);
    });
    rubber.ariaPressed = "false";
    const clear = button(words.clear, words.clearHelp, () => {
      rows = rows.map(() => 0);
      paint();
      tell(true);
    });
    const example = button(words.example, words.exampleHelp, () => model.send({ kind: "example" }));
    const buttons = made("div", { className: "live-pad-buttons" }, clear, undo, rubber, example);
    const name = made("div", { className: "live-pad-name" }, model.get("description"));
    const group = made("div", { role: "group", ariaLabel: model.get("description") }, name, sheet, buttons, heard);

    function draw() {
      const shut = model.get("disabled");
      for (const each of [clear, rubber, example]) each.disabled = shut;
      undo.disabled = shut || !model.get("can").undo;
      if (!last && !isDown) rows = told();
      paint();
    }

    function answered() {
      flush();
      draw();
    }

    el.replaceChildren(group);
    draw();
    for (const change of ["cells", "can", "disabled"]) model.on(`change:${change}`, draw);
    model.on("msg:custom", answered);
    const themed = new MutationObserver(paint); // ink is of the theme's colour
    themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
    signal.addEventListener("abort", () => {
      themed.disconnect();
      for (const change of ["cells", "can", "disabled"]) model.off(`change:${change}`, draw);
      model.off("msg:custom", answered);
    });
  },
};
