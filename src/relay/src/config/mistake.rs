//! What can be wrong in a configuration, each with the line it stands on and what to do.

use std::fmt;
use std::ops::Range;

use model::path::PathError;

use crate::keys;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub kind: Kind,
}

/// Every mistake of one file, in the order of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (rank, mistake) in self.0.iter().enumerate() {
            let separator = if rank == 0 { "" } else { "\n" };
            write!(f, "{separator}line {}: {}", mistake.line, mistake.kind)?;
        }
        Ok(())
    }
}

/// The kinds of mistakes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Kind {
    /// Not TOML, a missing or unknown key, or a value of another type.
    #[error("{0}; correct this line, following the example configuration")]
    Toml(String),
    /// `listen` is no address.
    #[error("`listen` is not an address and port; write for instance \"127.0.0.1:8787\"")]
    Listen,
    /// A URL that is none.
    #[error(
        "`{0}` must begin with https:// (or http:// on this machine) and have no final slash, query or fragment"
    )]
    Url(&'static str),
    /// `store` names no store that the relay has.
    #[error(
        "`store` must be \"sqlite:\" and the path of a file, such as \"sqlite:journal.db\", or \"postgres://user@host/database\"; \
         a password does not belong here: name its file in `store_password_file`"
    )]
    Store,
    /// A retention that is no duration, or not a reasonable one.
    #[error(
        "`consent_retention` must be a duration from a day to ten years; write for instance \"P5Y\" or \"5 years\""
    )]
    Retention,
    /// Keys that cannot be used.
    #[error("`keys`: {0}")]
    Keys(keys::Fault),
    /// A public key to seal with that cannot be used.
    #[error("`seal_key`: {0}")]
    SealKey(keys::Fault),
    /// A moment of sealed answers that is no duration, or not a reasonable one.
    #[error(
        "`sealed_after` must be a duration from one second to fifteen; write for instance \"PT4S\" or \"4 seconds\""
    )]
    SealedAfter,
    /// Sealed answers that nothing would sign.
    #[error(
        "answers of this form travel sealed, and anyone may seal for a public key: what is inside must be signed; \
         run `pre-remplir keys new`, and name the folder with `keys` under [relay]"
    )]
    SealedUnsigned,
    /// A form that is sealed and shown at once.
    #[error("a form is sealed or shown; remove `sealed` or `disclose_declared`")]
    SealedAndShown,
    /// A life of attestations that is no duration, or not a reasonable one.
    #[error(
        "`attestation_lifetime` must be a duration from five minutes to a day; write for instance \"PT2H\" or \"2 hours\""
    )]
    Lifetime,
    /// A directory of schools that cannot be used.
    #[error("`etablissements` = \"{file}\": {what}")]
    Directory {
        /// The file, as the configuration names it.
        file: String,
        /// What is wrong with it.
        what: Directory,
    },
    /// An environment that is not known.
    #[error("`environment` must be \"sandbox\", \"staging\" or \"production\"")]
    Environment,
    /// No organisation, or no form.
    #[error("the file declares no [[{0}]]; add at least one")]
    Nothing(&'static str),
    /// An id that is used twice.
    #[error("the {what} id \"{id}\" is used twice; give each its own")]
    Twice {
        /// Organisation or form.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// An id with other characters than it may have.
    #[error("an id is made of small letters, digits and hyphens, 64 at most; choose such an id")]
    Id,
    /// A key whose text is empty.
    #[error("`{0}` is empty; write it, people read it before they agree")]
    Empty(&'static str),
    /// A disclosure without its reason.
    #[error("`disclose_declared` is empty; write the reason, the relay announces it at each start")]
    NoReason,
    /// A SIRET that is none.
    #[error(
        "`siret` is not a SIRET: 14 digits, the last one a check digit; copy it from the administration's own record"
    )]
    Siret,
    /// No secret, or several ways to it.
    #[error(
        "name exactly one of `{0}_file`, `{0}_env` and `{0}_credential`: the place of this secret"
    )]
    SecretPlace(&'static str),
    /// A secret that cannot be read.
    #[error("cannot read the {name}: {reason}")]
    Secret {
        /// Which secret.
        name: &'static str,
        /// Why, and what to do.
        reason: &'static str,
    },
    /// A way of asking that goes to API Impôt particulier, without access to it.
    #[error(
        "\"{0}\" asks API Impôt particulier; add [organisation.impot_particulier] with base_url, token_url, client_id and client_secret_file"
    )]
    NoImpot(String),
    /// A form of an organisation that is not declared.
    #[error("no [[organisation]] has the id \"{0}\"; declare it or correct the id")]
    Organisation(String),
    /// An origin that is none.
    #[error(
        "\"{0}\" is not an origin; write scheme and host only, such as \"https://services.exemple.fr\""
    )]
    Origin(String),
    /// An empty list.
    #[error("`{0}` is empty; name at least one")]
    EmptyList(&'static str),
    /// A source that the catalogue does not have.
    #[error("the catalogue has no source \"{id}\"; it has: {known}")]
    Source {
        /// What was written.
        id: String,
        /// The sources that exist.
        known: String,
    },
    /// A way of asking that the source does not have.
    #[error("\"{source_id}\" cannot be asked by \"{mode}\"; it can by: {known}")]
    Mode {
        /// The source.
        source_id: String,
        /// What was written.
        mode: String,
        /// The modes that exist.
        known: String,
    },
    /// An item that the source does not give.
    #[error("\"{source_id}\" gives nothing at \"{item}\"; it gives: {known}")]
    Item {
        /// The source.
        source_id: String,
        /// What was written.
        item: String,
        /// The items that exist.
        known: String,
    },
    /// A mapping from something that cannot be a selector.
    #[error(
        "\"{0}\" is not a CSS selector: it is empty, or does not close a bracket or a quote that it opens; \
         write for instance \"#quotient\" or \"[name='qf']\""
    )]
    Selector(String),
    /// A mapping to something that is no path.
    #[error("{0}")]
    MappedPath(PathError),
    /// A mapping to a source that the form does not use.
    #[error("the form does not use the source \"{id}\"; it uses: {used}")]
    MappedSource {
        /// The source.
        id: String,
        /// Those it uses.
        used: String,
    },
    /// A mapping to a field that the form may not ask for.
    #[error(
        "the form asks for no field at \"{target}\"; add its item under [form.sources], or map one of: {known}"
    )]
    Unmapped {
        /// What was written.
        target: String,
        /// The fields that the form may ask for.
        known: String,
    },
    /// A tag that means nothing.
    #[error(
        "\"{0}\" is not a tag; the tags are: eaje (a crèche), education (a school, a university or their administration)"
    )]
    Tag(String),
    /// A source that the law keeps apart from this kind of form.
    #[error(
        "\"{source_id}\" must not be used in a form tagged \"{tag}\": {reason}; use \"{instead}\" instead"
    )]
    RefusedFor {
        /// The source.
        source_id: String,
        /// The form's tag.
        tag: String,
        /// The source to use instead.
        instead: String,
        /// Why.
        reason: String,
    },
    /// A way of asking that is kept for some forms.
    #[error(
        "\"{mode}\" is kept for forms tagged \"{tag}\"; write `tags = [\"{tag}\"]` if this form is one, or remove the mode"
    )]
    OnlyFor {
        /// The mode.
        mode: String,
        /// The tag it needs.
        tag: String,
    },
    /// A form that offers FranceConnect, of an organisation without access to it.
    #[error(
        "the form offers FranceConnect; add [organisation.france_connect] with issuer, client_id and client_secret_file, as \
         FranceConnect gave them with the authorisation, or remove the mode"
    )]
    NoFranceConnect,
    /// A level that FranceConnect does not have.
    #[error(
        "`acr` must be \"eidas1\", \"eidas2\" or \"eidas3\"; a prefill needs no more than \"eidas1\""
    )]
    Acr,
    /// A key for tickets that could be guessed.
    #[error(
        "the ticket key has fewer than {0} characters; make a new one, for instance with `openssl rand -hex 32`"
    )]
    TicketKey(usize),
    /// A delegation that is none.
    #[error("`delegation_id` is not the UUID that the API gave for this delegation; copy it again")]
    Delegation,
    /// A key of proofs that cannot be used.
    #[error(
        "`dpop_key_file` is not a private key of the curve P-256 in PEM that its owner alone can read; make one with \
         `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out dpop.pem` and run chmod 600 on it"
    )]
    DpopKey,
    /// A header that is none, or that says something else.
    #[error(
        "`agent_header` is not the name of a header that may be chosen; write for instance \"X-Agent-Id\""
    )]
    AgentHeader,
    /// A role that asks for more than the form.
    #[error(
        "the role \"{role}\" asks for \"{item}\", which the form does not; it asks for: {known}"
    )]
    Role {
        /// The role.
        role: String,
        /// What was written: a source, or a source and an item.
        item: String,
        /// What the form asks for.
        known: String,
    },
    /// A proof that the State does not make.
    #[error("the State makes no proof of \"{0}\" for these modes; remove `proof`")]
    NoProof(String),
    /// A form that would show data to whoever types a name.
    #[error(
        "\"{mode}\" identifies nobody: whoever types a neighbour's name would read the neighbour's data; \
         run `pre-remplir keys new --seal` and name the public key with `seal_key` under its [[organisation]], so that answers \
         travel sealed; or remove this mode; or write `disclose_declared = \"the reason\"` in this form if every person is known to you by other means"
    )]
    Disclosure {
        /// The mode.
        mode: String,
    },
    /// The same, in production.
    #[error(
        "in production, `disclose_declared` shows real data to people who only typed a name; \
         remove it, or set `accept_declared_disclosure = true` under [relay] to take responsibility for it"
    )]
    DisclosureInProduction,
}

/// What can be wrong with a directory of schools.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Directory {
    /// The file is not there, or not readable.
    #[error("the file cannot be read ({0}); give its path from the folder of this configuration")]
    Unreadable(std::io::ErrorKind),
    /// A column is missing.
    #[error(
        "the file has no column `{0}`; take the ministry's open data set fr-en-annuaire-education \
         as it is published: CSV, separated by semicolons, with its line of titles"
    )]
    NoColumn(&'static str),
    /// A line is not made like the first one.
    #[error("line {0} has other columns than the titles; correct it, or download the file again")]
    Broken(u64),
    /// A line holds something else than UTF-8.
    #[error("line {0} is not UTF-8; save the file as UTF-8, or download it again")]
    Encoding(u64),
    /// A school's code is none.
    #[error(
        "line {0}: `Identifiant_de_l_etablissement` is not 7 digits and a letter; correct it, or download the file again"
    )]
    Uai(u64),
    /// There is no school in it.
    #[error("the file lists no school; download it again")]
    Empty,
}

/// The line on which `span` begins in `text`, counted from 1.
pub(super) fn line(text: &str, span: &Range<usize>) -> usize {
    let before = text.as_bytes().get(..span.start).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}
