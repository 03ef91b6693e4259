//! What the HTML of an article may be made of: one list, for the page's sanitiser and for
//! whoever says beforehand what the sanitiser will take out. docs/SECURITY.md has the reason for
//! each line; a test holds the two together.

/// Elements, each with the attributes that it alone may have: `name` or `name:attribute,…`.
/// `iframe` is never shown: a card or a link takes its place.
pub const ELEMENTS: &str = "p br hr div section article header footer aside main nav address \
h1 h2 h3 h4 h5 h6 a:href,name abbr b bdi bdo cite code data:value del:cite,datetime dfn em i \
ins:cite,datetime kbd mark q:cite s samp small span strong sub sup time:datetime u var wbr ruby rb rt \
rp rtc ul ol:start,type,reversed li:value dl dt dd blockquote:cite pre details:open summary \
table caption colgroup:span col:span thead tbody tfoot tr th:colspan,rowspan,scope,headers,abbr \
td:colspan,rowspan,headers figure figcaption img:src,srcset,sizes,alt,width,height picture \
source:src,srcset,sizes,type,media,width,height audio:src,controls \
video:src,controls,poster,width,height track:src,kind,srclang,label iframe:src math:display mrow mi \
mo mn msup msub msubsup mfrac msqrt mroot mtext mspace:width mover munder munderover mtable mtr mtd mstyle mpadded";

/// Those of them that draw a formula.
pub const MATHML: &str = "math mrow mi mo mn msup msub msubsup mfrac msqrt mroot mtext mspace mover \
munder munderover mtable mtr mtd mstyle mpadded";

/// Attributes that every element may have.
pub const EVERYWHERE: &str = "id lang dir title";

/// Elements that go with all they hold; of others that are not allowed, the content stays.
pub const WITH_CONTENT: &str = "annotation annotation-xml desc foreignobject ms noembed noframes \
noscript plaintext script selectedcontent style svg template title xmp";

/// The schemes that a link may have, as a regular expression has them.
pub const SCHEMES: &str = "https?|mailto|tel";

/// How the address of a picture, a sound or a film may begin. Of `data:` only raster pictures:
/// anything else in one is a document, SVG too.
pub const SHOWN: &str =
    "http: https: data:image/png data:image/jpeg data:image/gif data:image/webp data:image/avif";

/// Whether an element stays; its name in small letters.
pub fn element(name: &str) -> bool {
    own_attributes(name).is_some()
}

/// Whether an attribute stays where its element does; both names in small letters.
pub fn attribute(element: &str, name: &str) -> bool {
    own_attributes(element).is_some_and(|own| {
        let own = own.split(',').filter(|allowed| !allowed.is_empty());
        let mut all = own.chain(EVERYWHERE.split_ascii_whitespace());
        all.any(|allowed| allowed == name)
    })
}

fn own_attributes(name: &str) -> Option<&'static str> {
    ELEMENTS.split_ascii_whitespace().find_map(|entry| {
        let (element, own) = entry.split_once(':').unwrap_or((entry, ""));
        (element == name).then_some(own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_or_paints_is_not_on_the_list() {
        for name in [
            "script", "style", "link", "meta", "base", "form", "input", "button", "select",
            "textarea", "object", "embed", "frame", "frameset", "svg", "template", "slot",
            "dialog", "canvas", "area", "map", "portal", "x-y",
        ] {
            assert!(!element(name), "{name}");
        }
        for name in [
            "style",
            "class",
            "onclick",
            "onerror",
            "srcdoc",
            "formaction",
            "action",
            "ping",
            "target",
            "background",
            "xlink:href",
            "is",
            "slot",
            "part",
            "autofocus",
            "autoplay",
            "tabindex",
            "accesskey",
            "contenteditable",
            "popover",
            "nonce",
            "integrity",
            "data-x",
            "aria-label",
            "role",
        ] {
            for entry in ELEMENTS.split_ascii_whitespace() {
                let element = entry.split(':').next().unwrap_or_default();
                assert!(!attribute(element, name), "{name} on {element}");
            }
        }
    }

    #[test]
    fn what_draws_a_formula_is_on_the_list() {
        for name in MATHML.split_ascii_whitespace() {
            assert!(element(name), "{name}");
        }
    }

    #[test]
    fn attributes_belong_to_their_elements() {
        assert!(attribute("a", "href"));
        assert!(!attribute("p", "href"));
        assert!(attribute("p", "lang"));
        assert!(!attribute("script", "lang"));
        assert!(!attribute("p", ""));
    }
}
