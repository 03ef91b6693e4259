//! The colours of `style/tokens.css` against each other: what an operator sets there has to be readable
//! (WCAG 2.2, 1.4.3 and 1.4.11), in light, in dark and in high contrast.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use palette::{IntoColor, LinSrgb, Mix, Oklab, Srgb, color_difference::Wcag21RelativeContrast};

/// Text on what is behind it, and what the ratio is at least.
const PAIRS: [(&str, &str, f64); 20] = [
    ("brand-ink", "brand", 4.5),
    ("accent-ink", "accent", 4.5),
    ("ink", "paper", 4.5),
    ("ink", "paper-raised", 4.5),
    ("ink", "paper-sunk", 4.5),
    ("ink", "mark", 4.5),
    ("ink-soft", "paper", 4.5),
    ("ink-soft", "paper-raised", 4.5),
    ("ink-soft", "paper-sunk", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "paper-raised", 4.5),
    ("accent", "tint", 4.5),
    ("link", "paper", 4.5),
    ("link", "paper-sunk", 4.5),
    ("error", "paper", 4.5),
    ("error", "paper-sunk", 4.5),
    ("rule-strong", "paper", 3.0),
    ("rule-strong", "paper-raised", 3.0),
    ("focus", "paper", 3.0),
    ("focus", "paper-sunk", 3.0),
];

/// Where the tokens of that appearance begin, which is a dark one.
const HIGH_CONTRAST: &str = ":root[data-theme=\"contrast\"]";

/// Custom properties by their names, as they are written.
type Tokens<'c> = BTreeMap<&'c str, &'c str>;

/// Says which pairs cannot be read.
pub fn check(css: &str) -> Result<()> {
    let usual = tokens(css);
    let high_contrast = css.split(HIGH_CONTRAST).nth(1);
    let high_contrast = high_contrast.and_then(|block| block.split('}').next());
    let mut own = tokens(high_contrast.unwrap_or_default());
    usual.iter().for_each(|(name, value)| {
        own.entry(name).or_insert(value);
    });
    let mut faults = Vec::new();
    let appearances = [
        ("light", 0, &usual),
        ("dark", 1, &usual),
        ("high contrast", 1, &own),
    ];
    for (appearance, place, tokens) in appearances {
        for (text, behind, least) in PAIRS {
            let colour = |name: &str| {
                let value = tokens.get(name).copied();
                value
                    .and_then(|value| colour(value, tokens, place))
                    .with_context(|| format!("style/tokens.css: --{name} is no colour known here"))
            };
            let ratio = colour(text)?.relative_contrast(colour(behind)?);
            if ratio < least {
                faults.push(format!(
                    "--{text} on --{behind}, {appearance}: {ratio:.2} : 1, not {least} : 1"
                ));
            }
        }
    }
    ensure!(faults.is_empty(), "style/tokens.css: {}", faults.join("; "));
    Ok(())
}

fn tokens(css: &str) -> Tokens<'_> {
    let mut tokens = Tokens::new();
    for line in css.lines() {
        let property = line.trim().strip_prefix("--");
        if let Some((name, value)) = property.and_then(|property| property.split_once(':')) {
            // Of several the first: what comes later holds in special cases.
            let value = value.trim().trim_end_matches(';');
            tokens.entry(name).or_insert(value);
        }
    }
    tokens
}

/// What a value is in one appearance, 0 for light and 1 for dark: `#rrggbb`, `var()`, `light-dark()` and
/// `color-mix(in oklab, … %, …)`.
fn colour(value: &str, tokens: &Tokens, appearance: usize) -> Option<Srgb<f64>> {
    let value = value.trim();
    if value.starts_with('#') {
        let colour = value.parse::<Srgb<u8>>().ok()?;
        return Some(colour.into_format());
    }
    let (function, inside) = value.strip_suffix(')')?.split_once('(')?;
    let arguments = arguments(inside);
    match (function, arguments.as_slice()) {
        ("var", [name]) => {
            let value = tokens.get(name.trim().strip_prefix("--")?)?;
            colour(value, tokens, appearance)
        }
        ("light-dark", values @ [_, _]) => colour(values[appearance], tokens, appearance),
        ("color-mix", [space, first, second]) if space.trim() == "in oklab" => {
            let (first, share) = first.trim().rsplit_once(' ')?;
            let share = share.strip_suffix('%')?.parse::<f64>().ok()? / 100.0;
            let lab = |value| -> Option<Oklab<f64>> {
                Some(
                    colour(value, tokens, appearance)?
                        .into_linear()
                        .into_color(),
                )
            };
            let mixed: LinSrgb<f64> = lab(second)?.mix(lab(first)?, share).into_color();
            Some(Srgb::from_linear(mixed))
        }
        _ => None,
    }
}

/// Splits at the commas that lie in no inner pair of brackets.
fn arguments(inside: &str) -> Vec<&str> {
    let mut depth = 0;
    inside
        .split(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            c == ',' && depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../style/tokens.css");

    #[test]
    fn the_tokens_can_be_read() {
        check(TOKENS).unwrap();
    }

    #[test]
    fn each_appearance_has_its_own_tokens() {
        let grey = TOKENS.replace("--link: #ffe45c", "--link: #333333");
        let told = check(&grey).unwrap_err().to_string();
        assert!(
            told.contains("--link on --paper, high contrast: 1.6"),
            "{told}"
        );
        assert!(!told.contains("dark"), "{told}");
    }

    #[test]
    fn everything_follows_a_brand_that_bears_white_text() {
        for brand in ["#0b4a8f", "#00663a", "#5b2a86", "#000000", "#c2185b"] {
            check(&TOKENS.replace("--brand: #8a1518", &format!("--brand: {brand}"))).unwrap();
        }
        let yellow = check(&TOKENS.replace("--brand: #8a1518", "--brand: #ffcc00"));
        let told = yellow.unwrap_err().to_string();
        assert!(
            told.contains("--brand-ink on --brand, light: 1.5"),
            "{told}"
        );
    }

    #[test]
    fn ratios_and_mixes_are_those_of_the_standards() {
        let none = Tokens::new();
        let of = |value| colour(value, &none, 0).unwrap();
        let ratio = |text, behind| of(text).relative_contrast(of(behind));
        assert!((ratio("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((ratio("#767676", "#ffffff") - 4.54).abs() < 0.01);
        // What browsers make of it: rgb(99, 99, 99).
        let grey = of("color-mix(in oklab, #000000 50%, #ffffff)");
        assert!((grey.red - 99.0 / 255.0).abs() < 0.002, "{grey:?}");
        assert_eq!(arguments("a(b, c), d"), ["a(b, c)", " d"]);
    }
}
