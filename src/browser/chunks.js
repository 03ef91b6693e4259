// The chunks of the portal's WebAssembly after the first: xtask/src/split.rs says what lies in
// them. Where the build made one module of all, everything is there from the beginning.
let links = [...document.querySelectorAll("link[data-chunk]")];
let here = links.map(() => false);
const arriving = [];
let first;

export function connect(exports) {
  first = exports;
}

function put(chunk, module) {
  if (!here[chunk]) new WebAssembly.Instance(module, { a: first });
  here[chunk] = true;
  // Nothing of the portal is on its way any more; late chunks are only fetched when asked for.
  if (here.every((it, chunk) => it || links[chunk].dataset.chunk)) dispatchEvent(new Event("cong-tin-whole"));
}

async function compiled({ href, integrity }, triesLeft = 2) {
  try {
    const response = await fetch(href);
    const bytes = await response.arrayBuffer();
    if (integrity !== (await digest(bytes))) throw new Error(`${href} is not the file of this build`);
    return await WebAssembly.compile(bytes);
  } catch (error) {
    if (triesLeft === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return compiled({ href, integrity }, triesLeft - 1);
  }
}

// A request that says its digest would not be served from a preload, but in Chromium. Over http there
// is no such platform.
async function digest(bytes) {
  if (!crypto.subtle) return sha256(new Uint8Array(bytes));
  return "sha256-" + btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
}

// Whoever asks again after it could not be fetched, asks the host again.
async function fetchChunk(chunk) {
  if (here[chunk] ?? true) return;
  try {
    put(chunk, await compiled(links[chunk]));
  } finally {
    arriving[chunk] = undefined;
  }
}

export function arrive(chunk) {
  return (arriving[chunk] ??= fetchChunk(chunk));
}

// For src/embed/loader.js: fetches all that a widget is made of. The page around has no chunks, or those of
// another build.
export function lend(chunks) {
  links = chunks;
  here = links.map(() => false);
  return Promise.all(links.map(({ href }, chunk) => /article-|pages-|embed-/.test(href) && arrive(chunk)));
}

// Something is wanted before it came: a reader was quicker than the line. Only a request that
// blocks can answer a call from WebAssembly.
export function fetchNow(chunk) {
  if (here[chunk]) return;
  const { href, integrity } = links[chunk];
  const request = new XMLHttpRequest();
  request.open("GET", href, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  const bytes = Uint8Array.from(request.response, (byte) => byte.charCodeAt(0));
  if (integrity !== sha256(bytes)) throw new Error(`${href} is not the file of this build`);
  put(chunk, new WebAssembly.Module(bytes));
}

// SHA-256 (FIPS 180-4) as the integrity attribute writes it, at once: the platform's own answers
// later, when nothing may block any more.
function sha256(bytes) {
  const state = [];
  const constants = [];
  const fraction = (root) => ((root % 1) * 2 ** 32) | 0;
  for (let number = 2; constants.length < 64; number++) {
    let divisor = 2;
    while (number % divisor) divisor++;
    if (divisor < number) continue;
    if (state.length < 8) state.push(fraction(Math.sqrt(number)));
    constants.push(fraction(Math.cbrt(number)));
  }
  const padded = new DataView(new ArrayBuffer((((bytes.length + 8) >> 6) + 1) << 6));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 128);
  padded.setUint32(padded.byteLength - 4, bytes.length * 8);

  const turned = (x, ...counts) => counts.reduce((sum, n) => sum ^ ((x >>> n) | (x << (32 - n))), 0);
  const words = new Int32Array(64);
  for (let start = 0; start < padded.byteLength; start += 64) {
    let round = [...state];
    words.forEach((_, at) => {
      const [x, y] = [words[at - 15], words[at - 2]];
      words[at] =
        at < 16
          ? padded.getInt32(start + at * 4)
          : words[at - 16] + (turned(x, 7, 18) ^ (x >>> 3)) + words[at - 7] + (turned(y, 17, 19) ^ (y >>> 10));
      const [a, b, c, d, e, f, g, h] = round;
      const sum = h + turned(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + constants[at] + words[at];
      const next = sum + turned(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
      round = [next | 0, a, b, c, (d + sum) | 0, e, f, g];
    });
    round.forEach((word, at) => (state[at] = (state[at] + word) | 0));
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setInt32(at * 4, word));
  return "sha256-" + btoa(String.fromCharCode(...new Uint8Array(digest.buffer)));
}
