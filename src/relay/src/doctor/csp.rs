//! What a page's content security policy would block (CSP Level 3).

use reqwest::Url;

use super::fact::PageFact;

/// What a page has to allow.
pub(super) struct Wanted<'a> {
    /// The page.
    pub(super) page: &'a Url,
    /// The loader.
    pub(super) script: &'a Url,
    /// The `nonce` of its tag.
    pub(super) nonce: Option<&'a str>,
    /// The relay.
    pub(super) relay: &'a Url,
}

/// What each of `policies` blocks: all of them apply.
pub(super) fn blocked(policies: &[String], wanted: &Wanted<'_>) -> Vec<PageFact> {
    let mut facts = Vec::new();
    for policy in policies.iter().flat_map(|header| header.split(',')) {
        for fact in of_one(&Policy(policy), wanted) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    facts
}

fn of_one(policy: &Policy<'_>, wanted: &Wanted<'_>) -> Vec<PageFact> {
    let origin = |url: &Url| url.origin().ascii_serialization();
    let script = policy.first(&["script-src-elem", "script-src", "default-src"]);
    let wasm = policy.first(&["script-src", "default-src"]);
    let connect = policy.first(&["connect-src", "default-src"]);
    let mut facts = Vec::new();
    if let Some((name, sources)) = script {
        let nonce = wanted.nonce.map(|nonce| format!("'nonce-{nonce}'"));
        let by_nonce = nonce.is_some_and(|nonce| sources.contains(&nonce.as_str()));
        // Under 'strict-dynamic' a browser reads nonces and hashes alone, and trusts what such a script loads.
        let dynamic = sources.contains(&"'strict-dynamic'");
        let by_origin = !dynamic
            && sources
                .iter()
                .any(|source| allows(source, wanted.script, wanted.page));
        let is_whole = by_origin || (by_nonce && dynamic);
        if !by_nonce && !by_origin {
            facts.push(PageFact::CspScript(name.to_owned(), origin(wanted.script)));
        } else if !is_whole {
            facts.push(PageFact::CspParts(name.to_owned(), origin(wanted.script)));
        }
    }
    if let Some((name, sources)) = wasm {
        let allowed = ["'wasm-unsafe-eval'", "'unsafe-eval'"];
        if !allowed.iter().any(|word| sources.contains(word)) {
            facts.push(PageFact::CspWasm(name.to_owned()));
        }
    }
    if let Some((name, sources)) = connect
        && !sources
            .iter()
            .any(|source| allows(source, wanted.relay, wanted.page))
    {
        facts.push(PageFact::CspConnect(name.to_owned(), origin(wanted.relay)));
    }
    if policy
        .sources("sandbox")
        .is_some_and(|words| !words.contains(&"allow-scripts"))
    {
        facts.push(PageFact::CspSandbox);
    }
    facts
}

/// One serialized policy.
struct Policy<'a>(&'a str);

impl<'a> Policy<'a> {
    /// The first of these directives that the policy has, and its words.
    fn first(&self, names: &[&'static str]) -> Option<(&'static str, Vec<&'a str>)> {
        names
            .iter()
            .find_map(|name| Some((*name, self.sources(name)?)))
    }

    fn sources(&self, name: &str) -> Option<Vec<&'a str>> {
        self.0.split(';').find_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            let is_it = words.next()?.eq_ignore_ascii_case(name);
            is_it.then(|| words.collect())
        })
    }
}

/// Whether a source expression covers an address.
fn allows(source: &str, url: &Url, page: &Url) -> bool {
    let source = source.to_ascii_lowercase();
    match source.as_str() {
        "*" => matches!(url.scheme(), "http" | "https"),
        "'self'" => url.origin() == page.origin(),
        _ if source.starts_with('\'') => false,
        _ => match source.strip_suffix(':') {
            Some(scheme) => same_scheme(scheme, url),
            None => host_allows(&source, url, page),
        },
    }
}

/// A page on http may be upgraded: a policy that names http covers https too.
fn same_scheme(scheme: &str, url: &Url) -> bool {
    scheme == url.scheme() || (scheme == "http" && url.scheme() == "https")
}

/// `https://*.exemple.fr:8443/chemin/`, each part but the host optional.
fn host_allows(source: &str, url: &Url, page: &Url) -> bool {
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, source),
    };
    let (authority, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let own = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let host_fits = match host.strip_prefix("*.") {
        Some(parent) => own
            .strip_suffix(parent)
            .is_some_and(|begin| begin.ends_with('.')),
        None => own == host,
    };
    let port_fits = match port {
        Some("*") => true,
        Some(port) => {
            url.port_or_known_default()
                .map(|own| own.to_string())
                .as_deref()
                == Some(port)
        }
        None => url.port().is_none(),
    };
    let path_fits = match path {
        "" => true,
        folder if folder.ends_with('/') => url.path().to_ascii_lowercase().starts_with(folder),
        file => url.path().eq_ignore_ascii_case(file),
    };
    same_scheme(scheme.unwrap_or(page.scheme()), url) && host_fits && port_fits && path_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(policy: &str) -> Vec<PageFact> {
        with_nonce(policy, None)
    }

    fn with_nonce(policy: &str, nonce: Option<&str>) -> Vec<PageFact> {
        let url = |text: &str| Url::parse(text).unwrap();
        let wanted = Wanted {
            page: &url("https://services.exemple.fr/cantine"),
            script: &url("https://relay.exemple.fr/pre-remplir.js"),
            nonce,
            relay: &url("https://relay.exemple.fr/"),
        };
        blocked(&[policy.to_owned()], &wanted)
    }

    fn blocks_connection(sources: &str) -> bool {
        !facts(&format!("connect-src {sources}")).is_empty()
    }

    #[test]
    fn the_documented_policy_blocks_nothing() {
        let policy = "default-src 'self'; script-src 'self' https://relay.exemple.fr 'wasm-unsafe-eval'; \
             connect-src https://relay.exemple.fr; require-trusted-types-for 'script'";
        assert_eq!(facts(policy), []);
        assert_eq!(facts(""), []);
    }

    #[test]
    fn each_missing_permission_is_told() {
        let relay = || "https://relay.exemple.fr".to_owned();
        assert_eq!(
            facts("default-src 'self'"),
            [
                PageFact::CspScript("default-src".into(), relay()),
                PageFact::CspWasm("default-src".into()),
                PageFact::CspConnect("default-src".into(), relay()),
            ]
        );
        assert_eq!(
            facts("script-src https://relay.exemple.fr; script-src 'none'"),
            [PageFact::CspWasm("script-src".into())]
        );
        assert_eq!(facts("sandbox allow-forms"), [PageFact::CspSandbox]);
    }

    #[test]
    fn a_nonce_covers_what_the_loader_fetches_only_with_strict_dynamic() {
        let alone = "script-src 'nonce-abc' 'wasm-unsafe-eval'";
        let parts = PageFact::CspParts("script-src".into(), "https://relay.exemple.fr".into());
        assert_eq!(with_nonce(alone, Some("abc")), [parts]);
        let dynamic = "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'";
        assert_eq!(with_nonce(dynamic, Some("abc")), []);
        let ignored = "script-src https: 'strict-dynamic' 'wasm-unsafe-eval'";
        assert!(matches!(
            with_nonce(ignored, None)[..],
            [PageFact::CspScript(..)]
        ));
    }

    #[test]
    fn every_policy_applies() {
        let two = "connect-src https://relay.exemple.fr, connect-src 'self'";
        assert_eq!(facts(two).len(), 1);
    }

    #[test]
    fn source_expressions_cover_what_browsers_let_through() {
        for allowed in [
            "*",
            "https:",
            "relay.exemple.fr",
            "https://relay.exemple.fr:443",
            "https://*.exemple.fr",
            "http://relay.exemple.fr",
            "HTTPS://RELAY.EXEMPLE.FR/",
            "relay.exemple.fr:*",
        ] {
            assert!(!blocks_connection(allowed), "{allowed}");
        }
        for refused in [
            "'none'",
            "'self'",
            "data:",
            "exemple.fr",
            "https://*.relay.exemple.fr",
            "https://relay.exemple.fr:8443",
            "https://relay.exemple.fr/assets/",
        ] {
            assert!(blocks_connection(refused), "{refused}");
        }
    }
}
