// Starts the portal, and tells the reader when it cannot run.
import init, { show_portal, shown_article, shown_to_all } from "cong-tin";

const { dataset } = document.documentElement;
dataset.begun = "";

function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    // Storage is refused: nothing is known of earlier visits.
    return null;
  }
}

// Preferences that must hold before the first paint.
const theme = recall("cong-tin.theme");
if (["light", "dark", "contrast"].includes(theme)) dataset.theme = theme;
const textSize = Number(recall("cong-tin.text-size"));
if (textSize) dataset.textSize = textSize;

// On a slow line the self-hosted face would compete with the article, and coming late it would
// move the text: it is fetched after the first visit's article, and used from the next page on.
const useFace = () => (dataset.face = "");

const faceSheet = () => document.querySelector("link[data-face]");

function addFace(onload) {
  const sheet = faceSheet();
  if (sheet) Object.assign(sheet, { rel: "stylesheet", onload });
}

// Engines give up on a face that is `optional` and not there in a moment, for as long as the page stands: its files,
// the upright ones, are brought into the browser's cache before.
async function cacheFace() {
  const { href } = faceSheet();
  const css = await (await fetch(href)).text();
  const files = [...css.matchAll(/url\("?([^")]+)/g)].slice(0, 2);
  await Promise.all(files.map(async ([, file]) => (await fetch(new URL(file, href))).arrayBuffer()));
}

let triesLeft = 2;

async function fetchFace() {
  try {
    await document.fonts.load('1em "Source Serif 4 Variable"', "aạ");
  } catch {
    // It did not come, or the page is being left: its stand-in stays, and the next visit asks again. WebKit has a
    // cache of its own for faces, and finds it there by new rules.
    if (triesLeft--) setTimeout(() => faceSheet().replaceWith(Object.assign(faceSheet().cloneNode(), { onload: fetchFace })), 1000);
    return;
  }
  // Another page has another title.
  new MutationObserver(useFace).observe(document.querySelector("title"), { childList: true });
  try {
    localStorage.setItem("cong-tin.face", "1");
  } catch {
    // The next visit fetches it again, from the browser's cache.
  }
}

// An article's own page has been painted without it.
const faceKnown = recall("cong-tin.face") !== null && !document.querySelector("[data-snapshot=page]");
if (faceKnown) {
  addFace();
  useFace();
}

let failed = false;
let started = false;

async function fail(why) {
  if (failed) return;
  failed = true;
  try {
    (await import(document.baseURI + "recover.js")).recover(why, started);
  } catch {
    document.getElementById("failure").hidden = false;
  }
}

// A panic stops the WebAssembly with a trap, in a listener or in a promise.
const trapped = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));

// A module that does not come may have gone with its build: then the page is loaded anew. Else what needs it
// says so.
addEventListener("cong-tin-module-missing", async () => (await import(document.baseURI + "recover.js")).renewed());

// What nobody waits for: the face, what is read without a network, newer builds. An import cannot say what
// it expects; the script element that the build has put by can, and the import finds what it brought.
async function later() {
  if (!faceKnown) cacheFace().then(() => addFace(fetchFace), () => {});
  const script = document.getElementById("late").content.firstElementChild.cloneNode();
  document.head.append(script);
  await new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
  (await import(script.src)).begin(shown_article, shown_to_all);
}

// The first module. A request that says its digest would not be served from a preload, but in Chromium;
// over http nothing is verified that the page itself is not.
async function module({ href, dataset }) {
  const response = await fetch(href);
  const copy = response.clone();
  // It is compiled while it comes; a host that calls it by another type costs that.
  const compiled = WebAssembly.compileStreaming(response).catch(() => undefined);
  const bytes = await copy.arrayBuffer();
  const digest = crypto.subtle && new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (digest && dataset.integrity !== "sha256-" + btoa(String.fromCharCode(...digest))) throw new Error(href);
  return (await compiled) ?? bytes;
}

// Answers when the first page of the visit is whole.
async function start() {
  const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
  // `trunk serve` has no preloads, and wasm-bindgen's script finds the module itself.
  await init(wasm && { module_or_path: module(wasm) });
  await show_portal();
  started = true;
  if (wasm) setTimeout(later, faceKnown ? 1000 : 3000);
}

if (typeof WebAssembly === "object") start().catch(fail);
else fail("this browser has no WebAssembly");
