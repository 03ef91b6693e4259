//! An example for nginx, which is also what the tests run.

use std::fmt::Write;

use hosting::{FRAMED, NO_FRAMES, RULES, SECURITY, TRANSPORT, TYPES, content_security};

use super::Base;

/// What an operator writes in.
pub struct Site<'a> {
    /// What `listen` says.
    pub listen: &'a [&'a str],
    pub name: &'a str,
    /// The folder that was uploaded.
    pub root: &'a str,
    /// A second policy for the addresses that are made for frames.
    pub framed_by: Option<&'a str>,
}

/// The example.
pub const EXAMPLE: Site = Site {
    listen: &["80", "[::]:80"],
    name: "tin.example",
    root: "/srv/cong-tin",
    framed_by: None,
};

/// Endings whose type nginx does not know, or knows another for.
const OWN_TYPES: [&str; 3] = ["js", "json", "webmanifest"];

/// For the `http` block: some maps and a server.
pub fn nginx(base: &Base, site: &Site) -> String {
    let home = base.path();
    let start = home.replace('.', "\\.");
    let expression = |pattern: hosting::Pattern| format!("\"~^{start}{}\"", pattern.expression());
    let mut cache = String::new();
    let mut shared = String::new();
    for rule in RULES {
        let files = expression(rule.files);
        let _ = writeln!(cache, "    {files} \"{}\";", rule.cache.control());
        let any = if rule.shared { "*" } else { "" };
        let _ = writeln!(shared, "    {files} \"{any}\";");
    }
    let framed_by = site.framed_by.map_or(String::new(), |by| format!("; {by}"));
    let framed = FRAMED.iter();
    let framed: String = framed
        .map(|page| format!("    {} \"{framed_by}\";\n", expression(*page)))
        .collect();
    let always = SECURITY.iter().chain([&TRANSPORT]);
    let always: String = always
        .map(|(name, text)| format!("    add_header {name} \"{text}\" always;\n"))
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
    let bare = home.trim_end_matches('/');
    let bare = match bare {
        "" => String::new(),
        bare => format!("    location = {bare} {{\n        return 308 {home};\n    }}\n"),
    };
    let policy = content_security([]);
    let Site { name, root, .. } = site;
    format!(
        r#"# Cổng Tin under nginx. Change server_name and root, add your certificate, and include this file in
# the http block; on Debian it goes into /etc/nginx/sites-enabled/.
#
# Brotli needs two modules: on Debian, libnginx-mod-http-brotli-static and
# libnginx-mod-http-brotli-filter. Without them delete the lines that begin with brotli.

map $uri $cong_tin_cache {{
{cache}    default "no-cache";
}}
map $uri $cong_tin_shared {{
{shared}    default "";
}}
map $cong_tin_shared $cong_tin_resource {{
    "*" "cross-origin";
    default "";
}}
map $request_uri $cong_tin_frames {{
{framed}    default "; {NO_FRAMES}";
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
    add_header Cross-Origin-Resource-Policy $cong_tin_resource;
    add_header Content-Security-Policy "{policy}$cong_tin_frames" always;
{always}
    # An address of the portal has no file: the page answers. A file that is missing is missing.
    location {home} {{
        try_files $uri {home}index.html;
    }}
{types}    location ~ \.[^/]*$ {{
        try_files $uri =404;
    }}
{bare}
    # Signing in, if you have it: the session endpoint and the members' feed.
    # location ^~ {home}api/ {{
    #     proxy_pass http://127.0.0.1:8081;
    #     proxy_set_header Host $host;
    #     proxy_set_header X-Real-IP $remote_addr;
    # }}

    error_page 404 @nothing;
    location @nothing {{
        default_type "text/plain; charset=utf-8";
        return 404 "Not found\n";
    }}
}}
"#
    )
}
