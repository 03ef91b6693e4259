// The chunks of the portal's WebAssembly after the first: xtask/src/split.rs says what lies in
// them. Where the build made one module of all, everything is there from the beginning.
const links = [...document.querySelectorAll("link[data-chunk]")];
const here = links.map(() => false);
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

async function compiled(address, triesLeft = 2) {
  try {
    const response = await fetch(address);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    if (triesLeft === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return compiled(address, triesLeft - 1);
  }
}

async function fetchChunk(chunk) {
  put(chunk, await compiled(links[chunk].href));
}

export function arrive(chunk) {
  arriving[chunk] ??= links.length === 0 ? Promise.resolve() : fetchChunk(chunk);
  return arriving[chunk];
}

// Something is wanted before it came: a reader was quicker than the line. Only a request that
// blocks can answer a call from WebAssembly.
export function fetchNow(chunk) {
  if (here[chunk]) return;
  const request = new XMLHttpRequest();
  request.open("GET", links[chunk].href, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  const bytes = Uint8Array.from(request.response, (byte) => byte.charCodeAt(0));
  put(chunk, new WebAssembly.Module(bytes));
}
