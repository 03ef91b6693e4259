// How much is kept of what was read.
const MOST_ARTICLES = 200;
const MOST_BYTES = 50_000_000;

// Of entries with their `bytes`, the last read first: those that are kept. The last read one
// always is.
export function within(entries, mostArticles = MOST_ARTICLES, mostBytes = MOST_BYTES) {
  let bytes = 0;
  return entries.filter((entry, place) => {
    bytes += entry.bytes;
    return place === 0 || (place < mostArticles && bytes <= mostBytes);
  });
}
