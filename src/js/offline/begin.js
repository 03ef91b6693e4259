// What begins once the first view is whole and nobody waits: newer builds and newer news are
// noticed, what is read is kept, the service worker is put in its place. Not in a frame.
import { observeHost } from "./host.js";
import { keepWhatIsRead } from "./keep.js";
import { noticeNews } from "./news.js";
import { putUp } from "./notices.js";
import { allowed, register, switchOff } from "./worker.js";

// `article` answers with the article that is shown, as a JSON Feed of one item, or nothing; `isPublic` says
// whether what is around it is everybody's, too.
export function begin(article, isPublic) {
  if (top !== self) return;
  putUp();
  observeHost();
  if (!navigator.serviceWorker || !globalThis.caches) return;
  if (!allowed(document.getElementById("cong-tin-config").outerHTML)) return switchOff();
  noticeNews();
  keepWhatIsRead(article, isPublic);
  return register();
}
