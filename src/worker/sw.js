// The service worker: the next visit begins at once, and without a network. README, "Reading
// offline"; docs/ARCHITECTURE.md, "The service worker".
//
// The build puts in BUILD, its name; FILES, what Workbox is to have in stock; PAGES, the addresses of
// the portal as a regular expression (xtask/src/worker.rs).
import { clientsClaim } from "workbox-core";
import { PrecacheController, PrecacheRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";

import { feeds, isFeed, tellOfChangesSince } from "./feeds.js";
import { cacheName, dropAll, dropOthers } from "./caches.js";
import { keepLook } from "./drawn.js";
import { answerFromShelf, emptyShelf, isPicture, isShelf, keep, picture } from "./shelf.js";
import { isPage, page, stockPage } from "./page.js";

const stock = new PrecacheController({ cacheName: cacheName("stock") });
stock.addToCacheList(FILES);

let off = false;

// Comes before Workbox's own: switched off, the worker leaves everything to the browser.
addEventListener("fetch", (event) => off && event.stopImmediatePropagation());

// Whoever has an older build open has it wholly in memory; the next page is this one's.
addEventListener("install", (event) => {
  skipWaiting();
  // The page last: nothing is taken over from a host that has not all of the build.
  event.waitUntil(stock.install(event).then(stockPage));
});
addEventListener("activate", (event) => event.waitUntil(Promise.all([stock.activate(event), dropOthers()])));
clientsClaim();

registerRoute(new PrecacheRoute(stock, { directoryIndex: null, cleanURLs: false }));
registerRoute(isPage, page);
registerRoute(isShelf, answerFromShelf);
registerRoute(isShelf, emptyShelf, "DELETE");
registerRoute(isPicture, picture);
registerRoute(isFeed, feeds);

addEventListener("message", (event) => {
  // Only pages of this host can send here.
  const { text, look, since, off: switchedOff } = event.data;
  if (switchedOff) {
    off = true;
    event.waitUntil(dropAll());
  }
  if (off) return;
  if (look !== undefined) event.waitUntil(keepLook(look));
  if (text !== undefined) event.waitUntil(keep(event.data));
  if (since !== undefined) tellOfChangesSince(since, event.source);
});
