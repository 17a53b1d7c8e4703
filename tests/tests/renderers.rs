//! Forms of real renderers, in the three engines: the host's own model is filled, accepted, given back, filled again, sent.

use tests::browser::Engine;
use tests::renderers::fills_undoes_and_sends;

/// One test for each renderer in each engine.
macro_rules! renderers {
    ($($name:ident),*) => {
        renderers!(in chromium, Chromium: $($name),*);
        renderers!(in firefox, Firefox: $($name),*);
        renderers!(in webkit, Webkit: $($name),*);
    };
    (in $engine:ident, $variant:ident: $($name:ident),*) => {
        mod $engine {
            use super::*;
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    fills_undoes_and_sends(stringify!($name), Engine::$variant).await;
                }
            )*
        }
    };
}

renderers!(
    plain, dsfr, react, vue, angular, svelte, lit, formio, surveyjs
);
