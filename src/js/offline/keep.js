// What is read is saved, to be read without a network: the service worker gets the article, the
// addresses of its pictures, and a snapshot of how the portal has drawn it.
import { own } from "../version.js";
import { look, snapshot } from "./snapshot.js";

// Milliseconds in which an article is drawn, and is seen to be more than passed by.
const READ = 1000;

// Those that were shown, as they were shown: one that is loaded lazily has no size before the reader
// comes near it.
function shownPictures() {
  const pictures = [...document.querySelectorAll("#app .article img, #app .portal img")];
  const shown = pictures.filter(({ complete, naturalWidth }) => complete && naturalWidth > 0);
  return {
    pictures: shown.map((picture) => picture.currentSrc),
    others: Object.fromEntries(shown.map((picture) => [picture.currentSrc, otherSizes(picture)])),
  };
}

// The addresses of the same picture in other sizes, as crates/markup writes them.
function otherSizes(picture) {
  const sources = [picture, ...(picture.closest("picture")?.querySelectorAll("source") ?? [])];
  const written = sources.flatMap(({ srcset }) => srcset.split(", ").map((candidate) => candidate.split(" ")[0]));
  return [picture.src, ...written].filter((address) => address && address !== picture.currentSrc);
}

// `article` answers with the article that is shown, as a JSON Feed of one item, or nothing; `isPublic`
// says whether what is around it is everybody's, too.
export function keepWhatIsRead(article, isPublic) {
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, READ);
  };
  const keep = async () => {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ look: look() });
    const { pathname } = location;
    const text = await article();
    // The next page has come meanwhile, and has its own turn.
    if (text === undefined || location.pathname !== pathname) return;
    active.postMessage({ text, ...shownPictures(), html: isPublic() ? snapshot() : undefined, build: own });
  };
  // Every page has a title of its own.
  new MutationObserver(wait).observe(document.querySelector("title"), { childList: true });
  // Another language, other colours.
  new MutationObserver(wait).observe(document.documentElement, { attributeFilter: ["lang", "data-theme", "data-text-size"] });
  // A picture that the reader has come to; it does not bubble.
  const loaded = ({ target }) => target.localName === "img" && wait();
  document.getElementById("app").addEventListener("load", loaded, true);
  wait();
}
