// How the loader of the WebAssembly's modules fetches them: what the build published under another name, and
// nothing else. The build has the loader use this for `fetch` (xtask/src/build/modules.rs).
//
// By the loader's file names, the published ones with their integrity.
import published from "cong-tin-modules";

// Milliseconds before what did not come is asked for again, twice: a host may only be busy.
const PAUSE = 2000;

async function fetchModule(url, triesLeft = 2) {
  const [name, integrity] = published[url.pathname.split("/").pop()];
  try {
    const answer = await globalThis.fetch(new URL(name, url), { integrity });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    // Whatever the host calls it: it is what was built.
    return new Response(answer.body, { headers: { "Content-Type": "application/wasm" } });
  } catch (error) {
    if (!triesLeft) throw error;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return fetchModule(url, triesLeft - 1);
  }
}

// The styles of the pages that lie in modules come with the first of these: nothing is drawn without them.
function addStyles() {
  const sheet = document.querySelector("link[data-pages]:not([rel])");
  return sheet && new Promise((resolve) => Object.assign(sheet, { rel: "stylesheet", onload: resolve, onerror: resolve }));
}

let styles;

async function fetchWithStyles(url) {
  styles ??= addStyles();
  const answer = await fetchModule(url);
  await styles;
  return answer;
}

export { fetchWithStyles as fetch };
