//! Walking through a case in a browser, as its person would.

use serde_json::{Value, json};

use super::case::{Act, PageCase, Person, Step};
use crate::browser::Page;

impl PageCase {
    /// Does each step, and looks at what came of it.
    ///
    /// # Panics
    /// When something is not as the case says.
    pub(super) async fn walk(&self, page: &Page) {
        page.console().await;
        page.go(&format!("{}/page.html", self.name)).await;
        for (rank, step) in self.steps().iter().enumerate() {
            self.act(step, page).await;
            step.check(rank + 1, page).await;
        }
        let console = page.console().await;
        let all = console
            .iter()
            .zip(self.console())
            .all(|(line, words)| line.contains(words));
        let told = console.len() == self.console().len() && all;
        assert!(
            told,
            "the console holds {console:#?} in place of {:#?}",
            self.console()
        );
        page.online(true).await;
    }

    async fn act(&self, step: &Step, page: &Page) {
        for (selector, text) in &step.r#type {
            page.type_in(selector, text).await;
        }
        for selector in &step.press {
            page.press_on(selector).await;
        }
        if let Some(act) = step.r#do {
            page.walk_to(act, self.person()).await;
        }
        for label in &step.tick {
            page.widget().tick(label).await;
        }
    }
}

impl Step {
    async fn check(&self, rank: usize, page: &Page) {
        for words in &self.says {
            page.widget().sees(words).await;
        }
        let expected = json!(self.page);
        let held = page.holds(&expected).await;
        let differs = |(selector, expected): (&String, &Value)| {
            let held = &held[selector];
            (held != expected).then(|| format!("  {selector}: {expected} expected, {held} found"))
        };
        let differences: Vec<_> = self.page.iter().filter_map(differs).collect();
        assert!(
            differences.is_empty(),
            "step {rank}:\n{}",
            differences.join("\n")
        );
        if let Some(names) = &self.heard {
            let heard = page.script("return window.heard").await;
            assert_eq!(heard, json!(names), "step {rank}: events heard");
        }
    }
}

impl Page {
    async fn walk_to(&self, act: Act, person: &Person) {
        match act {
            Act::Start => self.widget().press("Remplir avec mes données").await,
            Act::Open => self.open().await,
            Act::Ask => self.demand(person).await,
            Act::Review => {
                self.demand(person).await;
                self.widget().arrives("Vérifier et remplir").await;
            }
            Act::Fill => self.fill_from_anywhere(person).await,
            Act::Undo => {
                self.widget().press("Annuler le remplissage").await;
                self.widget().arrives("Le remplissage est annulé").await;
            }
            Act::LeaveAndComeBack => self.leave_and_come_back().await,
            Act::GoOffline => self.online(false).await,
        }
    }

    /// Opens the widget when it is not, says who the person is, agrees to all and asks.
    async fn demand(&self, person: &Person) {
        if self.widget().offers("Remplir avec mes données").await {
            self.open().await;
        }
        let case = person.case();
        match person {
            Person::JobSeeker(_) => self.ask_with(&case.param("identifiant")).await,
            Person::Family(_) | Person::Student(_) => self.ask_as(&case).await,
        }
    }

    /// Fills from the review, which it goes to when it is not there.
    async fn fill_from_anywhere(&self, person: &Person) {
        if !self.widget().offers("Remplir le formulaire").await {
            self.demand(person).await;
        }
        self.fill().await;
    }
}
