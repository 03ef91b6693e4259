// Quiet notices at the lower edge: they cover nothing that moves and move nothing that is read.
import words from "../../text/offline.js";
import style from "../../../style/later.css";

const told = new Map();
const strip = document.createElement("div");

export function putUp() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
  strip.className = "notices";
  strip.role = "status";
  document.body.append(strip);
  // The reader may choose the other language.
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["lang"] });
}

// Shows a notice by the name of its words. `way`, where there is one, has the words of what can be
// done: a link to an address, or a button that loads the page anew.
export function tell(name, way) {
  if (told.has(name)) return;
  told.set(name, way);
  draw();
}

export function hush(name) {
  if (told.delete(name)) draw();
}

function draw() {
  const said = words[document.documentElement.lang] ?? words.vi;
  strip.replaceChildren(...[...told].map(([name, way]) => line(said, name, way)));
}

function line(said, name, way) {
  const text = document.createElement("p");
  text.append(said[name]);
  if (way?.address) {
    // Outside of #app: the browser loads it, as a page anew.
    const link = document.createElement("a");
    link.href = way.address;
    link.textContent = said[way.words];
    text.append(" ", link);
  } else if (way) {
    text.append(" ", button(said[way.words], () => location.reload()));
  }
  const close = button("✕", () => hush(name));
  close.ariaLabel = said.close;
  close.className = "quiet";
  text.append(" ", close);
  return text;
}

function button(words, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", press);
  return button;
}
