// Which build of the portal this page is, and whether its host has another by now.
const GUARD = "cong-tin.build";

export const own = document.body.dataset.build;

// The page as the host has it now; the wait in milliseconds.
export const hosted = (wait) =>
  fetch(document.baseURI, { cache: "no-cache", signal: AbortSignal.timeout(wait) });

export const buildOf = (page) => page.match(/data-build="(\w+)"/)?.[1];

// Whether a form holds what would be lost.
export const typing = () =>
  [...document.querySelectorAll("#app input, #app textarea")].some((field) => field.value !== field.defaultValue);

// Whether to load this build, and not only in vain once more: a cache on the way may still give
// the old page. Where nothing can be remembered it might be for ever.
export function mayLoad(build) {
  try {
    if (!build || build === own || sessionStorage.getItem(GUARD) === build) return false;
    sessionStorage.setItem(GUARD, build);
    return true;
  } catch {
    return false;
  }
}

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
