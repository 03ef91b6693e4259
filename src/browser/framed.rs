//! What a page in a frame tells the page around it.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Element;

/// Tells how high an element is, now and whenever that changes: docs/EMBED.md has what hears it.
/// Called by name, for each declared import would weigh on every reader's first view.
pub fn tell_height(element: &Element) {
    let of = element.clone();
    let tell = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        let _ = post_height(&of);
    });
    let _ = observe(element, &tell.into_js_value());
}

fn observe(element: &Element, tell: &JsValue) -> Result<(), JsValue> {
    let observer: Function =
        Reflect::get(&js_sys::global(), &"ResizeObserver".into())?.dyn_into()?;
    let observer = Reflect::construct(&observer, &Array::of2(tell, &JsValue::UNDEFINED))?;
    let observe: Function = Reflect::get(&observer, &"observe".into())?.dyn_into()?;
    observe.call1(&observer, element)?;
    Ok(())
}

fn post_height(element: &Element) -> Result<(), JsValue> {
    let message = Object::new();
    Reflect::set(&message, &"type".into(), &"cong-tin-height".into())?;
    let height = Reflect::get(element, &"offsetHeight".into())?;
    Reflect::set(&message, &"height".into(), &height)?;
    let around = Reflect::get(&js_sys::global(), &"parent".into())?;
    let post: Function = Reflect::get(&around, &"postMessage".into())?.dyn_into()?;
    // Whoever is around: a height is no secret.
    post.call2(&around, &message, &"*".into())?;
    Ok(())
}
