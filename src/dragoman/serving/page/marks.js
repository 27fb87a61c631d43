// A document's text with its events marked. Offsets count code points, as everywhere in dragoman.
const points = new Map();

function codePoints(number) {
  if (!points.has(number)) points.set(number, Array.from(documents[number].text));
  return points.get(number);
}

const cut = (number, start, end) => codePoints(number).slice(start, end).join("");

/** The lines of a document that are not blank, as [start, end]. */
function lines(number) {
  const found = [];
  let start = 0;
  for (const line of documents[number].text.split("\n")) {
    const length = Array.from(line).length;
    if (line.trim()) found.push([start, start + length]);
    start += length + 1;
  }
  return found;
}

const meets = (span, start, end) => span !== null && span[0] < end && start < span[1];

/** The text from start to end with `marked` events as buttons; the innermost event takes the click. */
function markedText(number, start, end, marked) {
  const here = marked.filter((event) => meets(event.shown, start, end));
  const edges = new Set([start, end]);
  for (const event of here) {
    for (const edge of [...event.shown, ...(event.trigger_shown || [])]) if (edge > start && edge < end) edges.add(edge);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => piece(number, from, cuts[at + 1], here));
}

function piece(number, from, to, here) {
  const text = cut(number, from, to);
  const over = here.filter((event) => meets(event.shown, from, to)).sort((a, b) => length(a) - length(b));
  if (!over.length) return text;
  const trigger = over.some((event) => meets(event.trigger_shown, from, to));
  const current = over.includes(chosen.event);
  const event = current ? chosen.event : over[0];
  return h("mark", {
    class: `${kindOf(event)}${trigger ? " trigger" : ""}${current ? " current" : ""}`,
    "data-event": event.id,
    title: over.map((one) => `${one.type} ${side(one.actor)} → ${side(one.recipient)}`).join("\n"),
    onclick: () => choose(nextOf(over)),
  }, text);
}

const length = (event) => event.shown[1] - event.shown[0];

/** A further click on words that several events share goes to the next of them. */
function nextOf(over) {
  const at = over.indexOf(chosen.event);
  return over[(at + 1) % over.length];
}

/** The words around an event, its evidence and trigger marked. */
function inContext(event) {
  if (!event.shown) return [h("mark", { class: `${kindOf(event)} current` }, event.evidence)];
  const text = codePoints(event.document);
  let [start, end] = event.shown;
  while (start > 0 && event.shown[0] - start < 40 && text[start - 1] !== "\n") start -= 1;
  while (end < text.length && end - event.shown[1] < 40 && text[end] !== "\n") end += 1;
  const more = [start > 0 && text[start - 1] !== "\n", end < text.length && text[end] !== "\n"];
  return [more[0] ? "…" : "", ...markedText(event.document, start, end, [event]), more[1] ? "…" : ""];
}
