// Articles as the portal has drawn them, to begin the next visit with: src/offline/drawn.js. Of this
// build alone, whose styles they are made for, and in the language in which the reader reads.
import { cacheName, scope } from "./caches.js";

const DRAWN = `${scope}drawn/`;
const LOOK = `${DRAWN}look`;

const name = cacheName(`drawn ${BUILD}`);
const at = (key) => DRAWN + key;
const keyOf = ({ pathname }) => pathname.match(/\/article\/(?:[^/]*-)?([0-9a-z]{10})$/)?.[1];

const read = async (address) => (await caches.match(address, { cacheName: name }))?.json();
const write = async (address, value) => (await caches.open(name)).put(address, Response.json(value));

// How everything looks; what was drawn in another language is of no use any more.
export async function keepLook(look) {
  if ((await read(LOOK))?.lang !== look.lang) await forgetDrawn();
  await write(LOOK, look);
}

export const keepDrawn = (key, html) => write(at(key), html);

export const dropDrawn = async (key) => (await caches.open(name)).delete(at(key));

export const forgetDrawn = () => caches.delete(name);

// The page, and in it the article of an address, where it was drawn before, in the skeleton's place.
export async function withDrawn(page, url) {
  const key = keyOf(url);
  const [html, look] = key ? await Promise.all([read(at(key)), read(LOOK)]) : [];
  if (html === undefined || !look) return page;
  const { status, headers } = page;
  const text = (await page.text())
    .replace(/<div id="waiting">[^]*(?=<div id="app">)/, () => `<div id="waiting" data-drawn>${html}</div>`)
    .replace(/<html lang="\w+"/, `<html lang="${look.lang}"` + (look.theme ? ` data-theme="${look.theme}"` : ""))
    .replace(/<link data-face/, look.faced ? '<link rel="stylesheet" data-face' : "$&");
  return new Response(text, { status, headers });
}
