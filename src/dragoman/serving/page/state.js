"use strict";
// The page's data, what is chosen, and small helpers. Text of articles is only ever written as text.
const data = JSON.parse(document.getElementById("data").textContent);
const { documents, events, names } = data;
const chosen = { event: null, document: 0, view: "chronology", pair: null };
const filters = { query: "", actor: "", type: "", issue: "", aux: "", from: "", to: "", sure: 0 };
const KINDS = {
  talk: ["AGREE", "CONSULT", "SUPPORT", "CONCEDE"],
  help: ["COOPERATE", "AID", "RETREAT"],
  dispute: ["REQUEST", "ACCUSE", "REJECT", "THREATEN"],
  force: ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
};
const KIND_OF = new Map(Object.entries(KINDS).flatMap(([kind, types]) => types.map((type) => [type, kind])));
const byId = new Map(events.map((event) => [event.id, event]));
const $ = (id) => document.getElementById(id);

const kindOf = (event) => KIND_OF.get(event.type) || "talk";
const country = (code) => code.split(":")[0];
const sides = (event) => [...event.actor, ...event.recipient];
const nameOf = (code) => (names[code] ? `${names[code]} ${code}` : code);
const day = (event) => event.date || "";
const dates = (event) => (event.date ? event.date + (event.date_end ? ` – ${event.date_end}` : "") : "no date");

/** An HTML element: h("p", {class: "x", onclick: f}, "text", child). */
function h(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** The same for SVG. */
function s(tag, props = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function filled(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Calls `act` on a click, on Enter and on Space: for SVG shapes that work as buttons. */
function pressed(act) {
  const key = (happening) => {
    if (happening.key !== "Enter" && happening.key !== " ") return;
    happening.preventDefault();
    act();
  };
  return { role: "button", tabindex: "0", onclick: act, onkeydown: key };
}

/** "JPN:GOV 安倍晋三, USA 拜登" */
function side(entities) {
  return entities.map((one) => (one.name ? `${one.code} ${one.name}` : one.code)).join(", ");
}

/** What a document is called: its title, else its first headline, else its id. */
const label = (document) => document.title || (document.headlines[0] || { text: "" }).text || document.doc;

/** All words by which an event can be found, in lower case. */
function words(event) {
  const document = documents[event.document];
  const parts = [event.id, event.type, event.mode, event.aux, event.date, event.place, event.evidence, event.rule, label(document), document.doc];
  parts.push(...event.issues, ...event.said_by, ...sides(event).flatMap((one) => [one.code, one.name, names[country(one.code)]]));
  return parts.filter(Boolean).join("\n").toLowerCase();
}
const index = new Map(events.map((event) => [event, words(event)]));

/** Whether an event passes all filters but those of time, which the bars show. */
function passes(event) {
  if (filters.actor && !sides(event).some((one) => country(one.code) === filters.actor)) return false;
  if (filters.type && event.type !== filters.type) return false;
  if (filters.issue && !event.issues.includes(filters.issue)) return false;
  if (filters.aux && (event.aux || "happened") !== filters.aux) return false;
  if (event.confidence < filters.sure) return false;
  if (chosen.pair && !pairs(event).some(([a, b]) => a === chosen.pair[0] && b === chosen.pair[1])) return false;
  return filters.query.split(/\s+/).every((word) => index.get(event).includes(word));
}

/** A date passes if any part of it may lie between the ends; one without a date only if no end is set. */
function inTime(event) {
  if (!filters.from && !filters.to) return true;
  if (!event.date) return false;
  const last = `${event.date_end || event.date}-99-99`;
  return (!filters.from || last >= filters.from) && (!filters.to || event.date.slice(0, filters.to.length) <= filters.to);
}

/** Who does it to whom, by country; those who act together without a recipient count both ways. */
function pairs(event) {
  const actors = [...new Set(event.actor.map((one) => country(one.code)))];
  const others = [...new Set(event.recipient.map((one) => country(one.code)))];
  const found = others.length ? actors.flatMap((a) => others.map((b) => [a, b])) : actors.flatMap((a) => actors.map((b) => [a, b]));
  return found.filter(([a, b]) => a !== b);
}
