//! An example for Caddy, which is also what the tests run.

use std::fmt::Write;

use hosting::{FRAMED, NO_FRAMES, RULES, SECURITY, TRANSPORT, TYPES, content_security};

use super::Base;

/// What an operator writes in.
pub struct Site<'a> {
    pub name: &'a str,
    /// The folder that was uploaded.
    pub root: &'a str,
    /// A second policy for the addresses that are made for frames.
    pub framed_by: Option<&'a str>,
}

/// The example.
pub const EXAMPLE: Site = Site {
    name: "tin.example",
    root: "/srv/cong-tin",
    framed_by: None,
};

pub fn caddy(base: &Base, site: &Site) -> String {
    let home = base.path();
    let mut headers = String::new();
    let mut say = |name: &str, text: &str| {
        let _ = writeln!(headers, "\t\t{name} `{text}`");
    };
    for (name, text) in SECURITY.iter().chain([&TRANSPORT]) {
        say(name, text);
    }
    let mut rules = String::new();
    for (number, rule) in RULES.iter().enumerate() {
        let files = rule.files.to_string();
        // An ending is looked for anywhere.
        let place = if files.starts_with('*') { "" } else { home };
        let _ = writeln!(rules, "\t@rule{number} path {place}{files}");
        let _ = writeln!(rules, "\theader @rule{number} {{");
        let _ = writeln!(rules, "\t\tCache-Control \"{}\"", rule.cache.control());
        if rule.shared {
            rules.push_str("\t\tAccess-Control-Allow-Origin *\n");
            rules.push_str("\t\tCross-Origin-Resource-Policy cross-origin\n");
        }
        rules.push_str("\t}\n");
    }
    for (ending, ty) in TYPES {
        let _ = writeln!(rules, "\t@{ending} path *.{ending}");
        let _ = writeln!(rules, "\theader @{ending} Content-Type \"{ty}\"");
    }
    let policy = content_security([]);
    let framed: String = FRAMED.iter().map(|page| format!(" {home}{page}")).collect();
    let framed_by = site.framed_by.map_or(String::new(), |by| format!("; {by}"));
    let policy = format!(
        "\t@framed path{framed}\n\theader @framed Content-Security-Policy `{policy}{framed_by}`\n\t\
         @unframed not path{framed}\n\theader @unframed Content-Security-Policy `{policy}; {NO_FRAMES}`\n"
    );
    let bare = home.trim_end_matches('/');
    let bare = match bare {
        "" => String::new(),
        bare => format!("\tredir {bare} {home} 308\n"),
    };
    let Site { name, root, .. } = site;
    format!(
        r#"# Cổng Tin under Caddy. Change the name and the folder.

{name} {{
	root * {root}
	# The page alone has no compressed form beside it.
	encode gzip

	header {{
{headers}	}}
	header ?Cache-Control no-cache
{policy}{rules}{bare}
	# Signing in, if you have it: the session endpoint and the members' feed.
	# handle {home}api/* {{
	# 	reverse_proxy 127.0.0.1:8081
	# }}

	# An address of the portal has no file: the page answers. A file that is missing is missing.
	@file path_regexp \.[^/]*$
	@write not method GET HEAD
	handle @file {{
		error @write 405
		file_server {{
			precompressed br gzip
		}}
	}}
	handle {home}* {{
		error @write 405
		rewrite * {home}index.html
		file_server
	}}
	handle {{
		error 404
	}}
	handle_errors {{
		header Content-Type "text/plain; charset=utf-8"
		header Cache-Control no-cache
		respond {{err.status_text}} {{err.status_code}}
	}}
}}
"#
    )
}
