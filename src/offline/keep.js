// What is read is kept, to be read without a network: the service worker gets the article and the
// addresses of its pictures.

// Milliseconds in which an article is drawn, and is seen to be more than passed by.
const READ = 1000;

export function keepWhatIsRead(article) {
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, READ);
  };
  const keep = async () => {
    const text = article();
    if (text === undefined) return;
    const pictures = [...document.querySelectorAll("#app article img, #app .portal img")];
    const addresses = pictures.map((picture) => picture.currentSrc || picture.src);
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ text, pictures: addresses });
  };
  // Every page has a title of its own.
  new MutationObserver(wait).observe(document.querySelector("title"), { childList: true });
  wait();
}
