// Events over time as bars, by year or by month, stacked by kind. A bar sets the time filters.
function drawTime(found) {
  const dated = found.filter((event) => event.date);
  const years = new Set(dated.map((event) => event.date.slice(0, 4)));
  const size = years.size > 3 ? 4 : 7;
  const counts = new Map();
  for (const event of dated) {
    const slot = event.date.slice(0, size);
    if (slot.length < size) continue;
    const cell = counts.get(slot) || { talk: 0, help: 0, dispute: 0, force: 0 };
    cell[kindOf(event)] += 1;
    counts.set(slot, cell);
  }
  $("time").hidden = counts.size < 2;
  $("time").replaceChildren(bars(filledSlots([...counts.keys()].sort(), size), counts));
}

/** Every year or month from the first to the last, so that gaps show; a gap of more than three becomes one "…". */
function filledSlots(slots, size) {
  const found = [];
  for (const slot of slots) {
    const gap = [];
    let next = found.length ? following(found[found.length - 1], size) : slot;
    while (next < slot && gap.length <= 3) {
      gap.push(next);
      next = following(next, size);
    }
    found.push(...(gap.length > 3 ? ["…"] : gap), slot);
  }
  return found;
}

function following(slot, size) {
  const [year, month] = slot.split("-").map(Number);
  if (size === 4) return String(year + 1).padStart(4, "0");
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
}

function bars(slots, counts) {
  const width = 1000, height = 74, step = width / Math.max(1, slots.length);
  const total = (cell) => Object.values(cell).reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...[...counts.values()].map(total));
  const drawn = slots.map((slot, at) => bar(slot, counts.get(slot), at * step, step, height, most));
  const every = Math.ceil(slots.length / (slots[0].length > 4 ? 14 : 20));
  const labels = slots.map((slot, at) => (at % every && slot !== "…" ? null
    : s("text", { x: (at + 0.5) * step, y: height + 14, "text-anchor": "middle" }, slot)));
  return s("svg", { viewBox: `0 0 ${width} ${height + 18}` }, ...drawn, ...labels);
}

function bar(slot, cell, x, step, height, most) {
  if (!cell) return null;
  const total = Object.values(cell).reduce((a, b) => a + b, 0);
  let y = height;
  const wide = Math.min(step * 0.8, 46);
  const parts = ["talk", "help", "dispute", "force"].map((kind) => {
    const tall = (cell[kind] / most) * (height - 14);
    y -= tall;
    return tall ? s("rect", { class: kind, x: x + (step - wide) / 2, y, width: wide, height: tall }) : null;
  });
  const count = step > 18 ? s("text", { class: "count", x: x + step / 2, y: y - 3, "text-anchor": "middle" }, String(total)) : null;
  const whole = s("rect", { class: "hit", x, y: 0, width: step, height });
  const on = filters.from === slot && filters.to === slot;
  return s("g", { class: on ? "on" : null, "aria-label": `${slot}: ${total} events`, "aria-pressed": String(on),
    ...pressed(() => setTime(on ? "" : slot)) }, ...parts, count, whole, s("title", {}, `${slot}: ${total} events`));
}

function setTime(slot) {
  $("filters").elements.from.value = $("filters").elements.to.value = slot;
  refresh();
}
