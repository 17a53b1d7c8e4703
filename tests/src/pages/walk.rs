//! Walking through a case in a browser, as its person would.

use serde_json::{Value, json};

use super::case::{Act, PageCase, Person, Step};
use crate::browser::Page;

/// In the lines that the browser writes by itself: a request that it could not make, an advice to who made the page.
const BROWSERS_OWN: [&str; 2] = ["Failed to load resource", " - [DOM] "];

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
        self.check_console(page).await;
        page.online(true).await;
    }

    /// Every line that scripts wrote is one that the case tells, and none is missing.
    async fn check_console(&self, page: &Page) {
        let mut lines = page.console().await;
        lines.retain(|line| !BROWSERS_OWN.iter().any(|own| line.contains(own)));
        let wanted = self.console();
        let told = |words: &&String| lines.iter().filter(|line| line.contains(*words)).count() == 1;
        let all = lines.len() == wanted.len() && wanted.iter().filter(told).count() == wanted.len();
        assert!(all, "the console holds {lines:#?} in place of {wanted:#?}");
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
            Act::Identify => self.identify_as(person).await,
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

    /// Opens the widget when it is not open, and says who the person is.
    async fn identify_as(&self, person: &Person) {
        if !self.widget().offers("Continuer").await {
            self.open().await;
        }
        let case = person.case();
        match person {
            Person::JobSeeker(_) => {
                let name = case.param("identifiant");
                self.widget()
                    .write("Identifiant France Travail", &name)
                    .await;
            }
            Person::Family(_) | Person::Student(_) => self.identify(&case).await,
        }
        self.widget().press("Continuer").await;
        self.widget().arrives("Votre accord").await;
    }

    /// Agrees to all and asks, once the person has said who they are.
    async fn demand(&self, person: &Person) {
        if !self.widget().offers("Tout cocher").await {
            self.identify_as(person).await;
        }
        self.widget().press("Tout cocher").await;
        self.widget().press("Demander ces informations").await;
    }

    /// Fills from the review, which it goes to when it is not there.
    async fn fill_from_anywhere(&self, person: &Person) {
        if !self.widget().offers("Remplir le formulaire").await {
            self.demand(person).await;
        }
        self.fill().await;
    }
}
