// Which build of the portal this page is, and whether its host has another by now.
const GUARD = "cong-tin.build";
const AGAIN = "cong-tin.again";

export const own = document.body.dataset.build;

// The page as the host has it now; the wait in milliseconds.
export const hosted = (wait) =>
  fetch(document.baseURI, { cache: "no-cache", signal: AbortSignal.timeout(wait) });

export const buildOf = (page) => page.match(/data-build="(\w+)"/)?.[1];

// Whether a form holds what would be lost.
export const typing = () =>
  [...document.querySelectorAll("#app input, #app textarea")].some((field) => field.value !== field.defaultValue);

// Whether this is the first time in the session. Where nothing can be remembered it might be so for ever: then
// it never is.
function isFirst(key, value) {
  try {
    if (sessionStorage.getItem(key) === value) return false;
    sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

// Whether to load this build, and not only in vain once more: a cache on the way may still give
// the old page.
export const mayLoad = (build) => Boolean(build) && build !== own && isFirst(GUARD, build);

// When the page cannot go on: loads it anew if the host has another build. Says whether it does.
export async function renewed() {
  try {
    const page = await (await hosted(5000)).text();
    const renew = !typing() && mayLoad(buildOf(page));
    if (renew) location.reload();
    return renew;
  } catch {
    return false;
  }
}

// When the page could not start: loads it once more in a visit. A file may have been cut off on its way. Says
// whether it does.
export function startedAgain() {
  const again = isFirst(AGAIN, own);
  if (again) location.reload();
  return again;
}
