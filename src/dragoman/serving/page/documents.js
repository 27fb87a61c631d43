// Each document as it was read: its articles, what was set aside, its headlines, and its events marked.
function drawDocuments(found) {
  const counts = new Map();
  for (const event of found) counts.set(event.document, (counts.get(event.document) || 0) + 1);
  const filtered = found.length < events.length;
  const shown = documents.map((_, number) => number).filter((number) => !filtered || counts.has(number));
  if (shown.length && !shown.includes(chosen.document)) chosen.document = shown[0];
  const list = h("ol", { class: "papers" }, ...shown.map((number) => h("li", {}, paper(number, counts.get(number) || 0))));
  $("documents").replaceChildren(...(shown.length ? [list, text(chosen.document, found)] : [nothing()]));
}

function paper(number, count) {
  const one = documents[number];
  return h("button", { type: "button", "aria-current": number === chosen.document ? "true" : null, onclick: () => open(number) },
    h("b", {}, label(one)),
    h("small", {}, [one.published ? one.published.slice(0, 10) : "no date", one.outlet, `${count} events`,
      one.fragments.length > 1 ? `${one.fragments.length} articles` : ""].filter(Boolean).join(" · ")));
}

function open(number) {
  chosen.document = number;
  refresh();
}

function text(number, found) {
  const one = documents[number];
  const marked = found.filter((event) => event.document === number && event.shown);
  return h("article", {}, h("h2", {}, label(one)), facts(one), ...articles(one), ...lines(number).map((line) => paragraph(number, line, marked)));
}

function facts(one) {
  const link = one.url ? h("a", { href: one.url, rel: "noopener noreferrer", target: "_blank" }, "source") : null;
  const told = [one.published ? `published ${one.published} (${one.published_by})` : "no date", one.outlet, one.file, `${one.format}, ${one.encoding}`];
  return h("p", { class: "facts", lang: "en" }, told.filter(Boolean).join(" · "), link ? " · " : "", link,
    ...one.warnings.map((warning) => h("span", { class: "warning" }, warning)));
}

/** Where a page holds several articles: what day each counts from, and why. */
function articles(one) {
  if (one.fragments.length < 2) return [];
  return [h("ul", { class: "articles", lang: "en" }, ...one.fragments.map((part) => h("li", { class: `part-${part.fragment % 6}` },
    h("b", {}, part.title || `article ${part.fragment + 1}`), ` dates count from ${part.anchor || "an unknown day"}`, h("small", {}, part.anchor_reason))))];
}

function paragraph(number, [start, end], marked) {
  const one = documents[number];
  const heading = one.headlines.find((line) => line.start < end && start < line.end);
  const aside = heading ? null : one.asides.find((line) => line.start < end && start < line.end);
  const part = one.fragments.find((fragment) => fragment.ranges.some((range) => range.start < end && start < range.end));
  const owner = heading ? heading.fragment : part ? part.fragment : null;
  const several = one.fragments.length > 1 && owner !== null;
  const kind = heading ? "heading" : aside ? "aside" : "body";
  return h("p", { class: `${kind}${several ? ` part part-${owner % 6}` : ""}` }, ...markedText(number, start, end, marked), ...notes(heading, aside));
}

function notes(heading, aside) {
  if (heading && heading.spun) {
    const changes = heading.changes.map((change) => `${change.found} ← ${change.original}`).join(", ");
    return [h("span", { class: "note", lang: "en" }, `spun; should have said: ${heading.proposed}`, changes ? ` (${changes})` : "")];
  }
  return aside ? [h("span", { class: "note", lang: "en" }, `${aside.kind}: ${aside.reason}`)] : [];
}
