// Starts the portal, and tells the reader when it cannot run.
import init, { show_portal, shown_article, shown_to_all } from "cong-tin";

document.documentElement.dataset.begun = "";

function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    // Storage is refused: nothing is known of earlier visits.
    return null;
  }
}

// A preference that must hold before the first paint.
const theme = recall("cong-tin.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

// On a slow line the self-hosted face would compete with the article, and coming late it would
// move the text: it is fetched after the first visit's article, and used from the next visit on.
function useFace() {
  const face = document.querySelector("link[data-face]");
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: face.href, integrity: face.integrity });
  document.head.append(sheet);
}

function fetchFace() {
  useFace();
  try {
    localStorage.setItem("cong-tin.face", "1");
  } catch {
    // The next visit fetches it again, from the browser's cache.
  }
}

const faceKnown = recall("cong-tin.face") !== null;
if (faceKnown) useFace();

// For an article's headline the first chunk is enough; any other page needs all but the late ones.
if (!location.pathname.includes("/article/")) {
  for (const { href } of document.querySelectorAll("link[data-chunk='']")) {
    const preload = document.createElement("link");
    Object.assign(preload, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    document.head.append(preload);
  }
}

let failed = false;

async function fail(why) {
  if (failed) return;
  failed = true;
  try {
    (await import(document.baseURI + "mend.js")).mend(why);
  } catch {
    document.getElementById("failure").hidden = false;
  }
}

// A panic stops the WebAssembly with a trap, in a listener or in a promise.
const trapped = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));

// An import cannot say what it expects; the script element that the build has put by can, and the
// import finds what it brought.
const verified = (name) =>
  new Promise((resolve, reject) => {
    const script = document.querySelector("template#late").content.querySelector(`[src*="/${name}-"]`);
    const element = script.cloneNode();
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });

// What nobody waits for: the face, what is read without a network, newer builds.
async function later() {
  if (!faceKnown) fetchFace();
  await verified("begin");
  (await import("./offline/begin.js")).begin(shown_article, shown_to_all);
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

if (typeof WebAssembly === "object") {
  const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
  init({ module_or_path: module(wasm) }).then(show_portal).catch(fail);
  addEventListener("cong-tin-whole", () => setTimeout(later, faceKnown ? 1000 : 3000), { once: true });
} else {
  fail("this browser has no WebAssembly");
}
