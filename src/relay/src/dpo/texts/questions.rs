//! What stands around the questionnaire.

use super::{Said, said};

pub(in crate::dpo) const TITLE: Said = said(
    "5. Questionnaire de sécurité de l’éditeur",
    "5. Editor’s security questionnaire",
);
pub(in crate::dpo) const INTRODUCTION: Said = said(
    "Chaque réponse vaut pour le logiciel, dans cette version, et nomme les tests qui la prouvent : `fichier::test`, dans les sources du projet ; `cargo xtask test` les lance tous. Ce que le logiciel ne peut pas faire à la place de l’exploitant est marqué « À votre charge ».",
    "Each answer is about the software, in this version, and names the tests that prove it: `file::test`, in the sources of the project; `cargo xtask test` runs them all. What the software cannot do in the place of who runs it is marked “Yours to do”.",
);
pub(in crate::dpo) const HEAD: [Said; 3] = [
    said("Question", "Question"),
    said("Réponse", "Answer"),
    said("Preuve", "Proof"),
];
pub(in crate::dpo) const YOURS: Said = said("**À votre charge** : ", "**Yours to do**: ");
