// DOMPurify, in a file of its own: a headline does not need it.
let purifier;
let config;

export function use(it) {
  purifier = it;
}

export const isHere = () => purifier !== undefined;

// An import cannot say what it expects. A script element can: the build has put one by for every
// script that comes late, and what it brings the import finds.
const verified = (name) =>
  new Promise((resolve, reject) => {
    const script = document.querySelector("template#late")?.content.querySelector(`[src*="/${name}-"]`);
    if (!script) return resolve();
    const element = script.cloneNode();
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });

export async function arrive() {
  if (purifier) return;
  await verified("purify");
  purifier = (await import("dompurify")).default;
}

// Browsers report a breach of the page's policy for every inline style, handler and <base> that
// they so much as parse, and a <frameset> takes the body's place. A noncharacter put into such
// names makes them names of nothing. Where one stood in a text after all it is taken out again,
// so that nothing depends on telling text from markup here.
const MARK = "\uFDD0";
const TOLD =
  /(?<=[\s"'/])(?=on[a-z]+[\s/>=])|(?<=[\s"']|[^<]\/)(?=style[\s/>=])|(?<=<\/?[sbf])(?=(?:tyle|ase|rameset)[\s/>=])/gi;
const unmarked = (text) => text.replaceAll(MARK, "");

function made(elements, everywhere, schemes) {
  const entries = elements.split(" ").map((entry) => entry.split(/[:,]/));
  const own = new Map(entries.map(([name, ...attributes]) => [name, attributes]));
  return {
    // Where the body itself is not allowed, DOMPurify copies all that is in it.
    ALLOWED_TAGS: ["#text", "body", ...own.keys()],
    ALLOWED_ATTR: everywhere.split(" "),
    ADD_ATTR: (name, element) => own.get(element)?.includes(name),
    ADD_FORBID_CONTENTS: [`s${MARK}tyle`, "annotation"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // A scheme of ours, or a relative address.
    ALLOWED_URI_REGEXP: RegExp(`^(?:(?:${schemes}):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))`, "i"),
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM_FRAGMENT: true,
  };
}

// DOMPurify prefixes ids and names, so that no article's takes the place of one of the page's own.
// What points at them follows; old anchors, as Word writes its footnotes, become ids.
function follow(fragment) {
  for (const cell of fragment.querySelectorAll("[headers]")) {
    cell.headers = cell.headers.replace(/\S+/g, "user-content-$&");
  }
  for (const anchor of fragment.querySelectorAll("[name]")) {
    anchor.id ||= anchor.name;
    anchor.removeAttribute("name");
  }
}

// Nodes that hold only what the lists name: crates/feed/src/allowed.rs.
export function purify(dirty, elements, everywhere, schemes) {
  config ??= made(elements, everywhere, schemes);
  const fragment = purifier.sanitize(unmarked(dirty).replace(TOLD, MARK), config);
  const nodes = document.createNodeIterator(fragment, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node; (node = nodes.nextNode()); ) {
    for (const it of node.attributes ?? [node]) {
      if (it.nodeValue.includes(MARK)) it.nodeValue = unmarked(it.nodeValue);
    }
  }
  follow(fragment);
  return fragment;
}

// What the last call took out: an element's name, or an element's and an attribute's.
export const removed = () =>
  purifier.removed.map(({ element, attribute, from }) =>
    (attribute ? [from.nodeName, attribute.name] : [element.nodeName]).map((name) => unmarked(name).toLowerCase()),
  );
