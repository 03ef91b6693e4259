// What `embed.js` loads when the first element comes near the viewport: it starts the portal's
// WebAssembly, for all widgets of the page.
/* global FILES: what the build made, each as [name, integrity] (xtask/src/build/widget.rs) */
import init, { mount_widget } from "cong-tin";
import purifier from "dompurify";

// Every class is a shadow part as well, for the styles of the page around. And that page has headings
// of its own: those below a widget's first, which is an <h2>, are a level deeper than the portal's.
function open(root) {
  for (const element of root.querySelectorAll("[class]:not([part])")) element.setAttribute("part", element.className);
  for (const heading of root.querySelectorAll(":is(h2, h3, h4, h5):not([tabindex], [aria-level], .latest-page *)")) {
    heading.setAttribute("aria-level", Number(heading.localName[1]) + 1);
  }
}

export async function start(portal) {
  const fetched = ([name, integrity]) => fetch(portal + name, { integrity });
  const text = async () => (await fetched(FILES.style)).text();
  const [style] = await Promise.all([text(), init({ module_or_path: fetched(FILES.module) })]);

  // What comes back frees what was drawn.
  const mount = async (box, settings, tell) => {
    const free = await mount_widget(box, settings, tell);
    const observer = new MutationObserver(() => open(box));
    observer.observe(box, { subtree: true, childList: true, attributeFilter: ["class"] });
    open(box);
    return () => {
      observer.disconnect();
      free();
    };
  };

  // What an article's text needs besides: where Trusted Types refuse the policy dompurify it gives nothing.
  const showsArticles = () => purifier.sanitize("<p>a") !== "";
  return { style, mount, showsArticles };
}
