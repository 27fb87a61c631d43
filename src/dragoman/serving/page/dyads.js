// Who with whom: a matrix of counts and a circle of the same, both of the countries that take part most.
function drawDyads(found) {
  const tally = new Map();
  const weight = new Map();
  for (const event of found) {
    for (const [a, b] of pairs(event)) add(tally, a, b, event);
    for (const code of new Set(sides(event).map((one) => country(one.code)))) weight.set(code, (weight.get(code) || 0) + 1);
  }
  const paired = new Set([...tally.keys()].flatMap((key) => key.split(">")));
  const codes = [...weight].filter(([code]) => paired.has(code)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 18).map(([code]) => code);
  $("dyads").replaceChildren(...(codes.length ? [h("div", { class: "dyads" }, guide(), circle(codes, tally, weight), matrix(codes, tally))] : [nothing()]));
}

const guide = () => h("p", { class: "facts", lang: "en" }, "How often one side acts towards another, by country or organisation: ",
  h("b", { class: "with" }, "with"), ", ", h("b", { class: "mixed" }, "both"), " or ", h("b", { class: "against" }, "against"),
  " each other. Choose a cell to read its events, a circle to keep one side.");

function add(tally, a, b, event) {
  const key = `${a}>${b}`;
  const cell = tally.get(key) || { count: 0, good: 0 };
  cell.count += 1;
  cell.good += kindOf(event) === "talk" || kindOf(event) === "help" ? 1 : 0;
  tally.set(key, cell);
}

/** From 0 (all against) to 1 (all with). */
const balance = (cell) => cell.good / cell.count;
const told = (a, b, cell) => `${nameOf(a)} → ${nameOf(b)}: ${cell.count} events, ${cell.good} with, ${cell.count - cell.good} against`;

function matrix(codes, tally) {
  const most = Math.max(...[...tally.values()].map((cell) => cell.count));
  const head = h("tr", {}, h("td", { lang: "en", class: "corner" }, "does ↓ to →"), ...codes.map((code) => h("th", { scope: "col", title: nameOf(code) }, code)));
  const body = codes.map((a) => h("tr", {}, h("th", { scope: "row" }, nameOf(a)), ...codes.map((b) => box(a, b, tally.get(`${a}>${b}`), most))));
  return h("div", { class: "scroll" }, h("table", { class: "matrix" }, h("thead", {}, head), h("tbody", {}, ...body)));
}

function box(a, b, cell, most) {
  if (!cell) return h("td", { class: a === b ? "self" : null });
  const shade = Math.round(2 + 7 * Math.sqrt(cell.count / most));
  const leaning = balance(cell) > 0.6 ? "with" : balance(cell) < 0.4 ? "against" : "mixed";
  const on = chosen.pair && chosen.pair[0] === a && chosen.pair[1] === b;
  return h("td", {}, h("button", { type: "button", class: `${leaning} shade-${shade}${on ? " on" : ""}`, title: told(a, b, cell),
    "aria-label": told(a, b, cell), onclick: () => choosePair(a, b) }, String(cell.count)));
}

function circle(codes, tally, weight) {
  const at = new Map(codes.map((code, number) => [code, point(number / codes.length, 160)]));
  const most = Math.max(...[...tally.values()].map((cell) => cell.count));
  const drawn = [...tally].map(([key, cell]) => [...key.split(">"), cell]).filter(([a, b]) => at.has(a) && at.has(b))
    .sort((x, y) => x[2].count - y[2].count);
  const links = drawn.map(([a, b, cell]) => link(at.get(a), at.get(b), cell, most, told(a, b, cell)));
  const nodes = codes.map((code, number) => node(code, number / codes.length, at.get(code), weight.get(code)));
  return s("svg", { class: "circle", viewBox: "-240 -225 480 450", role: "group", "aria-label": "Network of who with whom" }, ...links, ...nodes);
}

function point(turn, radius) {
  const angle = 2 * Math.PI * turn - Math.PI / 2;
  return [Math.cos(angle) * radius, Math.sin(angle) * radius];
}

function link([x1, y1], [x2, y2], cell, most, label) {
  // A curve bends to the left of its direction, so that the two ways between a pair stand apart.
  const bend = 0.22;
  const [mx, my] = [(x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend];
  const leaning = balance(cell) > 0.6 ? "with" : balance(cell) < 0.4 ? "against" : "mixed";
  const wide = 1 + 6 * Math.sqrt(cell.count / most);
  return s("path", { class: `link ${leaning}`, d: `M${x1} ${y1}Q${mx * 0.75} ${my * 0.75} ${x2} ${y2}`, "stroke-width": wide.toFixed(1) }, s("title", {}, label));
}

function node(code, turn, [x, y], count) {
  const radius = 4 + 1.6 * Math.log2(1 + count);
  const [lx, ly] = point(turn, 160 + radius + 9);
  const anchor = Math.abs(lx) < 20 ? "middle" : lx > 0 ? "start" : "end";
  const on = filters.actor === code;
  return s("g", { class: on ? "node on" : "node", "aria-label": `${nameOf(code)}: ${count} events`, "aria-pressed": String(on),
    ...pressed(() => setActor(on ? "" : code)) },
  s("circle", { cx: x, cy: y, r: radius.toFixed(1) }),
  s("text", { x: lx, y: ly + 4 + (anchor === "middle" ? Math.sign(ly) * 4 : 0), "text-anchor": anchor }, names[code] || code), s("title", {}, `${nameOf(code)}: ${count} events`));
}

function setActor(code) {
  $("filters").elements.actor.value = code;
  refresh();
}

function choosePair(a, b) {
  const same = chosen.pair && chosen.pair[0] === a && chosen.pair[1] === b;
  chosen.pair = same ? null : [a, b];
  if (!same) show("chronology");
  refresh();
}
