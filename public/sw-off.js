// Switches the service worker off: put it in the place of sw.js (README, "Reading offline").
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith("cong-tin") && name.endsWith(` ${registration.scope}`)) await caches.delete(name);
  }
  await registration.unregister();
}
