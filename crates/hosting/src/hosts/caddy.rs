//! An example for Caddy, which is also what the tests run.

use std::fmt::Write;

use crate::{
    ASKING, Answer, Base, FRAMED, HIDDEN, OWN_PAGE, Policy, RESOURCE, RULES, SECURITY, TRANSPORT,
    TYPES,
};

/// What an operator writes in.
pub struct Site<'a> {
    pub name: &'a str,
    /// The folder that was uploaded.
    pub root: &'a str,
    /// The reference origin, which has the session endpoint and the members' feed.
    pub api: Option<&'a str>,
}

/// The example.
pub const EXAMPLE: Site = Site {
    name: "tin.example",
    root: "/srv/cong-tin",
    api: None,
};

/// The `Caddyfile`.
pub fn caddy(base: &Base, policy: &Policy, site: &Site) -> String {
    let home = base.path();
    let mut headers = String::new();
    let mut say = |name: &str, text: &str| {
        let _ = writeln!(headers, "\t\t{name} `{text}`");
    };
    for (name, text) in SECURITY.iter().chain([&TRANSPORT]) {
        say(name, text);
    }
    if let Some(endpoints) = policy.reporting_endpoints() {
        say("Reporting-Endpoints", &endpoints);
    }
    say("Content-Security-Policy", "{cong_tin_policy}");
    say(RESOURCE, "{cong_tin_resource}");

    let start = home.replace('.', "\\.");
    let mut policies = String::new();
    for page in FRAMED.iter().chain(ASKING) {
        let answer = Answer::of(*page);
        let _ = writeln!(
            policies,
            "\t\t`~^{start}{}` `{}` {}",
            page.expression_of_address(),
            policy.content_security(answer),
            super::resource(answer),
        );
    }
    let _ = writeln!(
        policies,
        "\t\tdefault `{}` {}",
        policy.content_security(Answer::Other),
        super::resource(Answer::Other),
    );
    let framed: Vec<String> = FRAMED
        .iter()
        .map(|page| format!("^{start}{}", page.expression_of_address()))
        .collect();
    let framed = match policy.frame_options(Answer::Framed) {
        Some(_) => String::new(),
        None => format!(
            "\t@unframed not vars_regexp {{http.request.orig_uri}} `{}`\n",
            framed.join("|")
        ),
    };
    let unframed = if framed.is_empty() { "" } else { "@unframed " };

    let mut rules = String::new();
    for (number, rule) in RULES.iter().enumerate() {
        let files = rule.files.to_string();
        // An ending is looked for anywhere.
        let place = if files.starts_with('*') { "" } else { home };
        let _ = writeln!(rules, "\t\t@rule{number} path {place}{files}");
        let _ = writeln!(rules, "\t\theader @rule{number} {{");
        let _ = writeln!(rules, "\t\t\tCache-Control \"{}\"", rule.cache.control());
        if rule.shared {
            rules.push_str("\t\t\tAccess-Control-Allow-Origin *\n");
            let _ = writeln!(rules, "\t\t\t{RESOURCE} cross-origin");
        }
        rules.push_str("\t\t}\n");
    }
    for (ending, ty) in TYPES {
        let _ = writeln!(rules, "\t\t@{ending} path *.{ending}");
        let _ = writeln!(rules, "\t\theader @{ending} Content-Type \"{ty}\"");
    }
    let bare = match base.bare() {
        "" => String::new(),
        bare => format!("\tredir {bare} {home} 308\n"),
    };
    let hidden: String = HIDDEN.iter().map(|files| format!(" /{files}")).collect();
    let proxy = proxy(base, site.api);
    let Site { name, root, .. } = site;
    format!(
        r#"# Cổng Tin under Caddy. Change the name and the folder.

{name} {{
	root * {root}
	# The page alone has no compressed form beside it.
	encode gzip

	# Addresses as they are written: so the page decides, too, what it draws there.
	map {{http.request.orig_uri}} {{cong_tin_policy}} {{cong_tin_resource}} {{
{policies}	}}
	header {{
{headers}	}}
{framed}	header {unframed}X-Frame-Options DENY
	header ?Cache-Control no-cache
{bare}
	# For this host, and not for readers.
	@hidden path{hidden}
	handle @hidden {{
		error 404
	}}
{proxy}
	handle {{
{rules}
		# An address of the portal has no file: the page answers. A file that is missing is missing.
		@file path_regexp \.[^/]*$
		@write not method GET HEAD
		handle @file {{
			error @write 405
			file_server {{
				precompressed br gzip
			}}
		}}
		# An article may have a page of its own.
		@article path_regexp ^{start}article/[^./]+$
		handle @article {{
			error @write 405
			try_files {{path}}{OWN_PAGE} {home}index.html
			file_server
		}}
		handle {home}* {{
			error @write 405
			rewrite * {home}index.html
			file_server
		}}
		handle {{
			error 404
		}}
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

/// The block for signing in: a comment where there is nobody to ask.
fn proxy(base: &Base, api: Option<&str>) -> String {
    let home = base.path();
    let strip = match base.bare() {
        "" => String::new(),
        bare => format!("\t\turi strip_prefix {bare}\n"),
    };
    let hidden: String = super::set_by_the_host()
        .map(|name| format!("\t\t\theader_down -{name}\n"))
        .collect();
    let address = api.unwrap_or("127.0.0.1:8081");
    let block = format!(
        "\thandle {home}api/* {{\n{strip}\t\treverse_proxy {address} {{\n\t\t\t\
         header_up X-Real-IP {{remote_host}}\n\t\t\t\
         # Said above, for whatever answers here.\n{hidden}\t\t}}\n\t}}\n"
    );
    let block = match api {
        Some(_) => block,
        None => block
            .lines()
            .map(|line| format!("\t# {}\n", line.strip_prefix('\t').unwrap_or(line)))
            .collect(),
    };
    format!("{}{block}", super::SIGNING_IN.replace("    #", "\t#"))
}
