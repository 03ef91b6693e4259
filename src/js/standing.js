// On an article's own page, and on a snapshot of one: what a reader has done to what stands there, before the portal
// draws it anew, is done to what it draws. It is the same text in the same elements.

const waiting = document.getElementById("waiting");
const app = document.getElementById("app");

// Of whose text a place is counted in letters: what the portal adds beside them moves no place.
const TEXTS = "h1, .lead, .body";

// Elements of one kind that say the same; which of them it is.
const alike = (root, { localName, href, textContent }) =>
  [...root.querySelectorAll(localName)].filter((it) => it.href === href && it.textContent === textContent);
const named = (element) => element && { element, at: alike(waiting, element).indexOf(element) };
const again = (it) => it && alike(app, it.element)[it.at];

// A place in a text.
function place(node, offset) {
  const text = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(TEXTS);
  if (!text || !waiting.contains(text)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  return { selector: text.matches("h1") ? "h1" : `.${text.classList[0]}`, letters: before.toString().length };
}

function find(place) {
  const text = place && app.querySelector(place.selector);
  if (!text) return;
  let { letters } = place;
  const texts = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { length } = texts.currentNode;
    if (letters <= length) return [texts.currentNode, letters];
    letters -= length;
  }
}

let selected = [];
let focused;
let playing;
// The portal would come back to its place only once it is there.
if (history.state?.y && !scrollY) scrollTo(0, history.state.y);
let scrolled = scrollY;

const onSelect = () => {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
  selected = isCollapsed ? [] : [place(anchorNode, anchorOffset), place(focusNode, focusOffset)];
};
const onFocus = ({ target }) => (focused = named(target));
// It loses the focus as it goes, too, and keeps it then.
const onBlur = () => setTimeout(() => waiting.isConnected && !waiting.contains(document.activeElement) && (focused = undefined));
const onScroll = () => (scrolled = scrollY);
const onPlay = ({ target }) => (playing = target);
// It stops as it goes, too, and plays on then.
const onPause = ({ target }) => waiting.isConnected && playing === target && (playing = undefined);

document.addEventListener("selectionchange", onSelect);
waiting.addEventListener("focusin", onFocus);
waiting.addEventListener("focusout", onBlur);
addEventListener("scroll", onScroll);
waiting.addEventListener("play", onPlay, true);
waiting.addEventListener("pause", onPause, true);
// What was done before this script was there.
onSelect();
if (waiting.contains(document.activeElement)) focused = named(document.activeElement);

// Elements that are removed tell nothing of themselves: what is open is looked at as it goes.
const opened = () => [...waiting.querySelectorAll("details[open] > summary")].map(named);

function playOn() {
  const source = (player) => player.querySelector("source")?.src ?? player.src;
  const player = playing && [...app.querySelectorAll(playing.localName)].find((it) => source(it) === source(playing));
  if (!player) return;
  player.currentTime = playing.currentTime;
  player.play().catch(() => {});
}

// It is told before anything of the change is painted.
new MutationObserver((_, observer) => {
  if (waiting.isConnected) return;
  observer.disconnect();
  document.removeEventListener("selectionchange", onSelect);
  removeEventListener("scroll", onScroll);
  for (const summary of opened().map(again)) summary?.parentElement.setAttribute("open", "");
  // First, for in WebKit the selection goes with it.
  again(focused)?.focus({ preventScroll: true });
  const [anchor, focus] = selected.map(find);
  if (anchor && focus) getSelection().setBaseAndExtent(...anchor, ...focus);
  if (scrollY !== scrolled) scrollTo(0, scrolled);
  playOn();
}).observe(document.body, { childList: true });

// What the head says of the article is not true of the next page: browsers share the canonical address.
const { pathname } = location;
new MutationObserver((_, observer) => {
  if (location.pathname === pathname) return;
  observer.disconnect();
  const said = "link[rel=canonical], meta[property], script[type='application/ld+json']";
  for (const it of document.head.querySelectorAll(said)) it.remove();
}).observe(document.querySelector("title"), { childList: true });
