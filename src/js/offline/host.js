// Asks the host from time to time: whether it is there, whether it has another build, whether it
// has switched the service worker off.
import { buildOf, hosted, mayLoad, own, typing } from "../version.js";
import { askForNews } from "./news.js";
import { hush, tell } from "./notices.js";
import { allowed, registration, switchOff } from "./worker.js";

// Milliseconds.
const PAUSE = 5 * 60_000;
const PAUSE_OFFLINE = 20_000;
const WAIT = 20_000;

// `data-newer` has the build that the next page is loaded from.
const { dataset } = document.documentElement;
let asked = 0;
let retry;

const address = () => location.href.split("#")[0];
let shown = address();

export function observeHost() {
  addEventListener("online", ask);
  addEventListener("offline", lost);
  document.addEventListener("visibilitychange", askIfDue);
  new MutationObserver(pageShown).observe(document.querySelector("title"), { childList: true });
  navigator.serviceWorker?.addEventListener("controllerchange", ask);
  addEventListener("click", loadNewer, true);
  addEventListener("popstate", returnToNewer, true);
  ask();
}

function pageShown() {
  // Chromium tells the portal of going back before it tells us.
  setTimeout(() => (shown = address()));
  askIfDue();
}

function askIfDue() {
  if (!document.hidden && Date.now() - asked > PAUSE) {
    ask();
    askForNews();
  }
}

async function ask() {
  clearTimeout(retry);
  asked = Date.now();
  let page;
  try {
    page = await (await hosted(WAIT)).text();
  } catch {
    return lost();
  }
  hush("offline");
  hush("unreachable");
  if (!allowed(page)) await switchOff();
  const build = buildOf(page);
  if (build && build !== own && (await isReady())) dataset.newer = build;
}

// Whether the other build would be what is loaded: a service worker gives the page as of its own
// build, and has all its files before it takes over.
async function isReady() {
  const found = await registration();
  if (!found?.active) return true;
  try {
    await found.update();
  } catch {
    return false;
  }
  return !found.installing && !found.waiting;
}

function lost() {
  const saved = navigator.serviceWorker?.controller && { words: "readSaved", address: new URL("saved", document.baseURI).href };
  hush(navigator.onLine ? "offline" : "unreachable");
  tell(navigator.onLine ? "unreachable" : "offline", saved);
  clearTimeout(retry);
  retry = setTimeout(ask, PAUSE_OFFLINE);
}

// The next page is the newer build's: the portal does not hear of the click, so the browser loads
// the page that the link leads to.
function loadNewer(event) {
  const link = event.target.closest?.("#app a[href]");
  if (link && leadsOn(event, link)) renew(() => event.stopPropagation());
}

// Back and forward: the address is the other page's already.
function returnToNewer() {
  if (address() !== shown) renew(() => location.reload());
}

// Once for a build, and not from under a reader who types.
function renew(load) {
  const { newer } = dataset;
  if (!newer) return;
  if (typing()) return tell("build", { words: "reload" });
  if (mayLoad(newer)) load();
  delete dataset.newer;
}

// Whether the click shows another page here: no other tab, no other site, no place in this page.
function leadsOn(event, link) {
  const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
  const plain = button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey && !link.target;
  return plain && link.origin === location.origin && !(link.hash && link.pathname === location.pathname);
}
