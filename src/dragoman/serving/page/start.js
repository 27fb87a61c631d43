// Puts the parts together: filters, tabs, the address, keys.
let visible = [];

function refresh() {
  readFilters();
  const anytime = events.filter(passes);
  visible = anytime.filter(inTime);
  $("shown").textContent = visible.length === events.length ? `${events.length} events` : `${visible.length} of ${events.length} events`;
  drawPair();
  drawTime(anytime);
  draw();
}

/** Draws the view that is open; the others are drawn when they are opened. */
function draw() {
  const views = { chronology: drawChronology, dyads: drawDyads, documents: drawDocuments };
  views[chosen.view](visible);
  drawDetail();
}

function readFilters() {
  const fields = $("filters").elements;
  for (const name of ["actor", "type", "issue", "aux"]) filters[name] = fields[name].value;
  for (const name of ["from", "to"]) filters[name] = fields[name].validity.valid ? fields[name].value.trim() : "";
  filters.query = fields.query.value.trim().toLowerCase();
  filters.sure = Number(fields.sure.value);
  fields.sureShown.value = fields.sure.value;
}

function drawPair() {
  $("pair").hidden = !chosen.pair;
  if (!chosen.pair) return;
  const [a, b] = chosen.pair;
  $("pair").replaceChildren(`Only ${nameOf(a)} → ${nameOf(b)} `, h("button", { type: "button", onclick: () => choosePair(a, b) }, "show all"));
}

function choose(event) {
  chosen.event = event;
  history.replaceState(null, "", event ? `#${event.id}` : location.pathname + location.search);
  for (const row of document.querySelectorAll(".row")) {
    if (event && row.dataset.event === event.id) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  if (chosen.view === "documents") drawDocuments(visible);
  drawDetail();
}

function show(view) {
  chosen.view = view;
  for (const name of ["chronology", "dyads", "documents"]) {
    $(name).hidden = name !== view;
    $(`tab-${name}`).setAttribute("aria-selected", String(name === view));
    $(`tab-${name}`).tabIndex = name === view ? 0 : -1;
  }
  document.body.dataset.view = view;
}

function options(name, first, values, label = (value) => value) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  $("filters").elements[name].replaceChildren(h("option", { value: "" }, first),
    ...sorted.map(([value, count]) => h("option", { value }, `${label(value)} (${count})`)));
}

function tabKeys(happening) {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[happening.key];
  const at = tabs.indexOf(document.activeElement);
  if (!step || at < 0) return;
  const next = tabs[(at + step + tabs.length) % tabs.length];
  next.click();
  next.focus();
}

function showRejected() {
  const rows = data.rejected.map((one) => h("tr", {}, h("td", {}, one.place), h("td", {}, one.reason), h("td", {}, one.cure)));
  $("rejected").replaceChildren(h("h2", {}, "Set aside"), h("table", {}, ...rows),
    h("form", { method: "dialog" }, h("button", {}, "Close")));
  $("rejected").showModal();
}

function switchTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
}

function start() {
  options("actor", "anybody", events.flatMap((event) => [...new Set(sides(event).map((one) => country(one.code)))]), nameOf);
  options("type", "anything", events.map((event) => event.type));
  options("issue", "any issue", events.flatMap((event) => event.issues));
  options("aux", "any", events.map((event) => event.aux || "happened"));
  $("filters").addEventListener("input", refresh);
  $("filters").addEventListener("submit", (happening) => happening.preventDefault());
  $("filters").addEventListener("reset", () => { chosen.pair = null; setTimeout(refresh); });
  $("chronology").addEventListener("keydown", walk);
  document.querySelector("[role=tablist]").addEventListener("keydown", tabKeys);
  for (const view of ["chronology", "dyads", "documents"]) $(`tab-${view}`).addEventListener("click", () => { show(view); draw(); });
  document.addEventListener("keydown", (happening) => { if (happening.key === "Escape" && !$("rejected").open) choose(null); });
  $("theme").addEventListener("click", switchTheme);
  if ($("show-rejected")) $("show-rejected").addEventListener("click", showRejected);
  const [id, view] = decodeURIComponent(location.hash.slice(1)).split("/");
  chosen.event = byId.get(id) || null;
  if (chosen.event) chosen.document = chosen.event.document;
  show(["chronology", "dyads", "documents"].includes(view) ? view : "chronology");
  refresh();
}

start();
