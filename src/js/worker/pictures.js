// Pictures of saved articles: those that were shown, as they were shown.
import { cacheName, isPublic } from "./caches.js";

// In bytes, the least that a picture counts whose size another host does not tell.
const UNKNOWN_SIZE = 300_000;

const name = cacheName("pictures");

// Keeps a picture; its size in bytes, 0 for one that is not kept. One after the other, for what the
// browser counts is told by the difference.
export async function keepPicture(address) {
  try {
    const cache = await caches.open(name);
    const before = await usage();
    const answer = await load(address);
    const isOpaque = answer.type === "opaque";
    const size = isOpaque ? UNKNOWN_SIZE : (await answer.clone().arrayBuffer()).byteLength;
    await cache.put(address, answer);
    // Browsers count more than there is, so that nothing can be told from it: Chromium some megabytes.
    return isOpaque ? Math.max(size, (await usage()) - before) : size;
  } catch {
    // Gone, refused, or no room: the article is kept without it.
    return 0;
  }
}

const usage = async () => (await navigator.storage?.estimate?.())?.usage ?? 0;

// The page has just shown it: the browser's cache has it, most often. Without credentials, for what is
// kept is everybody's. Another host is asked as the page has asked it, and not for a permission as well.
async function load(address) {
  const answer = await fetch(address, { mode: "no-cors", credentials: "omit", cache: "force-cache", referrerPolicy: "no-referrer" });
  if (answer.type !== "opaque" && !(answer.ok && isPublic(answer))) throw new Error("not to be kept");
  return answer;
}

export const dropPicture = async (address) => (await caches.open(name)).delete(address);

export const clearPictures = () => caches.delete(name);

export const isPicture = ({ request }) => request.destination === "image";

// Without a network the page may ask for another size than it has shown: `sameAs` names one that is kept.
export const picture = (sameAs) => async ({ request }) => {
  const kept = (address) => caches.match(address, { cacheName: name });
  const found = await kept(request.url);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const same = await sameAs(request.url);
    const instead = same && (await kept(same));
    if (instead) return instead;
    throw error;
  }
};
