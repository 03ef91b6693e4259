// Trusted Types: what is said here is all that the page takes for trusted after its first view.

// The service worker's own file, whatever is asked for: it depends on nobody's input.
const script = () => new URL("sw.js", document.baseURI).href;

// For a document that is never shown, in which nothing runs and nothing is fetched.
const html = (text) => text;

const policy = globalThis.trustedTypes?.createPolicy("cong-tin-worker", { createScriptURL: script, createHTML: html });

export const workerFile = () => policy?.createScriptURL("") ?? script();

export const parsed = (text) => new DOMParser().parseFromString(policy?.createHTML(text) ?? text, "text/html");
