// Whether a text reads as a feed. A cheap look at its beginning and its end, for it is no more than
// whether it may take the place of one that did.

// As many as the portal reads: src/browser/http.rs.
const MOST_BYTES = 5_000_000;

export function isFeedText(bytes) {
  if (bytes.byteLength > MOST_BYTES) return false;
  const text = new TextDecoder().decode(bytes);
  return isJsonFeed(text) || isXmlFeed(text);
}

function isJsonFeed(text) {
  try {
    return Array.isArray(JSON.parse(text)?.items);
  } catch {
    return false;
  }
}

// The first element is one of a feed, and its end has come.
function isXmlFeed(text) {
  // UTF-16 has them between the letters of tags.
  const markup = text.replaceAll("\0", "").replace(/<!--[^]*?-->/g, "");
  const root = markup.match(/<((?:[\w.-]+:)?[\w.-]+)[\s>]/)?.[1] ?? "";
  return /^(?:.*:)?(?:rss|feed|rdf)$/i.test(root) && new RegExp(`</${root}\\s*>`).test(markup);
}
