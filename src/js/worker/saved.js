// What was read, article by article with its pictures, the last read first. To the portal it is
// feeds at addresses below `saved/` that only this worker answers.
import words from "../../text/offline.js";
import { cacheName, scope } from "./caches.js";
import { MOST_BYTES, bytesSaved, within } from "./limits.js";
import { clearPictures, dropPicture, keepPicture } from "./pictures.js";
import { clearSnapshots, dropSnapshot, keepSnapshot } from "./snapshots.js";

const KEY = /^\w+$/;
const BELOW = `${scope}saved/`;
const INDEX = `${BELOW}index.json`;
const LIST = `${BELOW}feed.json`;
// The keys of what the reader has saved, and not only read.
const KEYS = `${BELOW}keys.json`;

const status = (code) => new Response(null, { status: code });
const addressed = ({ url }) => url.origin + url.pathname;
const keyAt = (place) => addressed(place).slice(BELOW.length, -".json".length);

const saved = () => caches.open(cacheName("saved"));
const addressOf = (key) => `${BELOW}${key}.json`;

const feed = (text) => new Response(text, { headers: { "Content-Type": "application/feed+json" } });

async function index() {
  const found = await (await saved()).match(INDEX);
  return found ? found.json() : [];
}

export const isSaved = ({ url }) => url.href.startsWith(BELOW) && url.pathname.endsWith(".json");

export async function answerSaved(asked) {
  const address = addressed(asked);
  if (address === KEYS) return Response.json((await index()).filter((entry) => entry.saved).map(({ key }) => key));
  if (address !== LIST) return (await (await saved()).match(address)) ?? status(404);
  const said = words[asked.url.searchParams.get("lang")] ?? words.vi;
  const items = (await index()).map((entry) => entry.item);
  const version = "https://jsonfeed.org/version/1.1";
  return feed(JSON.stringify({ version, title: said.saved, description: said.savedWhy, items }));
}

// One after the other: each reads the index and writes it.
let last = Promise.resolve();
function inTurn(work) {
  const done = last.then(work);
  last = done.catch((error) => console.warn("Cổng Tin:", error.message));
  return done;
}

export const keep = (read) => inTurn(() => put(read)).catch(() => {});

// `PUT` saves an article, which the request brings along, until the reader removes it.
export const save = (asked) =>
  inTurn(async () => {
    const key = keyAt(asked);
    const text = await asked.request.text();
    const isOf = (entry) => entry.key === key;
    if (!(await index()).some(isOf)) await put({ text, pictures: [] });
    const entries = await index();
    const marked = entries.map((entry) => (isOf(entry) ? { ...entry, saved: true } : entry));
    if (!marked.some(isOf) || bytesSaved(marked) > MOST_BYTES) return status(507);
    await write(marked, entries);
    return status(204);
  });

// `DELETE` removes one article, or all of them.
export const remove = (asked) =>
  inTurn(async () => {
    if (addressed(asked) !== LIST) {
      const entries = await index();
      const left = entries.filter(({ key }) => key !== keyAt(asked));
      await write(left, entries);
      return status(204);
    }
    await caches.delete(cacheName("saved"));
    await clearPictures();
    await clearSnapshots();
    return status(204);
  });

async function put({ text, pictures: addresses, others = {}, html = "", build }) {
  const { _key: key, items: [item] } = JSON.parse(text);
  if (!KEY.test(key) || !item) return;
  const entries = await index();
  const own = entries.find((entry) => entry.key === key);
  const before = entries.filter((entry) => entry !== own);
  // The list names it; what it says is in a feed of its own.
  const { content_html, content_text, attachments, ...listed } = item;
  const textBytes = new Blob([text, html]).size;
  // Whoever reads it again may not come to all that was shown before.
  const shown = own?.pictures ?? [];
  const wanted = [...addresses, ...shown.map((picture) => picture.address)];
  const pictures = await keepPictures(wanted, entries, MOST_BYTES - textBytes - bytesSaved(before));
  for (const picture of pictures) {
    picture.others = others[picture.address] ?? shown.find(({ address }) => address === picture.address)?.others;
  }
  const bytes = pictures.reduce((sum, picture) => sum + picture.bytes, textBytes);
  await (await saved()).put(addressOf(key), feed(text));
  // A page of an older build may still be open.
  await (html && build === BUILD ? keepSnapshot(key, html) : dropSnapshot(key));
  await write([{ key, bytes, pictures, item: listed, saved: own?.saved }, ...before], entries);
}

// Pictures of an article, as far as there is room for them.
async function keepPictures(addresses, entries, room) {
  const had = new Map(entries.flatMap((entry) => entry.pictures).map((picture) => [picture.address, picture.bytes]));
  const kept = [];
  for (const address of new Set(addresses)) {
    const bytes = had.get(address) ?? (await keepPicture(address));
    if (bytes > 0 && bytes <= room) {
      room -= bytes;
      kept.push({ address, bytes });
    } else if (!had.has(address)) {
      await dropPicture(address);
    }
  }
  return kept;
}

// Writes the index, and drops what is in it no more.
async function write(entries, before) {
  const kept = within(entries);
  const isKept = new Set(kept.map(({ key }) => key));
  await (await saved()).put(INDEX, feed(JSON.stringify(kept)));
  for (const { key } of [...entries, ...before].filter(({ key }) => !isKept.has(key))) {
    await (await saved()).delete(addressOf(key));
    await dropSnapshot(key);
  }
  const addressesOf = (some) => some.flatMap((entry) => entry.pictures).map((picture) => picture.address);
  const still = new Set(addressesOf(kept));
  for (const address of new Set(addressesOf([...entries, ...before]))) if (!still.has(address)) await dropPicture(address);
}

// The address of a kept picture that may be shown for one of another size, by what the article says.
export async function sameAs(address) {
  const pictures = (await index()).flatMap((entry) => entry.pictures);
  return pictures.find(({ others }) => others?.includes(address))?.address;
}
