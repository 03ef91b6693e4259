//! What an address of the search page says.

use std::fmt;

use feed::{Limits, Slug, read_typed_day};

use crate::route::{encode, parameter};

/// What is looked for, in what, and in which order it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchAsked {
    /// As it was typed.
    pub text: String,
    pub limits: Limits,
    pub order: Order,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As [`feed::Edition::search`] has it.
    #[default]
    Best,
    Newest,
}

impl Order {
    /// As addresses write it; the order that goes without saying is not written.
    pub fn name(self) -> &'static str {
        match self {
            Order::Best => "",
            Order::Newest => "newest",
        }
    }

    pub fn of(name: &str) -> Order {
        match name {
            "newest" => Order::Newest,
            _ => Order::Best,
        }
    }
}

impl SearchAsked {
    /// Reads the query of an address: `q=thi+hanh&from=2026-11-01&to=2026-11-20&section=hoi-dap&order=newest`.
    /// What is not known is passed over. A form that is sent without the app sends empty fields too.
    pub fn parse(query: &str) -> SearchAsked {
        let value = |name| parameter(query, name).unwrap_or_default();
        let day = |name| read_typed_day(&value(name)).ok();
        SearchAsked {
            text: value("q"),
            limits: Limits {
                from: day("from"),
                to: day("to"),
                section: section(&value("section")),
            },
            order: Order::of(&value("order")),
        }
    }

    /// Whether anything is asked for besides words.
    pub fn is_filtered(&self) -> bool {
        self.limits != Limits::default() || self.order != Order::Best
    }
}

/// The section of an address or a field; none where it is empty.
pub fn section(name: &str) -> Option<Slug> {
    let slug = Slug::of(name);
    (!slug.as_str().is_empty()).then_some(slug)
}

/// The query of its address; what is not asked for is left out.
impl fmt::Display for SearchAsked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limits { from, to, section } = &self.limits;
        let day = |day: &Option<_>| day.map(|day: feed::Day| day.to_string());
        let mut between = "";
        for (name, value) in [
            ("q", Some(self.text.clone())),
            ("from", day(from)),
            ("to", day(to)),
            ("section", section.as_ref().map(|slug| slug.as_str().into())),
            ("order", Some(self.order.name().into())),
        ] {
            let value = value.unwrap_or_default();
            if !value.is_empty() {
                f.write_str(&[between, name, "=", &encode(&value)].concat())?;
                between = "&";
            }
        }
        Ok(())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use feed::Day;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Option<Day> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn an_address_says_what_is_asked() {
        let whole = "q=thi+h%C3%A0nh&from=2026-11-01&to=2026-11-20&section=hoi-dap&order=newest";
        let asked = SearchAsked {
            text: "thi hành".into(),
            limits: Limits {
                from: day("2026-11-01"),
                to: day("2026-11-20"),
                section: Some(Slug::of("Hỏi đáp")),
            },
            order: Order::Newest,
        };
        assert_eq!(SearchAsked::parse(whole), asked);
        assert_eq!(asked.to_string(), whole);
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        for (address, kept) in [
            ("", ""),
            ("q=&from=&to=&section=&order=", ""),
            ("q=a&pack=all", "q=a"),
            ("from=2026-02-30&to=x&order=oldest&q=a", "q=a"),
            ("to=1%2F12%2F2026&q=a", "q=a&to=2026-12-01"),
            ("section=%E6%96%B0&q=a", "q=a"),
            (
                "from=2026-11-20&to=2026-11-01",
                "from=2026-11-20&to=2026-11-01",
            ),
        ] {
            assert_eq!(SearchAsked::parse(address).to_string(), kept, "{address}");
        }
    }

    #[test]
    fn words_alone_are_no_filter() {
        for (address, is_filtered) in [
            ("q=a", false),
            ("q=a&to=2026-11-01", true),
            ("section=b", true),
            ("q=a&order=newest", true),
        ] {
            assert_eq!(
                SearchAsked::parse(address).is_filtered(),
                is_filtered,
                "{address}"
            );
        }
    }

    fn any_day() -> impl Strategy<Value = Option<Day>> {
        let day = (1i32..=9999, 1u32..=12, 1u32..=28);
        proptest::option::of(day.prop_map(|(year, month, day)| Day::new(year, month, day).unwrap()))
    }

    fn any_asked() -> impl Strategy<Value = SearchAsked> {
        let order = prop_oneof![Just(Order::Best), Just(Order::Newest)];
        let parts = (any::<String>(), any_day(), any_day(), "[a-z]{0,9}", order);
        parts.prop_map(|(text, from, to, name, order)| SearchAsked {
            text,
            limits: Limits {
                from,
                to,
                section: section(&name),
            },
            order,
        })
    }

    proptest! {
        #[test]
        fn all_that_is_asked_reads_back_from_its_address(asked in any_asked()) {
            prop_assert_eq!(SearchAsked::parse(&asked.to_string()), asked);
        }

        #[test]
        fn no_query_breaks_the_reader(query in any::<String>()) {
            let asked = SearchAsked::parse(&query);
            prop_assert_eq!(SearchAsked::parse(&asked.to_string()), asked);
        }
    }
}
