// Newer news than the page shows: the service worker has it and says so.
import { tell } from "./notices.js";

// src/js/ask.js has asked for it.
const feed = () => globalThis.congTinNews?.address;

export async function noticeNews() {
  const { serviceWorker } = navigator;
  // A first visit's feed came before there was a worker to keep it.
  serviceWorker.addEventListener("controllerchange", askForNews);
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data.changed === feed() && data.when > lastRead()) {
      tell("news", { words: "showNews", address: document.baseURI });
    }
  });
  // It may have seen a difference before there was anybody to tell.
  const { active } = await serviceWorker.ready;
  active.postMessage({ since: performance.timeOrigin });
}

// When the page last began to read its feed.
function lastRead() {
  const last = performance.getEntriesByName(feed()).at(-1);
  return performance.timeOrigin + (last?.startTime ?? 0);
}

// The service worker answers with what it has, asks the host, and tells of a difference.
export function askForNews() {
  if (feed() && navigator.serviceWorker?.controller) fetch(feed(), { credentials: "omit" }).catch(() => {});
}
