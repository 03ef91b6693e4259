// The one page of the portal, in the place of all its addresses.
import { cacheName, scope } from "./caches.js";
import { withSnapshot } from "./snapshots.js";

const pages = new RegExp(PAGES);
const cache = () => caches.open(cacheName(`page ${BUILD}`));

// Other addresses below the base path may be other pages of the host: the build puts in PAGES, from
// crates/hosting. Frames are not the portal's business.
export function isPage({ request, url }) {
  const address = url.origin + url.pathname;
  return request.destination === "document" && address.startsWith(scope) && pages.test(address.slice(scope.length));
}

export async function page({ event, request, url }) {
  const kept = await (await cache()).match(scope);
  if (!kept) return fetch(request);
  // The operator may edit the config block without a new build.
  event.waitUntil(precachePage().catch(() => {}));
  return withSnapshot(kept, url);
}

// Takes the page from the host, if it is of this build.
export async function precachePage() {
  const answer = await fetch(scope, { cache: "no-cache" });
  const text = await answer.text();
  if (!answer.ok || !text.includes(`data-build="${BUILD}"`)) throw new Error("the host has another build's page");
  // A navigation takes no answer that was redirected, as from / to /index.html.
  const { status, headers } = answer;
  await (await cache()).put(scope, new Response(text, { status, headers }));
}
