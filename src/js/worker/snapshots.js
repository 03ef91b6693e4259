// Snapshots of articles as the portal has drawn them, to begin the next visit with:
// src/js/offline/snapshot.js. Of this build alone, whose styles they are made for, and in the language
// in which the reader reads.
import { cacheName, scope } from "./caches.js";

const SNAPSHOTS = `${scope}snapshots/`;
const LOOK = `${SNAPSHOTS}look`;

// What comes after the base path: the build puts in ARTICLE, from crates/hosting.
const article = new RegExp(ARTICLE);

const name = cacheName(`snapshots ${BUILD}`);
const at = (key) => SNAPSHOTS + key;
const keyOf = ({ origin, pathname }) => (origin + pathname).slice(scope.length).match(article)?.[1];

const read = async (address) => (await caches.match(address, { cacheName: name }))?.json();
const write = async (address, value) => (await caches.open(name)).put(address, Response.json(value));

// How everything looks; a snapshot in another language is of no use any more.
export async function keepLook(look) {
  if ((await read(LOOK))?.lang !== look.lang) await clearSnapshots();
  await write(LOOK, look);
}

export const keepSnapshot = (key, html) => write(at(key), html);

export const dropSnapshot = async (key) => (await caches.open(name)).delete(at(key));

export const clearSnapshots = () => caches.delete(name);

const given = (name, value) => (value ? ` data-${name}="${value}"` : "");

// The page, and in it the snapshot of an address, where there is one, in the skeleton's place.
export async function withSnapshot(page, url) {
  const key = keyOf(url);
  const [html, look] = key ? await Promise.all([read(at(key)), read(LOOK)]) : [];
  if (html === undefined || !look) return page;
  const { status, headers } = page;
  const text = (await page.text())
    .replace(/<div id="waiting">[^]*(?=<div id="app">)/, () => `<div id="waiting" data-snapshot>${html}</div>`)
    .replace(/<html lang="\w+"/, `<html lang="${look.lang}"` + given("theme", look.theme) + given("text-size", look.textSize) + (look.faced ? " data-face" : ""))
    // What the reader does to it meanwhile is not lost: src/js/standing.js, put by as the last.
    .replace(/(<script[^>]*><\/script>)<\/template>/, "</template>$1")
    // What lies below an article is in it, too.
    .replace(look.faced ? /<link data-(?=face|pages)/g : /<link data-(?=pages)/, '<link rel="stylesheet" data-');
  return new Response(text, { status, headers });
}
