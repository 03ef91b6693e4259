// Feeds: what is there is shown at once, and the host is asked for newer news meanwhile.
import { ExpirationPlugin } from "workbox-expiration";
import { StaleWhileRevalidate } from "workbox-strategies";

import { cacheName, isPublic } from "./caches.js";
import { isFeedText } from "./is_feed.js";

// Pages of feeds that are kept, the longest unused out first.
const MOST = 100;

// What the portal fetches itself is a feed, but for what asks for the host's own answer: the
// session and members' news with `no-store`, the page's look at the host with `no-cache`.
export function isFeed({ request }) {
  return request.destination === "" && request.mode !== "navigate" && request.cache === "default" && !request.headers.has("Authorization");
}

// One bad answer, an error page or half a feed, does not take the place of the good one.
async function isKept(answer) {
  const isOne = answer.status === 200 && isPublic(answer) && /json|xml/.test(answer.headers.get("Content-Type") ?? "");
  return isOne && isFeedText(await answer.clone().arrayBuffer());
}

export const feeds = new StaleWhileRevalidate({
  cacheName: cacheName("feeds"),
  // What is kept is everybody's, whatever the page asked with.
  fetchOptions: { credentials: "omit" },
  plugins: [
    { cacheWillUpdate: async ({ response }) => ((await isKept(response)) ? response : null) },
    { cacheDidUpdate: tellOfChange },
    new ExpirationPlugin({ maxEntries: MOST, purgeOnQuotaError: true }),
  ],
});

// When which feed was last seen to be another, in milliseconds as `Date.now()` counts. In memory:
// pages ask soon after they are loaded.
const changes = new Map();

export function tellOfChangesSince(since, client) {
  for (const [changed, when] of changes) if (when > since) client.postMessage({ changed, when });
}

async function tellOfChange({ request, oldResponse, newResponse }) {
  if (!oldResponse || (await oldResponse.text()) === (await newResponse.text())) return;
  const change = { changed: request.url, when: Date.now() };
  changes.set(change.changed, change.when);
  for (const client of await clients.matchAll()) client.postMessage(change);
}
