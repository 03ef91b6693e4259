//! Cổng Tin: a news portal in the browser, over any JSON, RSS or Atom feed. `docs/ARCHITECTURE.md` is the map.

pub mod app;
pub mod browser;
pub mod config;
pub mod context;
pub mod el;
pub mod embed;
pub mod examination;
pub mod fault;
pub mod frames;
pub mod navigate;
pub mod newsroom;
pub mod pages;
pub mod parts;
pub mod portal;
pub mod preferences;
pub mod recovery;
pub mod route;
pub mod session;
pub mod shelf;
pub mod text;
