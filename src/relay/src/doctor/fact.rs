//! What there is to tell of a page as a whole, each with what to do.

use model::doctor::Weight;

/// Something to tell of a page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum PageFact {
    #[error(
        "the page has no <form>; the doctor reads the HTML as the server sends it: for a form that a script draws, put <pre-remplir doctor> in the page and open it"
    )]
    NoForm,
    #[error(
        "the form has no control; the doctor reads the HTML as the server sends it: for a form that a script draws, put <pre-remplir doctor> in the page and open it"
    )]
    NoControl,
    #[error(
        "the page has no <pre-remplir>; add <pre-remplir form=\"…\"></pre-remplir> before the form"
    )]
    NoElement,
    #[error("<pre-remplir> names no form; add form=\"…\", the form's id at the relay")]
    NoFormId,
    #[error("<pre-remplir for=\"{0}\"> names no form of the page; write the id of a <form>")]
    UnknownFor(String),
    #[error(
        "the page has several forms; say which one with for=\"…\", or put <pre-remplir> inside it"
    )]
    WhichForm,
    #[error("two <pre-remplir> are for the same form; keep one")]
    TwoElements,
    #[error(
        "<pre-remplir> is empty; write in it the sentence that people see when the script cannot run"
    )]
    NoFallback,
    #[error(
        "no <script> loads pre-remplir.js; add <script type=\"module\" src=\"https://…/pre-remplir.js\"></script> with the address of your relay"
    )]
    NoScript,
    #[error("the script is not a module; add type=\"module\" to its tag")]
    NotAModule,
    #[error(
        "the page is on https and the relay {0} is not: browsers block it; give the relay a certificate"
    )]
    MixedContent(String),
    #[error(
        "mapping=\"{0}\" names no JSON block; add <script type=\"application/json\" id=\"{0}\">{{\"#control\": \"path\"}}</script>"
    )]
    NoMapping(String),
    #[error("the mapping has `{0}`, which is no CSS selector; correct it")]
    NotASelector(String),
    #[error("the mapping has `{0}`, which finds no control of the form; correct it or remove it")]
    FindsNothing(String),
    #[error("the mapping has `{0}`, which finds {1} controls; all of them get the same datum")]
    FindsSeveral(String, usize),
    #[error("the relay does not list {0}, the page's origin; add it to the form's `origins`")]
    Origin(String),
    #[error("the policy blocks the script ({0}); add {1}")]
    CspScript(String, String),
    #[error(
        "the policy lets the script in by its nonce, and blocks what it loads ({0}); add {1} or 'strict-dynamic'"
    )]
    CspParts(String, String),
    #[error("the policy blocks WebAssembly ({0}); add 'wasm-unsafe-eval'")]
    CspWasm(String),
    #[error("the policy blocks the calls to the relay ({0}); add {1}")]
    CspConnect(String, String),
    #[error("the policy's sandbox blocks every script; add allow-scripts")]
    CspSandbox,
}

impl PageFact {
    /// How much it matters.
    pub(super) fn weight(&self) -> Weight {
        match self {
            Self::NoControl | Self::NoFallback => Weight::Note,
            Self::FindsNothing(_) | Self::FindsSeveral(..) | Self::TwoElements => Weight::Warning,
            _ => Weight::Error,
        }
    }
}
