//! The policies of the portal, as headers.

/// The Content-Security-Policy of every page, with `connect` added to the hosts that it may ask.
///
/// The built `index.html` holds it as a `<meta>`, too. A browser applies both: what is added must
/// be added to both.
pub fn content_security<'a>(connect: impl IntoIterator<Item = &'a str>) -> String {
    let mut asked = String::from("'self' https:");
    for source in connect {
        asked.push(' ');
        asked.push_str(source);
    }
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' https: http: data:",
        "media-src 'self' https: http:",
        // The page itself narrows this to the hosts of its config: `src/browser/frame.rs`.
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

/// A second policy, for the pages that no other site may show in a frame. A `<meta>` cannot say it.
pub const NO_FRAMES: &str = "frame-ancestors 'none'";

/// What every answer says beside that.
pub const SECURITY: &[(&str, &str)] = &[
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Over https: come back by https only, for a year. Not said of other names below this one, which
/// are not the portal's.
pub const TRANSPORT: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");
