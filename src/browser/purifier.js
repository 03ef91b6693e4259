// DOMPurify as it is published, with the portal's allow-list: crates/markup/src/allowed.rs.
import DOMPurify from "dompurify";

let config;

// Where what is moved before it is checked belongs: nothing is fetched there, and nothing runs.
const inert = document.implementation.createHTMLDocument("");

// After it a <frameset> no longer takes the body's place.
const FIRST = "<br>";

// What tidies the next body that is parsed, before anything in it is checked.
let prepare;

function made(elements, everywhere, schemes) {
  const entries = elements.split(" ").map((entry) => entry.split(/[:,]/));
  const own = new Map(entries.map(([name, ...attributes]) => [name, attributes]));
  DOMPurify.addHook("beforeSanitizeElements", (node) => {
    const work = prepare;
    if (!work || node.nodeName !== "BODY") return;
    prepare = undefined;
    node.firstChild.remove();
    withoutForms(node);
    work(node);
  });
  return {
    // Where the body itself is not allowed, DOMPurify copies all that is in it.
    ALLOWED_TAGS: ["#text", "body", ...own.keys()],
    ALLOWED_ATTR: everywhere.split(" "),
    ADD_ATTR: (name, element) => own.get(element)?.includes(name),
    ADD_FORBID_CONTENTS: ["style", "annotation"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // A scheme of ours, or a relative address.
    ALLOWED_URI_REGEXP: RegExp(`^(?:(?:${schemes}):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))`, "i"),
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM_FRAGMENT: true,
  };
}

// What a form holds can take the place of its methods (DOM clobbering): forms go before anything
// is asked of them. Ranges only point at nodes.
function withoutForms(body) {
  for (const form of body.querySelectorAll("form")) {
    const division = inert.createElement("div");
    const range = inert.createRange();
    range.selectNodeContents(form);
    division.append(range.extractContents());
    range.selectNode(form);
    range.deleteContents();
    range.insertNode(division);
  }
}

// Nodes that hold only what the lists name. `work` gets what was parsed, before it is checked.
export function purify(dirty, elements, everywhere, schemes, work) {
  config ??= made(elements, everywhere, schemes);
  prepare = work;
  return DOMPurify.sanitize(FIRST + dirty, config);
}

// What the last call took out: an element's name, or an element's and an attribute's.
export const removed = () =>
  DOMPurify.removed.map(({ element, attribute, from }) =>
    (attribute ? [from.nodeName, attribute.name] : [element.nodeName]).map((name) => name.toLowerCase()),
  );
