// The service worker: registered, or switched off by the host.
import { workerFile } from "./policy.js";

// Whether a page's config block allows it. A block that cannot be read changes nothing.
export function allowed(page) {
  const block = page.match(/id="cong-tin-config"[^>]*>([^]*?)<\/script>/)?.[1];
  try {
    return JSON.parse(block).offline !== false;
  } catch {
    return true;
  }
}

export async function register() {
  try {
    await navigator.serviceWorker.register(workerFile());
  } catch (error) {
    // A private window, an insecure host, a lost line: the portal works without.
    console.info("Cổng Tin: no reading offline:", error.message);
  }
}

// The registration of this portal, not of another one higher up on the host.
export async function registration() {
  const found = await navigator.serviceWorker?.getRegistration(document.baseURI);
  return found?.scope === document.baseURI ? found : undefined;
}

export async function switchOff() {
  const found = await registration();
  if (!found) return;
  // It stays in charge of pages that are open: it shall store nothing more.
  found.active?.postMessage({ off: true });
  await found.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith("cong-tin") && name.endsWith(found.scope)) await caches.delete(name);
  }
}
