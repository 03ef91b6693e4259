// Defines the element <cong-tin>, the portal's news in a page of somebody else's: docs/EMBED.md.
// An element's class has to be JavaScript; all that it shows is the portal's own WebAssembly, which
// is fetched when the first element comes near the viewport.
/* global LOADER: src/js/widget/loader.js as [name, integrity] (xtask/src/build/widget.rs) */

const PORTAL = new URL(".", import.meta.url).href;
const ABOUT_NEWS = ["feed", "view", "item", "date", "limit", "lang", "time-zone", "open"];
const ATTRIBUTES = [...ABOUT_NEWS, "theme", "loading"];
// More letters than any attribute needs: nobody reads the rest.
const LONGEST = 4096;

let told = false;

// One console line, however many elements there are.
function tell(why) {
  if (!told) console.error("Cổng Tin: <cong-tin> cannot run in this page:", why);
  told = true;
}

function once(work) {
  let begun;
  return () => {
    begun ??= work();
    begun.catch(tell);
    return begun;
  };
}

// Imports a script whose integrity is proven. An import cannot say what it expects; the preload says it for
// the page's module map, but not in WebKit, where the request before it does.
async function imported([name, integrity]) {
  const href = PORTAL + name;
  await fetch(href, { integrity });
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity, href });
  document.head.append(link);
  const module = await import(href);
  link.remove();
  return module;
}

// A sheet serves the document alone that it was made for, and an element may be taken to another.
const sheets = new WeakMap();

function sheetOf(document, style) {
  if (!sheets.has(document)) {
    const sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(style);
    sheets.set(document, sheet);
  }
  return sheets.get(document);
}

const app = once(async () => (await imported(LOADER)).start(PORTAL));

class CongTin extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  static #near = new IntersectionObserver(
    (entries) => entries.forEach((entry) => entry.isIntersecting && entry.target.#load()),
    { rootMargin: "300px" },
  );
  // Those that are drawn.
  static #drawn = new Set();
  // The reader's own size of text, which no style of the page changes.
  static #rem;

  #slot = document.createElement("slot");
  #box = document.createElement("div");
  // The size of the element, and the document that the sheet is for; and the style of what is in it.
  #sheet;
  #home;
  #style;
  #wanted = false;
  #turn = 0;
  #free = () => {};

  static {
    // A panic stops the WebAssembly, for all of them.
    const trapped = (why) => {
      if (!(why instanceof WebAssembly.RuntimeError && String(why.stack).includes(PORTAL))) return;
      tell(why);
      for (const element of [...this.#drawn]) element.#fail("stopped", why);
    };
    addEventListener("error", (event) => trapped(event.error));
    addEventListener("unhandledrejection", (event) => trapped(event.reason));
  }

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(this.#slot, this.#box);
    this.#show(false);
  }

  connectedCallback() {
    for (const name of ATTRIBUTES) {
      // Set before the script came.
      const property = camel(name);
      if (Object.hasOwn(this, property)) {
        const value = this[property];
        delete this[property];
        this[property] = value;
      }
    }
    this.#dress();
    if (this.loading === "eager") this.#load();
    else if (!this.#wanted) CongTin.#near.observe(this);
  }

  disconnectedCallback() {
    CongTin.#near.unobserve(this);
    // An element that is moved keeps what it shows.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#wanted = false;
      this.#leave();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected || !this.#sheet) return;
    this.#reserve();
    if (name === "loading" && now === "eager") this.#load();
    if (this.#wanted && ABOUT_NEWS.includes(name)) this.#draw();
  }

  #load() {
    CongTin.#near.unobserve(this);
    if (this.#wanted) return;
    this.#wanted = true;
    this.#draw();
  }

  async #draw() {
    const turn = ++this.#turn;
    try {
      const { style, mount, showsArticles } = await app();
      if ((this.view === "article" || this.open === "inside") && !showsArticles()) {
        throw new Error("Trusted Types refuse the policy dompurify");
      }
      if (turn !== this.#turn) return;
      this.#free();
      this.#free = () => {};
      this.#style = style;
      this.#dress();
      const free = await mount(this.#box, this.#settings(), (what, detail) => this.#hear(what, detail));
      // It may have left, or be drawn anew, while its module was on the way.
      if (turn !== this.#turn) return free();
      this.#free = free;
      CongTin.#drawn.add(this);
    } catch (why) {
      if (turn === this.#turn) this.#fail("refused", why);
    }
  }

  #settings() {
    const settings = { portal: PORTAL };
    for (const name of ABOUT_NEWS) settings[name] = this.getAttribute(name)?.slice(0, LONGEST);
    settings.lang ||= this.closest("[lang]")?.lang;
    return settings;
  }

  #hear(what, detail) {
    if (what === "ready") this.#show(true);
    if (what === "error") this.#show(!this.#hasContent());
    const cancelable = what === "open" || what === "date";
    const event = { detail, cancelable, bubbles: true, composed: true };
    return this.dispatchEvent(new CustomEvent(`cong-tin-${what}`, event));
  }

  // What the page put between the tags stays; where there is nothing, a plain message is shown.
  #fail(code, why) {
    tell(why);
    this.#free = () => {};
    CongTin.#drawn.delete(this);
    const message = "Chưa tải được tin. · The news could not be loaded.";
    this.#box.textContent = message;
    this.#hear("error", { code, message });
  }

  #leave() {
    this.#turn += 1;
    this.#show(false);
    this.#free();
    this.#free = () => {};
    CongTin.#drawn.delete(this);
  }

  #hasContent() {
    return this.childElementCount > 0 || this.textContent.trim() !== "";
  }

  #show(widget) {
    this.#box.hidden = !widget;
    this.#slot.hidden = widget;
  }

  #dress() {
    const { ownerDocument } = this;
    // A document that nobody sees.
    if (!ownerDocument.defaultView) return;
    if (this.#home !== ownerDocument) {
      this.#home = ownerDocument;
      this.#sheet = new ownerDocument.defaultView.CSSStyleSheet();
    }
    const style = this.#style ? [sheetOf(ownerDocument, this.#style)] : [];
    this.shadowRoot.adoptedStyleSheets = [this.#sheet, ...style];
    this.#reserve();
  }

  // The room that the widget takes, before there is anything to see and ever after: nothing around
  // it moves. The rows of `view="latest"` are of one height, which style/widget.css gives them.
  #reserve() {
    const limit = Number(this.limit);
    const rows = Number.isInteger(limit) && limit > 0 && limit <= 50 ? limit : 5;
    const height = this.view && this.view !== "latest" ? 40 : 8 + 8 * rows;
    const size = () => `:host{display:block!important;direction:ltr!important;box-sizing:border-box!important;overflow:auto!important;
      --cong-tin-rem:${CongTin.#rem}!important;
      block-size:var(--cong-tin-height,calc(${height}*var(--cong-tin-rem)))!important}
      :host([hidden]),[hidden]{display:none!important}
      :host>div{all:initial;font:medium serif;display:block;direction:ltr;visibility:inherit}`;
    this.#sheet.replaceSync(size());
    CongTin.#rem ??= getComputedStyle(this.#box).fontSize;
    this.#sheet.replaceSync(size());
  }
}

const camel = (name) => name.replace(/-(.)/, (_, letter) => letter.toUpperCase());

for (const name of ATTRIBUTES) {
  // `lang` is every element's.
  if (name === "lang") continue;
  Object.defineProperty(CongTin.prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name) ?? "";
    },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

if (customElements.get("cong-tin")) {
  console.warn(`Cổng Tin: this page has a <cong-tin> already; that of ${PORTAL} is not used`);
} else {
  customElements.define("cong-tin", CongTin);
}
