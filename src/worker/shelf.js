// What was read, article by article with its pictures, the last read first. To the portal it is
// feeds at addresses below `saved/` that only this worker answers.
import words from "../text/offline.js";
import { cacheName, isPublic, scope } from "./caches.js";
import { dropDrawn, forgetDrawn, keepDrawn } from "./drawn.js";
import { within } from "./limits.js";

const KEY = /^[0-9a-z]{10}$/;
const BELOW = `${scope}saved/`;
const INDEX = `${BELOW}index.json`;
const LIST = `${BELOW}feed.json`;

// What a picture counts whose size another host does not tell.
const UNKNOWN_SIZE = 300_000;

const shelf = () => caches.open(cacheName("shelf"));
const pictures = () => caches.open(cacheName("pictures"));
const addressOf = (key) => `${BELOW}${key}.json`;

const feed = (text) => new Response(text, { headers: { "Content-Type": "application/feed+json" } });

async function index() {
  const found = await (await shelf()).match(INDEX);
  return found ? found.json() : [];
}

export const isShelf = ({ url }) => url.href.startsWith(BELOW) && url.pathname.endsWith(".json");

export async function answerFromShelf({ url }) {
  const address = url.origin + url.pathname;
  if (address !== LIST) return (await (await shelf()).match(address)) ?? new Response(null, { status: 404 });
  const said = words[url.searchParams.get("lang")] ?? words.vi;
  const items = (await index()).map((entry) => entry.item);
  const version = "https://jsonfeed.org/version/1.1";
  return feed(JSON.stringify({ version, title: said.saved, description: said.savedWhy, items }));
}

export async function emptyShelf() {
  await caches.delete(cacheName("shelf"));
  await caches.delete(cacheName("pictures"));
  await forgetDrawn();
  return new Response(null, { status: 204 });
}

// One after the other: each reads the index and writes it.
let last = Promise.resolve();
export const keep = (read) => (last = last.then(() => put(read)).catch((error) => console.warn("Cổng Tin:", error.message)));

async function put({ text, pictures: addresses, html = "", build }) {
  const { _key: key, items: [item] } = JSON.parse(text);
  if (!KEY.test(key) || !item) return;
  const before = (await index()).filter((entry) => entry.key !== key);
  const sizes = await Promise.all([...new Set(addresses)].map(async (address) => [address, await keepPicture(address)]));
  const kept = sizes.filter(([, size]) => size > 0);
  // The list names it; what it says is in a feed of its own.
  const { content_html, content_text, attachments, ...listed } = item;
  const bytes = kept.reduce((sum, [, size]) => sum + size, text.length + html.length);
  const entry = { key, bytes, pictures: kept.map(([address]) => address), item: listed };
  await (await shelf()).put(addressOf(key), feed(text));
  // A page of an older build may still be open.
  await (html && build === BUILD ? keepDrawn(key, html) : dropDrawn(key));
  await write([entry, ...before]);
}

async function write(entries) {
  const kept = within(entries);
  await (await shelf()).put(INDEX, feed(JSON.stringify(kept)));
  const still = new Set(kept.flatMap((entry) => entry.pictures));
  for (const { key, pictures: addresses } of entries.filter((entry) => !kept.includes(entry))) {
    await (await shelf()).delete(addressOf(key));
    await dropDrawn(key);
    for (const address of addresses) if (!still.has(address)) await (await pictures()).delete(address);
  }
}

// Keeps a picture; its size in bytes, 0 for one that is not kept.
async function keepPicture(address) {
  const cache = await pictures();
  try {
    const had = await cache.match(address);
    const answer = had ?? (await load(address));
    if (!had) await cache.put(address, answer.clone());
    return answer.type === "opaque" ? UNKNOWN_SIZE : (await answer.blob()).size;
  } catch {
    // Gone, refused, or no room: the article is kept without it.
    return 0;
  }
}

async function load(address) {
  const answer = await fetch(address, { mode: "cors", credentials: "same-origin" }).catch(() => fetch(address, { mode: "no-cors" }));
  if (answer.type !== "opaque" && !(answer.ok && isPublic(answer))) throw new Error("not to be kept");
  return answer;
}

export const isPicture = ({ request }) => request.destination === "image";

export async function picture({ request }) {
  const kept = await caches.match(request.url, { cacheName: cacheName("pictures") });
  return kept ?? fetch(request);
}
