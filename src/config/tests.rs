//! The config block as operators write it, well or wrongly.

use super::*;

fn faults(block: &str) -> Vec<String> {
    Config::parse(block)
        .expect_err("the block is faulty")
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn the_smallest_block_names_a_feed() {
    let configured = Config::parse(r#"{"feed":"feed.json"}"#).unwrap();
    assert_eq!(configured.config.feed, "feed.json");
    assert_eq!(configured.config.language, Lang::Vi);
    assert_eq!(configured.config.session, None);
    assert!(configured.unknown_keys.is_empty());
}

#[test]
fn every_fault_names_its_key_value_and_what_was_expected() {
    let list = faults(
        r#"{"feed":7,"language":"fr","basePath":"tin","sections":["Hỏi đáp"," "],"frames":["a.example","*; img-src *"],"links":[{"text":"a","url":"javascript:1"},3],"name":["x"],"publisher":{"phone":84},"offline":"no"}"#,
    );
    assert_eq!(
        list,
        [
            "feed: 7 (expected the address of a JSON Feed)",
            "language: \"fr\" (expected \"vi\" or \"en\")",
            "name: a list (expected a text)",
            "sections[1]: \" \" (expected a list of names of tags)",
            "links[0]: an object (expected a list of {\"text\", \"url\"})",
            "links[1]: 3 (expected a list of {\"text\", \"url\"})",
            "phone: 84 (expected a text of publisher)",
            "frames[1]: \"*; img-src *\" (expected a list of hosts like www.example.org)",
            "basePath: \"tin\" (expected a path that starts and ends with /)",
            "offline: \"no\" (expected true or false)",
        ]
    );
    assert_eq!(
        faults("{}"),
        ["feed: (missing) (expected the address of a JSON Feed)"]
    );
    assert!(faults("[]")[0].starts_with("(block): a list"));
    assert!(faults("{")[0].starts_with("(block): not JSON"));
}

#[test]
fn sections_are_names_in_order() {
    let configured = Config::parse(r#"{"feed":"f","sections":["Hỏi đáp","Ít"]}"#).unwrap();
    assert_eq!(configured.config.sections, ["Hỏi đáp", "Ít"]);
}

#[test]
fn notices_have_a_text_and_perhaps_an_end() {
    let block = r#"{"feed":"f","notices":[{"text":" Bão ","until":"2026-12-31"},{"text":"A","url":"/date","until":null}]}"#;
    let told = |text: &str, url: Option<&str>, until: Option<&str>| Told {
        text: text.into(),
        url: url.map(str::to_owned),
        until: until.map(|until| until.parse().unwrap()),
    };
    assert_eq!(
        Config::parse(block).unwrap().config.notices,
        [
            told("Bão", None, Some("2026-12-31")),
            told("A", Some("/date"), None)
        ]
    );
    let wrong = r#"{"feed":"f","notices":[{"url":"/x"},{"text":"A","until":"mai"},{"text":"A","url":"javascript:1"},{"text":"A","until":3}]}"#;
    assert_eq!(faults(wrong).len(), 4, "{:?}", faults(wrong));
}

#[test]
fn what_is_said_of_the_publisher_is_told_in_order() {
    let block = r#"{"feed":"f","publisher":{"phone":" 024 1 ","name":"Cục","address":null}}"#;
    let told = Config::parse(block).unwrap().config.publisher;
    let expected = [
        (PublisherDetail::Name, "Cục"),
        (PublisherDetail::Phone, "024 1"),
    ];
    assert_eq!(
        told,
        expected.map(|(detail, text)| (detail, text.to_owned()))
    );
}

#[test]
fn unknown_keys_are_told_but_harmless() {
    let configured = Config::parse(r#"{"feed":"f","tema":1}"#).unwrap();
    assert_eq!(configured.unknown_keys, ["tema"]);
}
