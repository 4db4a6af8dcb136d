// Fields of a knob that holds many numbers: a column for each point, a row for each of its numbers.
// The kernel says what stands in them; arrow keys, buttons and typed texts are told to it.

const JUMP = 10; // places of a Page key

function made(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export default {
  render({ model, el, signal }) {
    const words = model.get("words");
    const send = (kind, about = {}) => model.send({ kind, ...about });
    const button = (text, title, action) => made("button", { type: "button", className: "jupyter-button", title, onclick: action }, text);

    function field(column, row) {
      const names = [model.get("columns")[column], model.get("rows")[row]].filter(Boolean).join(", ");
      const input = made("input", { type: "text", inputMode: "decimal", spellcheck: false });
      input.ariaLabel = `${model.get("description")}: ${names}`;
      const tell = () => input.value === model.get("cells")[column][row] || send("type", { column, row, text: input.value });
      input.onchange = tell;
      input.onkeydown = (event) => {
        const by = { Enter: 0, ArrowUp: 1, ArrowDown: -1, PageUp: JUMP, PageDown: -JUMP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        tell();
        if (by) send("step", { column, row, by });
      };
      return input;
    }

    function column(numbers, c) {
      const remove = button("×", `${words.remove} ${model.get("columns")[c]}`, () => send("remove", { column: c }));
      remove.className += " live-many-remove";
      remove.ariaLabel = remove.title;
      const name = made("span", {}, model.get("columns")[c], remove);
      return made("div", { className: "live-many-column" }, name, ...numbers.map((_, row) => field(c, row)));
    }

    // new fields only where there are more or fewer: the one that is typed in stays
    let shape = "";
    function draw() {
      const cells = model.get("cells");
      const now = JSON.stringify([cells.map((numbers) => numbers.length), model.get("columns")]);
      if (now !== shape) {
        shape = now;
        const rows = made("div", { className: "live-many-column live-many-rows" }, made("span"), ...model.get("rows").map((name) => made("span", {}, name)));
        table.replaceChildren(...(model.get("rows").length ? [rows] : []), ...cells.map(column));
      }
      const inputs = [...table.querySelectorAll("input")];
      for (const [i, text] of cells.flat().entries()) inputs[i].value = text;
      const can = model.get("can");
      const shut = model.get("disabled");
      for (const input of inputs) Object.assign(input, { disabled: shut, ariaDescription: model.get("tooltip") });
      for (const remove of table.querySelectorAll(".live-many-remove")) Object.assign(remove, { hidden: !can.remove, disabled: shut });
      Object.assign(add, { hidden: !model.get("rows").length, disabled: shut || !can.add });
      undo.disabled = shut || !can.undo;
      el.firstElementChild.title = model.get("tooltip");
    }

    const table = made("div", { className: "live-many-table" });
    const add = button(words.add, words.addHelp, () => send("add"));
    const undo = button(words.undo, words.undoHelp, () => send("undo"));
    const name = made("div", {}, model.get("description"));
    const head = made("div", { className: "live-many-head" }, name, made("div", {}, add, undo));
    const group = made("div", { role: "group", ariaLabel: model.get("description") }, head, table);
    el.replaceChildren(group);
    draw();
    for (const change of ["cells", "can", "columns", "disabled", "tooltip"]) model.on(`change:${change}`, draw);
    model.on("msg:custom", draw);
    signal.addEventListener("abort", () => {
      for (const change of ["cells", "can", "columns", "disabled", "tooltip"]) model.off(`change:${change}`, draw);
      model.off("msg:custom", draw);
    });
  },
};
