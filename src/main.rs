//! The module's start. Whether the portal is shown or widgets are is for the script to say:
//! `start.js` calls `show_portal`, `embed/loader.js` calls `mount_widget`.

fn main() {
    cong_tin::browser::chunks::set_up();
}
