// DOMPurify, in a file of its own: a headline does not need it.
let purifier;

export function use(it) {
  purifier = it;
}

export const isHere = () => purifier !== undefined;

export async function arrive() {
  purifier ??= (await import("dompurify")).default;
}

export const purify = (dirty, config) => purifier.sanitize(dirty, config);
