use serde_json::{Map, Value};

/// An object being made; members without a value are left out.
#[derive(Default)]
pub struct Object(Map<String, Value>);

impl Object {
    pub fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
    }

    /// A list; an empty one is left out.
    pub fn list(&mut self, name: &str, values: impl IntoIterator<Item = Value>) {
        let values: Vec<Value> = values.into_iter().collect();
        self.put(name, (!values.is_empty()).then_some(values));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}
