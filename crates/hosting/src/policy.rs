//! The policies of the portal, as headers.

use crate::{Answer, settings};

/// Sources that any page may ask where nobody has said which it needs.
const ANY: &str = "'self' https:";

/// The Content-Security-Policy of every page, with `connect` added to the hosts that it may ask.
///
/// The built `index.html` holds it as a `<meta>`, too. A browser applies both: what is added must
/// be added to both.
pub fn content_security<'a>(connect: impl IntoIterator<Item = &'a str>) -> String {
    directives(ANY, connect)
}

fn directives<'a>(asked: &str, also: impl IntoIterator<Item = &'a str>) -> String {
    let mut asked = String::from(asked);
    for source in also {
        asked.push(' ');
        asked.push_str(source);
    }
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' https: http: data:",
        "media-src 'self' https: http:",
        // The page itself narrows this to the hosts of its config: `src/browser/article/frame.rs`.
        "frame-src https:",
        "font-src 'self'",
        &format!("connect-src {asked}"),
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types dompurify cong-tin-worker",
    ]
    .join("; ")
}

/// Nobody may show it in a frame. A `<meta>` cannot say it.
pub const NO_FRAMES: &str = "frame-ancestors 'none'";

/// What the operator's settings say of the headers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Policy {
    /// Sources that pages ask beside their own host; without it any by https.
    pub connect: Option<Vec<String>>,
    /// Sources asked beside these.
    pub also: Vec<String>,
    /// Sources that may show in a frame what is made for it; without it all.
    pub framed_by: Option<Vec<String>>,
    /// The address that breaches are reported to.
    pub report_to: Option<String>,
}

/// By what name policies know the address that breaches are reported to.
const ENDPOINT: &str = "cong-tin";

impl Policy {
    /// Reads the text of a config block.
    pub fn of(config: &str) -> Result<Policy, settings::Unusable> {
        settings::policy(config)
    }

    /// The Content-Security-Policy of an answer.
    pub fn content_security(&self, answer: Answer) -> String {
        let mut policy = match self.narrow().filter(|_| answer != Answer::Asking) {
            Some(asked) => directives(&asked, []),
            None => directives(ANY, self.also()),
        };
        let more = [self.frame_ancestors(answer), self.reporting()];
        for more in more.into_iter().flatten() {
            policy.push_str("; ");
            policy.push_str(&more);
        }
        policy
    }

    /// What hosts say of every answer that cannot take back for one what they say of all.
    pub fn widest(&self) -> String {
        let mut policy = directives(ANY, self.also());
        if let Some(reporting) = self.reporting() {
            policy.push_str("; ");
            policy.push_str(&reporting);
        }
        policy
    }

    /// What an answer's policy says beside [`widest`](Self::widest): a second policy.
    pub fn beside(&self, answer: Answer) -> Option<String> {
        let narrow = self.narrow().filter(|_| answer != Answer::Asking);
        let asked = narrow.map(|asked| format!("connect-src {asked}"));
        let both: Vec<String> = [asked, self.frame_ancestors(answer)]
            .into_iter()
            .flatten()
            .collect();
        (!both.is_empty()).then(|| both.join("; "))
    }

    /// For browsers that do not know `frame-ancestors`; that can say nothing but all or none.
    pub fn frame_options(&self, answer: Answer) -> Option<&'static str> {
        let ancestors = self.frame_ancestors(answer)?;
        (ancestors == NO_FRAMES).then_some("DENY")
    }

    /// The value of `Reporting-Endpoints`.
    pub fn reporting_endpoints(&self) -> Option<String> {
        let address = self.report_to.as_ref()?;
        Some(format!("{ENDPOINT}=\"{address}\""))
    }

    fn also(&self) -> impl Iterator<Item = &str> {
        self.also.iter().map(String::as_str)
    }

    fn narrow(&self) -> Option<String> {
        let hosts = self.connect.as_ref()?;
        let sources = ["'self'"]
            .into_iter()
            .chain(hosts.iter().map(String::as_str));
        Some(sources.chain(self.also()).collect::<Vec<_>>().join(" "))
    }

    fn frame_ancestors(&self, answer: Answer) -> Option<String> {
        match (answer, &self.framed_by) {
            (Answer::Framed, None) => None,
            (Answer::Framed, Some(hosts)) if !hosts.is_empty() => {
                Some(format!("frame-ancestors {}", hosts.join(" ")))
            }
            _ => Some(NO_FRAMES.into()),
        }
    }

    /// Browsers that know the second directive go by it alone.
    fn reporting(&self) -> Option<String> {
        let address = self.report_to.as_ref()?;
        Some(format!("report-uri {address}; report-to {ENDPOINT}"))
    }
}

/// Who may use an answer as a part of their page.
pub const RESOURCE: &str = "Cross-Origin-Resource-Policy";

/// What every answer says beside that.
pub const SECURITY: &[(&str, &str)] = &[
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Nothing of a browser but what the portal uses: writing to the clipboard; films fill the screen or
/// float over it, in frames, too. What some browsers have no name for (the share sheet, Bluetooth) is left as it is: they would complain to
/// each reader's console.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), \
     clipboard-write=(self), compute-pressure=(), cross-origin-isolated=(), display-capture=(), \
     encrypted-media=(), fullscreen=*, gamepad=(), geolocation=(), gyroscope=(), hid=(), \
     identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), \
     magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), \
     picture-in-picture=*, publickey-credentials-create=(), publickey-credentials-get=(), \
     screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), usb=(), \
     window-management=(), xr-spatial-tracking=()";

/// Over https: come back by https only, for a year. Not said of other names below this one, which
/// are not the portal's.
pub const TRANSPORT: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = r#"{
        "feed": "https://feeds.example/tin.json", "membersFeed": "api/members/feed.json",
        "connect": ["archive.example"], "framedBy": ["www.example.org"],
        "reportTo": "https://reports.example/csp"
    }"#;

    fn directive<'a>(policy: &'a str, name: &str) -> Vec<&'a str> {
        let named = |one: &&str| one.split(' ').next() == Some(name);
        policy.split("; ").filter(named).collect()
    }

    #[test]
    fn without_settings_pages_ask_any_host_and_nobody_frames_them() {
        let policy = Policy::default();
        let page = policy.content_security(Answer::Other);
        assert_eq!(page, format!("{}; {NO_FRAMES}", content_security([])));
        let framed = policy.content_security(Answer::Framed);
        assert_eq!(framed, content_security([]));
        assert_eq!(policy.frame_options(Answer::Other), Some("DENY"));
        assert_eq!(policy.frame_options(Answer::Framed), None);
    }

    #[test]
    fn pages_ask_no_host_but_those_of_the_settings() {
        let policy = Policy::of(CONFIG).expect("settings");
        let hosts = "connect-src 'self' https://feeds.example https://archive.example";
        for (answer, expected) in [
            (Answer::Other, hosts),
            (Answer::Framed, hosts),
            // The doctor's page, which examines any feed.
            (Answer::Asking, "connect-src 'self' https:"),
        ] {
            let policy = policy.content_security(answer);
            assert_eq!(directive(&policy, "connect-src"), [expected]);
        }
    }

    #[test]
    fn two_policies_say_what_one_says() {
        let policy = Policy::of(CONFIG).expect("settings");
        for answer in [Answer::Other, Answer::Framed, Answer::Asking] {
            let one = policy.content_security(answer);
            let beside = policy.beside(answer).expect("a second policy");
            for part in beside.split("; ") {
                assert!(one.split("; ").any(|known| known == part), "{part}");
            }
            for part in one.split("; ") {
                let said = policy.widest().split("; ").any(|known| known == part);
                assert!(
                    said || beside.split("; ").any(|known| known == part),
                    "{part}"
                );
            }
        }
    }

    #[test]
    fn breaches_are_reported_where_the_settings_say() {
        let policy = Policy::of(CONFIG).expect("settings");
        let page = policy.content_security(Answer::Other);
        assert!(page.ends_with("; report-uri https://reports.example/csp; report-to cong-tin"));
        let endpoints = policy.reporting_endpoints();
        assert_eq!(
            endpoints.as_deref(),
            Some("cong-tin=\"https://reports.example/csp\"")
        );
        assert_eq!(Policy::default().reporting_endpoints(), None);
    }
}
