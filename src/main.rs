//! The module's start. Whether the portal is shown or widgets are is for the script to say: `start.js`
//! calls `show_portal`, `embed/loader.js` calls `mount_widget`.

// Whatever it exports is linked.
use cong_tin as _;

fn main() {}
