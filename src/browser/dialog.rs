//! A `<dialog>`: while it is open, what lies behind it can neither be reached nor read out.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::el::ElementRef;

/// Opens it; the browser gives the focus back when it closes.
pub fn open(handle: ElementRef) {
    if let Some(dialog) = dialog(handle).filter(|dialog| !dialog.open()) {
        // It is refused of one that is not in the page, which nobody could see.
        let _ = dialog.show_modal();
    }
}

pub fn close(handle: ElementRef) {
    if let Some(dialog) = dialog(handle) {
        dialog.close();
    }
}

fn dialog(handle: ElementRef) -> Option<HtmlDialogElement> {
    handle.get()?.dyn_into().ok()
}
