// What the page knows of one figure, shared by all its views: the specification plotly started from,
// the streamed arrays, and the properties changed since.

class Store {
  arrays = new Map(); // trace -> Map of name -> {buffer, size, shape}
  changes = { layout: {}, traces: {} };
  spec = "{}";
  summary = "";
  seq = -1;
  views = new Set();

  // the whole figure: at the start, and again when a frame was missed
  load(state, packed) {
    this.arrays.clear();
    this.changes = { layout: {}, traces: {} };
    this.spec = state.spec;
    this.take(state, packed);
  }

  // one frame; -> false if an earlier one is missing
  apply(frame, packed) {
    if (frame.seq !== this.seq + 1) return false;
    this.take(frame, packed);
    if (frame.changes) {
      mergeChanges(this.changes, frame.changes);
      for (const [trace, name] of frame.changes) this.arrays.get(trace)?.delete(name);
    }
    for (const view of this.views) view.receive(frame);
    return true;
  }

  take(message, packed) {
    const numbers = new Float32Array(packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength));
    let at = 0;
    for (const [trace, name, start, count, shape] of message.arrays) {
      this.write(trace, name, start, numbers.subarray(at, at + count), shape);
      at += count;
    }
    this.summary = message.summary;
    this.seq = message.seq;
  }

  write(trace, name, start, numbers, shape) {
    if (!this.arrays.has(trace)) this.arrays.set(trace, new Map());
    const named = this.arrays.get(trace);
    const array = named.get(name) ?? { buffer: new Float32Array(512) };
    const size = start + numbers.length;
    if (size > array.buffer.length) {
      const larger = new Float32Array(Math.max(size, 2 * array.buffer.length));
      larger.set(array.buffer);
      array.buffer = larger;
    }
    array.buffer.set(numbers, start);
    named.set(name, Object.assign(array, { size, shape }));
  }

  // -> {x, y, z, other}; other tells that there is an array (sizes, colours) only plotly can draw
  arraysOf(trace) {
    const named = this.arrays.get(trace) ?? new Map();
    const other = [...named.keys()].some((name) => !["x", "y", "z"].includes(name));
    return { x: named.get("x"), y: named.get("y"), z: named.get("z"), other };
  }

  // -> {name: array as plotly wants it}: matrices as rows
  plotlyArrays(trace) {
    const entries = [...(this.arrays.get(trace) ?? [])].map(([name, { buffer, size, shape }]) => {
      const numbers = buffer.slice(0, size);
      if (!shape) return [name, numbers];
      const rows = Array.from({ length: shape[0] }, (_, r) => numbers.subarray(r * shape[1], (r + 1) * shape[1]));
      return [name, rows];
    });
    return Object.fromEntries(entries);
  }
}

// rows [trace (null: the layout), name, value], in the order in which they were made
function mergeChanges(into, rows) {
  for (const [trace, name, value] of rows) {
    putProperty(trace === null ? into.layout : (into.traces[trace] ??= {}), name, value);
  }
}

// Plotly refuses a property (xaxis) together with a part of it (xaxis.range): the later one settles it.
function putProperty(props, name, value) {
  const isPart = (part, whole) => part.startsWith(whole + ".") || part.startsWith(whole + "[");
  const whole = Object.keys(props).find((known) => isPart(name, known));
  if (whole) {
    const path = name.slice(whole.length).split(/[.[\]]+/).filter(Boolean);
    assignAt(props[whole], path, value);
    return;
  }
  for (const known of Object.keys(props)) if (known === name || isPart(known, name)) delete props[known];
  props[name] = value;
}

function assignAt(object, path, value) {
  const owner = path.slice(0, -1).reduce((inner, key) => (inner[key] ??= {}), object);
  owner[path.at(-1)] = value;
}
