// The service worker: the next visit begins at once, and without a network. README, "Reading
// offline"; docs/ARCHITECTURE.md, "The service worker".
//
// The build puts in BUILD, its name; FILES, what Workbox is to precache; PAGES and ARTICLE, the
// addresses of the portal and of its articles as regular expressions (xtask/src/build/worker.rs).
import { clientsClaim } from "workbox-core";
import { PrecacheController, PrecacheRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";

import { feeds, isFeed, tellOfChangesSince } from "./feeds.js";
import { cacheName, dropAll, dropOthers } from "./caches.js";
import { isPage, page, precachePage } from "./page.js";
import { answerSaved, isSaved, keep, remove, sameAs, save } from "./saved.js";
import { isPicture, picture } from "./pictures.js";
import { keepLook } from "./snapshots.js";

const precache = new PrecacheController({ cacheName: cacheName("precache") });
precache.addToCacheList(FILES);

let off = false;

// Comes before Workbox's own: switched off, the worker leaves everything to the browser.
addEventListener("fetch", (event) => off && event.stopImmediatePropagation());

// Whoever has an older build open has it wholly in memory; the next page is this one's.
addEventListener("install", (event) => {
  skipWaiting();
  // The page last: nothing is taken over from a host that has not all of the build.
  event.waitUntil(precache.install(event).then(precachePage));
});
addEventListener("activate", (event) => event.waitUntil(Promise.all([precache.activate(event), dropOthers()])));
clientsClaim();

registerRoute(new PrecacheRoute(precache, { directoryIndex: null, cleanURLs: false }));
registerRoute(isPage, page);
registerRoute(isSaved, answerSaved);
registerRoute(isSaved, save, "PUT");
registerRoute(isSaved, remove, "DELETE");
registerRoute(isPicture, picture(sameAs));
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
