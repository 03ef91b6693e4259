// The portal as it is drawn, for the next visit to begin with: the service worker puts it where the
// skeleton stands, and the reader reads on while the portal itself is still starting.
import { parsed } from "./policy.js";

// In letters. What is longer takes as long to read in as the portal takes to draw it.
const MOST = 300_000;

// What nobody reads first, though its calendar takes as long to lay out as all the rest; and what was
// said of an earlier page.
const LAST = ".of-the-day, footer, .to-top, .urgent, dialog, .visually-hidden[role=status]";

// What would do nothing yet, lose what is typed into it, or play on when the portal takes over.
const DEAD = "form, button, input, select, textarea, audio, video";

// Elements that are written without children. In nodes, the framework puts its marks there, too.
const VOID = "br, col, hr, img, input, source, track, wbr";

// How the portal looks: the same goes for all that is kept.
export function look() {
  const { lang, dataset } = document.documentElement;
  return { lang, theme: dataset.theme, textSize: dataset.textSize, faced: "face" in dataset };
}

// HTML, or nothing where there is none that would be read as what is shown.
export function snapshot() {
  const idle = document.implementation.createHTMLDocument("");
  const copy = idle.importNode(document.getElementById("app"), true);
  // It is not there yet, or a frame was let in, which asks for the reader's yes every time.
  if (copy.querySelector(".skeleton, iframe")) return;
  for (const part of copy.querySelectorAll(LAST)) part.remove();
  for (const dead of copy.querySelectorAll(DEAD)) dead.inert = true;
  for (const media of copy.querySelectorAll("audio, video")) media.preload = "none";
  // Nothing in it is news.
  for (const live of copy.querySelectorAll("[role=status], [role=alert]")) live.removeAttribute("role");
  for (const it of copy.querySelectorAll(VOID)) it.replaceChildren();
  copy.removeAttribute("id");
  copy.normalize();
  const html = copy.innerHTML;
  return html && html.length < MOST && isReadAs(html, copy) ? html : undefined;
}

// HTML of a feed was cleaned as nodes. Where these, written down and read again, were others, they
// would not be clean for sure.
function isReadAs(html, nodes) {
  const read = parsed(`<!doctype html><body><div>${html}</div>`).body;
  return read.childNodes.length === 1 && read.firstChild.isEqualNode(nodes);
}
