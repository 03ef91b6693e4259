//! A panic is told to the reader, with a way out: `start.js` shows it.

use std::panic;

use web_sys::{CustomEvent, CustomEventInit};

/// The event on `window` that `start.js` waits for; its detail is the panic's text.
const EVENT: &str = "cong-tin-panic";

pub fn tell_the_page() {
    panic::set_hook(Box::new(|info| {
        let init = CustomEventInit::new();
        init.set_detail(&info.to_string().into());
        let event = CustomEvent::new_with_event_init_dict(EVENT, &init);
        if let (Some(window), Ok(event)) = (super::window(), event) {
            let _ = window.dispatch_event(&event);
        }
    }));
}
