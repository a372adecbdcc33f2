"use strict";
// Traces a point through the argument map. Everything in the page can be read and followed without this.
(() => {
  const chart = document.querySelector("svg.chart");
  const status = document.querySelector(".trace");
  if (!chart || !status) return;
  const boxes = new Map([...chart.querySelectorAll("a.box")].map((box) => [box.dataset.n, box]));
  const lines = [...chart.querySelectorAll("g.line")];
  const above = new Map();
  const below = new Map();
  const stated = { above: new Map(), below: new Map() };
  const join = (map, from, to) => map.set(from, (map.get(from) || new Set()).add(to));
  for (const line of lines) {
    const { low, high } = line.dataset;
    if (low === undefined || line.classList.contains("explains")) continue;
    join(below, high, low);
    join(above, low, high);
    if (line.classList.contains("guess")) continue;
    join(stated.below, high, low);
    join(stated.above, low, high);
  }
  const reach = (map, start) => {
    const seen = new Set();
    const queue = [start];
    for (const at of queue) {
      for (const next of map.get(at) || []) {
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    return seen;
  };
  const name = (n) => boxes.get(n).querySelector(".label").textContent;
  const list = (set) => [...set].sort((a, b) => a - b).map(name).join(", ");
  let traced = null;
  const clear = () => {
    traced = null;
    chart.classList.remove("tracing");
    for (const part of [...boxes.values(), ...lines]) part.classList.remove("on", "here");
    status.replaceChildren();
  };
  const trace = (n) => {
    clear();
    traced = n;
    const down = reach(below, n);
    const up = reach(above, n);
    const lower = new Set([n, ...down]);
    const upper = new Set([n, ...up]);
    chart.classList.add("tracing");
    for (const at of [...down, ...up]) boxes.get(at).classList.add("on");
    boxes.get(n).classList.add("on", "here");
    const ports = new Set();
    for (const line of lines) {
      const { low, high } = line.dataset;
      const on = low !== undefined && ((lower.has(low) && lower.has(high)) || (upper.has(low) && upper.has(high)));
      if (on) line.classList.add("on");
      if (on && line.dataset.step !== undefined) ports.add(line.dataset.step);
    }
    for (const line of lines) if (line.dataset.low === undefined && ports.has(line.dataset.port)) line.classList.add("on");
    const tell = (all, sure, some, none) => {
      const guessed = [...all].filter((at) => !sure.has(at));
      return (sure.size ? `${some} ${list(sure)}` : none) + (guessed.length ? ` (by our guess also ${list(guessed)})` : "");
    };
    const rests = tell(down, reach(stated.below, n), `${name(n)} rests on`, `${name(n)} rests on no other point`);
    const carries = tell(up, reach(stated.above, n), "it bears on", "nothing rests on it");
    const link = document.createElement("a");
    link.href = boxes.get(n).getAttribute("href");
    link.textContent = `Read ${name(n)} in full`;
    status.replaceChildren(`${rests}; ${carries}. `, link);
  };
  chart.addEventListener("click", (event) => {
    const box = event.target.closest("a.box");
    if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (box.dataset.n === traced) return; // the second time the link is followed
    event.preventDefault();
    trace(box.dataset.n);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && traced !== null) clear();
  });
})();
