//! What all files have in common: one object `_cong_tin` with the version, the kind, and what the kind
//! wants.

use feed::{EXTENSION, Layout, read_json, write_json};
use serde_json::{Map, Value};

use crate::VERSION;
use crate::fault::{Fault, Rule};
use crate::name::Name;

/// An object of a file that is being read.
pub struct Body<'f> {
    pub file: &'f str,
    map: Map<String, Value>,
}

/// A file of one kind: its own object, and the items that it holds as they are written.
pub struct Opened<'f> {
    pub body: Body<'f>,
    pub items: Vec<Value>,
    pub title: String,
}

/// Opens a file that has to be of this kind.
pub fn open<'f>(file: &'f str, text: &str, kind: &'static str) -> Result<Opened<'f>, Fault> {
    let fault = |rule| Fault::new(file, rule);
    let mut whole = match read_json(text) {
        Some(Value::Object(whole)) => whole,
        Some(_) => return Err(fault(Rule::NotOfAnArchive)),
        None => return Err(fault(Rule::NotJson)),
    };
    let Some(Value::Object(map)) = whole.remove(EXTENSION) else {
        return Err(fault(Rule::NotOfAnArchive));
    };
    let version = map.get("version").and_then(Value::as_u64);
    match version.ok_or_else(|| fault(Rule::NotOfAnArchive))? {
        0 => return Err(fault(Rule::NotOfAnArchive)),
        1..=VERSION => {}
        later => return Err(fault(Rule::FutureVersion(later))),
    }
    if map.get("kind").and_then(Value::as_str) != Some(kind) {
        return Err(fault(Rule::OtherKind(kind)));
    }
    let items = match whole.remove("items") {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let title = match whole.remove("title") {
        Some(Value::String(title)) => title,
        _ => String::new(),
    };
    let body = Body { file, map };
    Ok(Opened { body, items, title })
}

impl<'f> Body<'f> {
    /// What is wrong with a member.
    pub fn wrong(&self, member: &'static str) -> Fault {
        Fault::new(self.file, Rule::Member(member))
    }

    fn part(&self, value: Value, member: &'static str) -> Result<Body<'f>, Fault> {
        let file = self.file;
        match value {
            Value::Object(map) => Ok(Body { file, map }),
            _ => Err(self.wrong(member)),
        }
    }

    /// A member that is there.
    fn there(&self, member: &str) -> Option<&Value> {
        self.map.get(member).filter(|value| !value.is_null())
    }

    /// A number that fits.
    pub fn number<T: TryFrom<u64>>(&self, member: &'static str) -> Result<T, Fault> {
        let number = self.there(member).and_then(Value::as_u64);
        number
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| self.wrong(member))
    }

    /// A text.
    pub fn text(&self, member: &'static str) -> Result<&str, Fault> {
        let text = self.there(member).and_then(Value::as_str);
        text.ok_or_else(|| self.wrong(member))
    }

    /// What a text reads as.
    pub fn parsed<T: std::str::FromStr>(&self, member: &'static str) -> Result<T, Fault> {
        self.text(member)?.parse().map_err(|_| self.wrong(member))
    }

    /// A text, if there is one.
    pub fn optional<T: std::str::FromStr>(&self, member: &'static str) -> Result<Option<T>, Fault> {
        match self.there(member) {
            Some(_) => self.parsed(member).map(Some),
            None => Ok(None),
        }
    }

    /// An object.
    pub fn object(&mut self, member: &'static str) -> Result<Body<'f>, Fault> {
        let value = self.map.remove(member).unwrap_or_default();
        self.part(value, member)
    }

    /// An object, if there is one.
    pub fn optional_object(&mut self, member: &'static str) -> Result<Option<Body<'f>>, Fault> {
        match self.there(member) {
            Some(_) => self.object(member).map(Some),
            None => Ok(None),
        }
    }

    fn list(&mut self, member: &'static str) -> Result<Vec<Value>, Fault> {
        match self.map.remove(member) {
            Some(Value::Array(list)) => Ok(list),
            _ => Err(self.wrong(member)),
        }
    }

    /// A list of objects, each read.
    pub fn objects<T>(
        &mut self,
        member: &'static str,
        read: impl Fn(&Body<'f>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let list = self.list(member)?.into_iter();
        list.map(|value| read(&self.part(value, member)?)).collect()
    }

    /// A list of names; null where there is no file.
    pub fn names(&mut self, member: &'static str) -> Result<Vec<Option<Name>>, Fault> {
        let list = self.list(member)?;
        let name = |value: &Value| match value {
            Value::Null => Ok(None),
            Value::String(text) => text.parse().map(Some).map_err(|_| self.wrong(member)),
            _ => Err(self.wrong(member)),
        };
        list.iter().map(name).collect()
    }
}

/// An object of these members; those without a value are left out.
pub fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let members = members.into_iter();
    let members = members.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(members.collect())
}

/// A name as JSON.
pub fn name(name: Name) -> Value {
    name.to_string().into()
}

/// Names as JSON.
pub fn names(names: &[Option<Name>]) -> Value {
    let names = names.iter();
    names.map(|entry| entry.map_or(Value::Null, name)).collect()
}

/// The text of a file without items.
pub fn bare(kind: &str, own: Value) -> String {
    write_json(
        &object([(EXTENSION, Some(marked(kind, own)))]),
        Layout::Compact,
    )
}

/// The text of a file with items, which is a JSON Feed.
pub fn feed(kind: &str, own: Value, title: &str, next: Option<Name>, items: &[Value]) -> String {
    let next = next.map(|name| [&name.to_string(), ".json"].concat());
    let whole = object([
        ("version", Some("https://jsonfeed.org/version/1.1".into())),
        ("title", Some(title.into())),
        ("next_url", next.map(Value::from)),
        (EXTENSION, Some(marked(kind, own))),
        ("items", Some(items.to_vec().into())),
    ]);
    write_json(&whole, Layout::Compact)
}

fn marked(kind: &str, own: Value) -> Value {
    let mut map = match own {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    map.insert("version".into(), VERSION.into());
    map.insert("kind".into(), kind.into());
    Value::Object(map)
}
