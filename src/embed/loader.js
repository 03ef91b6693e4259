// What `embed.js` loads when the first element comes near the viewport: it starts the portal's
// WebAssembly, for all widgets of the page.
/* global FILES: what the build made, each as [name, integrity] (xtask/src/widget.rs) */
import init, { mount_widget } from "cong-tin";
import { lend } from "cong-tin-chunks";

// Every class is a shadow part as well, for the styles of the page around. And that page has headings
// of its own: those below a widget's first, which is an <h2>, are a level deeper than the portal's.
function open(root) {
  for (const element of root.querySelectorAll("[class]:not([part])")) element.setAttribute("part", element.className);
  for (const heading of root.querySelectorAll(":is(h2, h3, h4, h5):not([tabindex], [aria-level], .latest-page *)")) {
    heading.setAttribute("aria-level", Number(heading.localName[1]) + 1);
  }
}

// `imported` imports a script whose integrity is proven.
export async function start(portal, imported) {
  const fetched = ([name, integrity]) => fetch(portal + name, { integrity });
  const style = async () => new CSSStyleSheet().replace(await (await fetched(FILES.style)).text());
  const modules = async () => {
    await init({ module_or_path: fetched(FILES.module) });
    await lend(FILES.chunks.map(([name, integrity]) => ({ href: portal + name, integrity, dataset: {} })));
  };
  const [sheet] = await Promise.all([style(), modules()]);

  // What comes back frees what was drawn.
  const mount = (box, settings, tell) => {
    const free = mount_widget(box, settings, tell);
    const observer = new MutationObserver(() => open(box));
    observer.observe(box, { subtree: true, childList: true, attributeFilter: ["class"] });
    open(box);
    return () => {
      observer.disconnect();
      free();
    };
  };

  // What an article's text needs besides. Where Trusted Types refuse its policy it gives nothing.
  const startArticles = async () => {
    const purifier = (await imported(FILES.purifier)).default;
    if (!purifier.sanitize("<p>a")) throw new Error("Trusted Types refuse the policy dompurify");
  };
  return { sheet, mount, startArticles };
}
