// How much is kept of what was read.
const MOST_ARTICLES = 200;
export const MOST_BYTES = 50_000_000;

// Of entries with their `bytes`, the last read first: those that are kept. What the reader has saved is, and takes
// its room first.
export function within(entries, mostArticles = MOST_ARTICLES, mostBytes = MOST_BYTES) {
  let bytes = bytesSaved(entries);
  return entries.filter((entry, place) => {
    if (entry.saved) return true;
    // One that has no room leaves it to smaller ones.
    if (place >= mostArticles || bytes + entry.bytes > mostBytes) return false;
    bytes += entry.bytes;
    return true;
  });
}

export const bytesSaved = (entries) => entries.reduce((sum, { saved, bytes }) => sum + (saved ? bytes : 0), 0);
