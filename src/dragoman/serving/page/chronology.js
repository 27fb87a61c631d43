// Events in order of time, a line each, under their months.
function drawChronology(found) {
  const groups = new Map();
  for (const event of found) {
    const month = event.date ? event.date.slice(0, 7) : "no date";
    if (!groups.has(month)) groups.set(month, []);
    groups.get(month).push(event);
  }
  const parts = [...groups].map(([month, group]) =>
    h("section", { class: "month" }, h("h2", {}, month), h("ol", {}, ...group.map((event) => h("li", {}, row(event))))));
  $("chronology").replaceChildren(...(parts.length ? parts : [nothing()]));
  const first = $("chronology").querySelector(".row");
  if (first) first.tabIndex = 0;
}

const nothing = () => h("p", { class: "nothing", lang: "en" }, "No event passes these filters. Clear some of them.");

function row(event) {
  return h("button", {
    type: "button",
    class: `row ${kindOf(event)}${event.aux ? " unreal" : ""}`,
    "data-event": event.id,
    tabindex: "-1",
    "aria-current": event === chosen.event ? "true" : null,
    onclick: () => choose(event),
  },
  h("time", {}, day(event) || "–"),
  badge(event),
  h("span", { class: "who" }, ...parties(event)),
  h("span", { class: "words" }, event.evidence),
  event.said_by.length ? h("span", { class: "source" }, event.said_by.join(" › ")) : null);
}

function badge(event) {
  return h("span", { class: "badge", lang: "en" }, event.type, event.mode ? h("small", {}, ` ${event.mode}`) : null,
    event.aux ? h("em", {}, event.aux) : null);
}

function parties(event) {
  const chips = (entities) => entities.map((one) => h("span", { class: "chip", title: nameOf(country(one.code)) },
    h("b", {}, one.code), one.name ? ` ${one.name}` : ""));
  return event.recipient.length ? [...chips(event.actor), h("span", { class: "arrow" }, "→"), ...chips(event.recipient)] : chips(event.actor);
}

/** Arrow keys walk through the lines; Tab leaves them. */
function walk(happening) {
  const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[happening.key];
  const rows = [...happening.currentTarget.querySelectorAll(".row")];
  const at = rows.indexOf(document.activeElement);
  if (at < 0 || (!step && happening.key !== "Home" && happening.key !== "End")) return;
  happening.preventDefault();
  const next = step ? Math.min(rows.length - 1, Math.max(0, at + step)) : happening.key === "Home" ? 0 : rows.length - 1;
  rows[at].tabIndex = -1;
  rows[next].tabIndex = 0;
  rows[next].focus();
}
