// What is read is kept, to be read without a network: the service worker gets the article, the
// addresses of its pictures, and how the portal has drawn it.
import { own } from "../version.js";
import { drawn, look } from "./drawn.js";

// Milliseconds in which an article is drawn, and is seen to be more than passed by.
const READ = 1000;

// `article` gives the article that is shown, as a JSON Feed of one item, or nothing; `isPublic` says
// whether what is around it is everybody's, too.
export function keepWhatIsRead(article, isPublic) {
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, READ);
  };
  const keep = async () => {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ look: look() });
    const text = article();
    if (text === undefined) return;
    const pictures = [...document.querySelectorAll("#app article img, #app .portal img")];
    const addresses = pictures.map((picture) => picture.currentSrc || picture.src);
    active.postMessage({ text, pictures: addresses, html: isPublic() ? drawn() : undefined, build: own });
  };
  // Every page has a title of its own.
  new MutationObserver(wait).observe(document.querySelector("title"), { childList: true });
  // Another language, other colours.
  new MutationObserver(wait).observe(document.documentElement, { attributeFilter: ["lang", "data-theme"] });
  wait();
}
