//! Forms of real renderers, in the three engines: the host's own model is filled, accepted, given back, filled again, sent.

use std::path::Path;
use std::process::Command;

use tests::browser::Engine;
use tests::renderers::fills_undoes_and_sends;

/// One test for each renderer in each engine.
macro_rules! renderers {
    ($($(#[$gap:meta])? $name:ident),*) => {
        renderers!(in chromium, Chromium: $($(#[$gap])? $name),*);
        renderers!(in firefox, Firefox: $($(#[$gap])? $name),*);
        renderers!(in webkit, Webkit: $($(#[$gap])? $name),*);
    };
    (in $engine:ident, $variant:ident: $($(#[$gap:meta])? $name:ident),*) => {
        mod $engine {
            use super::*;
            $(
                $(#[$gap])?
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    fills_undoes_and_sends(stringify!($name), Engine::$variant).await;
                }
            )*
        }
    };
}

renderers!(
    plain,
    dsfr,
    react,
    vue,
    angular,
    svelte,
    #[ignore = "a gap: a list that stands in a shadow root by itself gets no rows"]
    lit,
    #[ignore = "a gap: after an undo, Form.io does not take its radio buttons again"]
    formio,
    #[ignore = "a gap: undoing leaves what was chosen in a list of SurveyJS"]
    surveyjs
);

/// Frameworks that render on a server import the package there, where there is no page.
#[test]
fn the_package_can_be_imported_where_there_is_no_page() {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg/dist/pre-remplir.js");
    let script =
        format!("const {{ PreRemplir }} = await import({built:?}); console.log(typeof PreRemplir)");
    let run = Command::new("node")
        .args(["--input-type=module", "--eval", &script])
        .output();
    let run = run.unwrap();
    let (out, err) = (String::from_utf8(run.stdout).unwrap(), run.stderr);
    assert_eq!(out.trim(), "function", "{}", String::from_utf8_lossy(&err));
}
