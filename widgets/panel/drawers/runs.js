// The table of runs: check boxes, buttons and a link in a real table, so that keys and screen
// readers work as in any page. The kernel decides what the rows are and in which order.

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function button(text, label, key, action) {
  const made = element("button", { type: "button", ariaLabel: label, onclick: action }, text);
  made.dataset.key = key;
  return made;
}

function box(label, key, checked, action) {
  const made = element("input", { type: "checkbox", ariaLabel: label, checked });
  made.onchange = () => action(made.checked);
  made.dataset.key = key;
  return element("td", {}, made);
}

export default {
  render({ model, el }) {
    const change = (values) => {
      for (const [name, value] of Object.entries(values)) model.set(name, value);
      model.save_changes();
    };

    function heading(text, column) {
      const sorted = model.get("sort") === column;
      const descending = sorted && !model.get("descending");
      const action = () => change({ sort: column, descending });
      const label = `${model.get("words").sort} ${text}`;
      const arrow = !sorted ? "" : descending ? " ▴" : " ▾";
      const made = element("th", { scope: "col" }, button(text + arrow, label, `sort ${column}`, action));
      if (sorted) made.ariaSort = model.get("descending") ? "descending" : "ascending";
      return made;
    }

    function row({ id, name, cells }) {
      const words = model.get("words");
      const shown = model.get("shown");
      const show = (on) => change({ shown: on ? [...shown, id] : shown.filter((n) => n !== id) });
      const pins = ["a", "b"].map((pin) => {
        const action = (on) => change({ [pin]: on ? id : 0 });
        return box(`${pin.toUpperCase()}: ${name}`, `${pin} ${id}`, model.get(pin) === id, action);
      });
      const remove = () => model.send({ kind: "remove", id });
      return element(
        "tr",
        {},
        box(`${words.show} ${name}`, `show ${id}`, shown.includes(id), show),
        ...pins,
        element("td", {}, button("✕", `${words.remove} ${name}`, `remove ${id}`, remove)),
        ...cells.map((text) => element("td", {}, text)),
      );
    }

    function draw() {
      const focused = el.contains(document.activeElement) && document.activeElement.dataset.key;
      const words = model.get("words");
      const plain = [words.show, "A", "B", words.remove].map((text) => element("th", { scope: "col" }, text));
      const head = element("tr", {}, ...plain, ...model.get("headings").map(heading));
      const table = element("table", { className: "live-table" }, head, ...model.get("rows").map(row));
      const href = "data:text/csv;charset=utf-8," + encodeURIComponent(model.get("csv"));
      const save = element("a", { href, download: "runs.csv" }, words.csv);
      el.replaceChildren(element("div", { className: "live-runs" }, table, save));
      if (focused) el.querySelector(`[data-key="${focused}"]`)?.focus();
    }

    draw();
    for (const name of ["rows", "shown", "a", "b"]) model.on(`change:${name}`, draw);
  },
};
