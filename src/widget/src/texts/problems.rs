//! What a person is told of each failure of the widget itself.

use model::lang::Lang;
use model::protocol::Problem;

use super::said;
use crate::failure::Failure;

/// The failure as a problem to show: what the relay said, or the widget's own sentences.
pub(crate) fn problem(failure: &Failure, lang: Lang) -> Problem {
    match failure {
        Failure::Refused(problem) => (**problem).clone(),
        _ => said(kind(failure), sentences(failure, lang)),
    }
}

fn kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::NoForm(_) => "no-form",
        Failure::Unreachable => "unreachable",
        Failure::Timeout => "timeout",
        Failure::Unreadable { .. } => "unreadable",
        Failure::Refused(_) => "refused",
        Failure::NoDoor => "no-door",
        Failure::NotIdentified => "not-identified",
        Failure::Stopped => "stopped",
    }
}

/// Title, detail and next step.
fn sentences(failure: &Failure, lang: Lang) -> [&'static str; 3] {
    match (failure, lang) {
        (Failure::NoForm(_), Lang::Fr) => [
            "Le formulaire à remplir n’a pas été trouvé",
            "Cette page n’est pas prête pour le remplissage automatique.",
            "Remplissez le formulaire à la main.",
        ],
        (Failure::NoForm(_), Lang::En) => [
            "The form to fill in was not found",
            "This page is not ready for automatic filling.",
            "Fill in the form by hand.",
        ],
        (Failure::Unreachable, Lang::Fr) => [
            "Le service ne répond pas",
            "Votre connexion est peut-être coupée, ou le service est arrêté.",
            "Vérifiez votre connexion et réessayez, ou remplissez le formulaire à la main.",
        ],
        (Failure::Unreachable, Lang::En) => [
            "The service does not answer",
            "Your connection may be down, or the service is stopped.",
            "Check your connection and try again, or fill in the form by hand.",
        ],
        (Failure::Timeout, Lang::Fr) => [
            "La réponse n’est pas venue à temps",
            "Nous avons attendu, puis arrêté la demande.",
            "Réessayez dans quelques minutes, ou remplissez le formulaire à la main.",
        ],
        (Failure::Timeout, Lang::En) => [
            "The answer did not come in time",
            "We waited, then stopped asking.",
            "Try again in a few minutes, or fill in the form by hand.",
        ],
        (Failure::Unreadable { .. } | Failure::Refused(_), Lang::Fr) => [
            "Le service a mal répondu",
            "Sa réponse ne peut pas être lue : une panne est possible.",
            "Réessayez dans quelques minutes, ou remplissez le formulaire à la main.",
        ],
        (Failure::Unreadable { .. } | Failure::Refused(_), Lang::En) => [
            "The service gave a wrong answer",
            "Its answer cannot be read: something may be broken.",
            "Try again in a few minutes, or fill in the form by hand.",
        ],
        (Failure::NoDoor, Lang::Fr) => [
            "Vous ne pouvez pas être identifié(e) depuis cette page",
            "Ces informations ne se demandent que pour une personne identifiée, et cette page n’en donne pas le moyen.",
            "Remplissez le formulaire à la main.",
        ],
        (Failure::NoDoor, Lang::En) => [
            "You cannot be identified from this page",
            "This information is only asked for about a person who is identified, and this page has no way to do it.",
            "Fill in the form by hand.",
        ],
        (Failure::NotIdentified, Lang::Fr) => [
            "L’identification n’a pas abouti",
            "FranceConnect ne nous a pas dit qui vous êtes.",
            "Réessayez avec FranceConnect, ou remplissez le formulaire à la main.",
        ],
        (Failure::NotIdentified, Lang::En) => [
            "You could not be identified",
            "FranceConnect has not told us who you are.",
            "Try again with FranceConnect, or fill in the form by hand.",
        ],
        (Failure::Stopped, Lang::Fr) => [
            "Ce site a arrêté le remplissage",
            "Rien n’a été écrit dans le formulaire.",
            "Remplissez le formulaire à la main.",
        ],
        (Failure::Stopped, Lang::En) => [
            "This site stopped the filling",
            "Nothing was written in the form.",
            "Fill in the form by hand.",
        ],
    }
}
