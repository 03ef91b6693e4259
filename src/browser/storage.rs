//! What is remembered on this device between visits: small preferences, never a secret.
//! Storage may be refused (private windows, policy); then nothing is remembered.

/// The names under which the portal keeps things.
#[derive(Clone, Copy)]
pub enum Slot {
    Language,
    Theme,
    TextSize,
    /// The keys of the urgent notices that were closed.
    Closed,
    /// Set while this browser holds a session, so that others never ask the endpoint.
    SignedIn,
}

impl Slot {
    fn key(self) -> &'static str {
        match self {
            Slot::Language => "cong-tin.language",
            Slot::Theme => "cong-tin.theme",
            Slot::TextSize => "cong-tin.text-size",
            Slot::Closed => "cong-tin.closed",
            Slot::SignedIn => "cong-tin.signed-in",
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    super::window()?.local_storage().ok()?
}

pub fn recall(slot: Slot) -> Option<String> {
    storage()?.get_item(slot.key()).ok()?
}

/// `None` forgets.
pub fn remember(slot: Slot, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // Refused or full: the preference holds for this visit only.
    let _ = match value {
        Some(value) => storage.set_item(slot.key(), value),
        None => storage.remove_item(slot.key()),
    };
}
