// LiveFigure in the page: what the kernel's messages do, and what anywidget calls.

const ACK_FRAMES = 4; // an answer makes JupyterLab show a busy kernel, which costs more than a frame
const CALM_MS = 250; // between two pictures of a run, for a reader who wants less motion
const ASK_STATE_MS = 1000; // a missed frame is asked for again after this time

function receiver(model, store) {
  let queued = false;
  let acked = store.seq;
  let missing = -Infinity; // when the kernel was asked for the whole figure
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let paintedAt = -Infinity;
  const queue = () => {
    const dragged = [...store.views].some((view) => view.picker?.press); // by the reader's own hand
    const ms = calm.matches && !dragged ? paintedAt + CALM_MS - performance.now() : 0;
    if (!queued && ms > 0) setTimeout(() => requestAnimationFrame(paint), ms);
    else if (!queued) requestAnimationFrame(paint);
    queued = true;
  };
  const paint = () => {
    queued = false;
    paintedAt = performance.now();
    for (const view of store.views) {
      view.paint();
      view.loupe?.draw();
    }
    if (store.seq - acked >= ACK_FRAMES) ack();
  };
  const ack = () => model.send({ kind: "ack", seq: (acked = store.seq) });
  const kinds = {
    plotly: (_, [packed]) => unpackPlotly(model.get("plotly_version"), packed),
    picked: () => store.views.forEach((view) => view.picker?.flush()),
    state(message, [packed]) {
      store.load(message, packed);
      missing = -Infinity;
      store.views.forEach((view) => view.draw());
      ack();
    },
    frame(message, [packed]) {
      if (store.apply(message, packed)) {
        queue();
      } else if (performance.now() - missing > ASK_STATE_MS) {
        missing = performance.now();
        model.send({ kind: "hello", seq: store.seq });
      }
    },
  };
  return (message, buffers) => kinds[message.kind](message, buffers);
}

export default () => {
  const store = new Store();
  return {
    initialize({ model }) {
      const state = model.get("state");
      store.load(state, state.buffer);
      model.on("msg:custom", receiver(model, store));
    },
    render({ model, el, signal }) {
      const view = new View(store, model, el, signal);
      view.start().then(() => (view.loupe = new Loupe(view, signal)));
    },
  };
};
