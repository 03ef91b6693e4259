// The names of the caches, which all portals of a host share.
export const scope = registration.scope;

export const cacheName = (what) => `cong-tin ${what} ${scope}`;

const KEPT = ["precache", "feeds", "saved", "pictures", `page ${BUILD}`, `snapshots ${BUILD}`].map(cacheName);

// Drops what older builds have left.
export const dropOthers = () => drop((name) => !KEPT.includes(name));

// Drops everything, what is just being stored as well.
export async function dropAll() {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await drop(() => true);
}

async function drop(unwanted) {
  const own = (name) => name.startsWith("cong-tin") && name.endsWith(` ${scope}`);
  for (const name of (await caches.keys()).filter(own).filter(unwanted)) await caches.delete(name);
}

// Whether an answer is everybody's: members' news is never stored, whatever asks for it.
export function isPublic(answer) {
  return !/no-store|private/i.test(answer.headers.get("Cache-Control") ?? "");
}
