// Runs in the page before anything else: notes key presses, paints of curves and received bytes.
(() => {
  const clock = (globalThis.clock = { paints: [], keys: [], bytes: 0 });
  let inFrame = false;

  const frame = window.requestAnimationFrame;
  window.requestAnimationFrame = (callback) =>
    frame.call(window, (time) => {
      inFrame = true;
      try {
        return callback(time);
      } finally {
        queueMicrotask(() => (inFrame = false)); // after the observers of what the callback changed
      }
    });

  // a message posted in an animation frame arrives when that frame has been painted
  clock.afterPaint = (callback) => {
    const post = () => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => callback(performance.now());
      channel.port2.postMessage(0);
    };
    if (inFrame) post();
    else frame.call(window, post);
  };

  let pending = false;
  const seen = (mutations) => {
    const moved = ({ type, target }) => type === "attributes" && target.classList.contains("js-line");
    if (pending || !mutations.some(moved)) return;
    pending = true;
    clock.afterPaint((time) => {
      pending = false;
      clock.paints.push(time);
    });
  };
  new MutationObserver(seen).observe(document, { attributeFilter: ["d"], subtree: true });

  document.addEventListener("keydown", (event) => clock.keys.push(event.timeStamp), true);

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        clock.bytes += data.byteLength ?? data.size ?? data.length;
      });
    }
  };

  // -> [ms, bytes] from now until the panel's curves are on the screen
  clock.firstPaint = () =>
    new Promise((resolve) => {
      const began = performance.now();
      const bytes = clock.bytes;
      const look = () => {
        const shown = document.querySelectorAll(".jp-OutputArea .scatterlayer path.js-line").length;
        if (shown) clock.afterPaint((time) => resolve([time - began, clock.bytes - bytes]));
        else requestAnimationFrame(look);
      };
      look();
    });
})();
