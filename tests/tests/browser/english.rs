//! English, from the page's language or from the element's own.

use tests::browser::{Page, journey};
use tests::stage::Setting;

/// From the first button to the undo, every step read in English.
async fn reads_english(page: &Page) {
    let widget = page.widget();
    page.go("transport.html").await;
    widget
        .press("Fill in with my data from the administration")
        .await;
    widget.arrives("Who are you?").await;
    widget.sees("Step 1 of 3").await;
    widget.press("Continue").await;
    widget.sees("Correct these points to go on").await;
    widget
        .write("France Travail user name", "personne.inconnue")
        .await;
    widget.press("Continue").await;
    widget.arrives("Your agreement").await;
    widget
        .sees("What for? Check that you can have the pass at a reduced price.")
        .await;
    widget.press("Ask for this information").await;
    widget
        .sees("You ticked nothing: nothing was asked of anyone.")
        .await;
    widget.press("Back to the choice").await;
    widget.press("Tick all").await;
    widget.press("Ask for this information").await;
    widget.arrives("The form could not be filled in").await;
    widget.sees("No registration found").await;
    widget.press("Correct my information").await;
    widget
        .rewrite("France Travail user name", "nolwenn.tassel")
        .await;
    widget.press("Continue").await;
    widget.press("Ask for this information").await;
    widget.arrives("Check and fill in").await;
    widget.sees("What will be written").await;
    widget.press("Fill in the form").await;
    widget.arrives("The form is filled in").await;
    assert_eq!(page.form().value("Nom de naissance").await, "TASSEL");
    widget.press("Undo the filling").await;
    widget.arrives("The filling is undone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_english_has_its_widget_in_english() {
    let page_language = ("<html lang=\"fr\">", "<html lang=\"en\">");
    journey(Setting::edited(&[page_language]), async |_, page| {
        reads_english(page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_may_speak_another_language_than_its_page() {
    let own_language = ("<pre-remplir ", "<pre-remplir lang=\"en\" ");
    journey(Setting::edited(&[own_language]), async |_, page| {
        reads_english(page).await;
    })
    .await;
}
