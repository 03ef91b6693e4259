//! Cổng Tin: a news portal in the browser, over any JSON, RSS or Atom feed. `docs/ARCHITECTURE.md` is the map.

pub mod app;
pub mod browser;
pub mod config;
pub mod context;
pub mod el;
pub mod fault;
pub mod first_paint;
pub mod pages;
pub mod parts;
pub mod portal;
pub mod route;
pub mod split;
pub mod state;
pub mod text;
pub mod widget;
