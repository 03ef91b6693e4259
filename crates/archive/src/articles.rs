//! Whole articles, many a file, each with its neighbours.

use feed::{EXTENSION, Neighbour};
use serde_json::{Map, Value};

use crate::body::{self, object, open};
use crate::fault::{Fault, Rule};

const KIND: &str = "articles";

/// Some articles, by their keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Articles {
    /// As items of a JSON Feed, in the order of their keys.
    pub items: Vec<Value>,
}

impl Articles {
    /// Articles that a file has on average, at the most.
    pub const EACH: usize = 32;

    /// Reads a file of this kind.
    pub fn read(file: &str, text: &str) -> Result<Articles, Fault> {
        let items = open(file, text, KIND)?.items;
        if items.is_empty() || !items.iter().all(Value::is_object) {
            return Err(Fault::new(file, Rule::Items));
        }
        Ok(Articles { items })
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        body::feed(KIND, Value::Null, "articles", None, &self.items)
    }

    /// The next newer and the next older article of one at a place.
    pub fn neighbours(&self, place: usize) -> [Option<Neighbour>; 2] {
        let own = self.items.get(place).and_then(|item| item.get(EXTENSION));
        let neighbour = |name: &str| {
            let neighbour = own?.get(name)?;
            Some(Neighbour {
                key: neighbour.get("key")?.as_str()?.parse().ok()?,
                title: neighbour.get("title")?.as_str()?.to_owned(),
            })
        };
        [neighbour("newer"), neighbour("older")]
    }

    /// `item` with these neighbours, the newer one first.
    pub fn with_neighbours(mut item: Value, neighbours: &[Option<Neighbour>; 2]) -> Value {
        let [newer, older] = neighbours.each_ref().map(|neighbour| {
            let neighbour = neighbour.as_ref()?;
            Some(object([
                ("key", Some(neighbour.key.to_string().into())),
                ("title", Some(neighbour.title.as_str().into())),
            ]))
        });
        let own = object([("newer", newer), ("older", older)]);
        if let Value::Object(map) = &mut item {
            map.remove(EXTENSION);
            if own != Value::Object(Map::new()) {
                map.insert(EXTENSION.to_owned(), own);
            }
        }
        item
    }

    /// `item` without its neighbours, as it was written.
    pub fn without_neighbours(item: &Value) -> Value {
        Articles::with_neighbours(item.clone(), &[None, None])
    }
}
