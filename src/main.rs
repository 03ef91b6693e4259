//! The portal's entry.

fn main() {
    cong_tin::portal::start();
}
