//! An example for nginx, which is also what the tests run.

use std::fmt::Write;

use crate::{
    ASKING, Answer, Base, FRAMED, HIDDEN, OWN_PAGE, Pattern, Policy, RESOURCE, RULES, SECURITY,
    TRANSPORT, TYPES,
};

/// What an operator writes in.
pub struct Site<'a> {
    /// What `listen` says.
    pub listen: &'a [&'a str],
    pub name: &'a str,
    /// The folder that was uploaded.
    pub root: &'a str,
    /// The reference origin, which has the session endpoint and the members' feed.
    pub api: Option<&'a str>,
}

/// The example.
pub const EXAMPLE: Site = Site {
    listen: &["80", "[::]:80"],
    name: "tin.example",
    root: "/srv/cong-tin",
    api: None,
};

/// Endings whose type nginx does not know, or knows another for.
const OWN_TYPES: [&str; 3] = ["js", "json", "webmanifest"];

/// For the `http` block: some maps and a server.
pub fn nginx(base: &Base, policy: &Policy, site: &Site) -> String {
    let home = base.path();
    let start = home.replace('.', "\\.");
    let api = format!("\"~^{start}api/\"");
    let expression = |pattern: Pattern| format!("\"~^{start}{}\"", pattern.expression());
    let mut cache = String::new();
    let mut shared = String::new();
    for rule in RULES {
        let files = expression(rule.files);
        let _ = writeln!(cache, "    {files} \"{}\";", rule.cache.control());
        let any = if rule.shared { "*" } else { "" };
        let _ = writeln!(shared, "    {files} \"{any}\";");
    }
    let address = |pattern: &Pattern| {
        let path = pattern.expression_of_address();
        format!("\"~^{start}{path}\"")
    };
    let mut policies = String::new();
    let mut old_frames = String::new();
    let mut resources = String::new();
    for page in FRAMED.iter().chain(ASKING) {
        let (page, answer) = (address(page), Answer::of(*page));
        let _ = writeln!(
            policies,
            "    {page} \"{}\";",
            policy.content_security(answer)
        );
        let old = policy.frame_options(answer).unwrap_or_default();
        let _ = writeln!(old_frames, "    {page} \"{old}\";");
        let resource = super::resource(answer);
        let _ = writeln!(resources, "    {page} \"{resource}\";");
    }
    let unframed = policy.content_security(Answer::Other);
    let old_unframed = policy.frame_options(Answer::Other).unwrap_or_default();
    let endpoints = policy
        .reporting_endpoints()
        .map(|at| ("Reporting-Endpoints", at.replace('"', "\\\"")));
    let always = SECURITY.iter().chain([&TRANSPORT]);
    let always = always.map(|(name, text)| (*name, text.to_string()));
    let always: String = always
        .chain(endpoints)
        .map(|(name, text)| format!("    add_header {name} \"{text}\" always;\n"))
        .collect();
    let hidden: String = HIDDEN
        .iter()
        .map(|files| {
            format!(
                "    location ~ ^/{} {{\n        return 404;\n    }}\n",
                files.expression()
            )
        })
        .collect();
    let types = TYPES
        .iter()
        .filter(|(ending, _)| OWN_TYPES.contains(ending));
    let types: String = types
        .map(|(ending, ty)| {
            format!(
                "    location ~ \\.{ending}$ {{\n        types {{ }}\n        default_type \"{ty}\";\n        \
                 try_files $uri =404;\n    }}\n"
            )
        })
        .collect();
    let listen: String = site
        .listen
        .iter()
        .map(|at| format!("    listen {at};\n"))
        .collect();
    // Without its last slash the folder is the portal, too.
    let bare = match base.bare() {
        "" => String::new(),
        bare => format!("    location = {bare} {{\n        return 308 {home};\n    }}\n"),
    };
    let Site { name, root, .. } = site;
    let proxy = proxy(home, site.api);
    format!(
        r#"# Cổng Tin under nginx. Change server_name and root, add your certificate, and include this file in
# the http block; on Debian it goes into /etc/nginx/sites-enabled/.
#
# Brotli needs two modules: on Debian, libnginx-mod-http-brotli-static and
# libnginx-mod-http-brotli-filter. Without them delete the lines that begin with brotli.

map $uri $cong_tin_cache {{
    {api} "";
{cache}    default "no-cache";
}}
map $uri $cong_tin_shared {{
    {api} "";
{shared}    default "";
}}
# Addresses as they are written: so the page decides, too, what it draws there.
map $request_uri $cong_tin_policy {{
{policies}    default "{unframed}";
}}
map $request_uri $cong_tin_frames {{
{old_frames}    default "{old_unframed}";
}}
map $request_uri $cong_tin_page {{
{resources}    default "same-origin";
}}
map $cong_tin_shared $cong_tin_resource {{
    "*" "cross-origin";
    default $cong_tin_page;
}}

server {{
{listen}    server_name {name};
    root {root};

    charset utf-8;
    charset_types text/css text/plain;
    brotli on;
    brotli_static on;
    gzip on;
    gzip_static on;
    gzip_vary on;

    add_header Cache-Control $cong_tin_cache;
    add_header Access-Control-Allow-Origin $cong_tin_shared;
    add_header {RESOURCE} $cong_tin_resource always;
    add_header Content-Security-Policy $cong_tin_policy always;
    add_header X-Frame-Options $cong_tin_frames always;
{always}
    # For this host, and not for readers.
{hidden}
    # An address of the portal has no file: the page answers. A file that is missing is missing.
    location {home} {{
        try_files $uri {home}index.html;
    }}
    # An article may have a page of its own.
    location {home}article/ {{
        try_files $uri{OWN_PAGE} {home}index.html;
    }}
{types}    location ~ \.[^/]*$ {{
        try_files $uri =404;
    }}
{bare}
{proxy}
    error_page 404 @nothing;
    location @nothing {{
        default_type "text/plain; charset=utf-8";
        return 404 "Not found\n";
    }}
}}
"#
    )
}

/// The block for signing in: a comment where there is nobody to ask.
fn proxy(home: &str, api: Option<&str>) -> String {
    let hidden: String = super::set_by_the_host()
        .map(|name| format!("        proxy_hide_header {name};\n"))
        .collect();
    let address = api.unwrap_or("127.0.0.1:8081");
    let block = format!(
        "    location ^~ {home}api/ {{\n        \
         proxy_pass http://{address}/api/;\n        \
         proxy_set_header Host $http_host;\n        \
         proxy_set_header X-Real-IP $remote_addr;\n        \
         # Said above, for whatever answers here.\n{hidden}    }}\n"
    );
    let block = match api {
        Some(_) => block,
        None => block
            .replace("\n    ", "\n    # ")
            .replacen("    ", "    # ", 1),
    };
    format!("{}{block}", super::SIGNING_IN)
}
