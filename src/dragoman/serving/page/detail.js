// The chosen event: every field, how it was found, and the words in their place.
function drawDetail() {
  const event = chosen.event;
  if (!event) {
    $("detail").replaceChildren(h("p", { class: "hint", lang: "en" }, "Choose an event to see its words, its rule and the reason of each field."));
    return;
  }
  const one = documents[event.document];
  $("detail").replaceChildren(
    h("div", { class: `title ${kindOf(event)}` }, badge(event), h("button", { type: "button", class: "quiet close", "aria-label": "Close", onclick: () => choose(null) }, "×")),
    h("blockquote", {}, ...inContext(event)),
    h("button", { type: "button", class: "open", onclick: () => openAt(event), lang: "en" }, "Show in the document"),
    h("dl", {}, ...fields(event)),
    h("p", { class: "facts", lang: "en" }, [label(one), one.outlet, one.published ? one.published.slice(0, 10) : ""].filter(Boolean).join(" · "),
      h("br"), `characters ${event.span[0]} to ${event.span[1]} of ${one.file}`, h("br"), `event ${event.id}`));
}

function fields(event) {
  const why = { ...event.reasons };
  if (why.rule === event.rule) delete why.rule;
  const take = (name) => {
    const reason = why[name];
    delete why[name];
    return reason;
  };
  const people = (label, entities) => entities.map((one) => field(label, `${one.code}${one.name ? ` ${one.name}` : ""}`, one.reason));
  const shown = [
    field("what", [event.type, event.mode, event.aux].filter(Boolean).join(" · "), take("type")),
    ...people("who", event.actor), ...people("whom", event.recipient),
    field("when", dates(event), take("date")),
    event.place ? field("where", event.place + (event.place_code ? ` (${event.place_code})` : ""), take("place")) : null,
    event.issues.length ? field("about", event.issues.join(", "), take("issues")) : null,
    field("said by", event.said_by.join(" › ") || "the document itself", take("said_by")),
    field("rule", event.rule, event.trigger ? `fired on ${event.trigger}` : ""),
    field("scores", [`confidence ${event.confidence}`, event.cameo ? `CAMEO ${event.cameo}` : "",
      event.goldstein === null ? "" : `Goldstein ${event.goldstein}`].filter(Boolean).join(" · "), ""),
  ];
  const rest = Object.keys(why).map((name) => field(name.replace("_", " "), "", why[name]));
  return [...shown, ...rest].filter(Boolean).flat();
}

function field(label, value, reason) {
  if (!value && !reason) return null;
  return [h("dt", { lang: "en" }, label), h("dd", {}, value, reason ? h("small", {}, reason) : null)];
}

function openAt(event) {
  chosen.document = event.document;
  show("documents");
  refresh();
  const mark = $("documents").querySelector("mark.current");
  if (mark) mark.scrollIntoView({ block: "center" });
}
