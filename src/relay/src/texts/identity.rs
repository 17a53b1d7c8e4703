//! What is said where the person must be identified: tickets for a host's server, FranceConnect for a person.

use crate::problem::Reason;
use model::lang::Lang;

use super::Sentences;
use crate::france_connect::NotKnown;
use crate::ticket::{Invalid, NotMinted};

/// The words of the pages between a form and FranceConnect.
pub(crate) struct PageTexts {
    pub(crate) onward: &'static str,
    /// With `{form}`, `{name}` and `{origin}`.
    pub(crate) asked: &'static str,
    pub(crate) if_not: &'static str,
    pub(crate) onward_button: &'static str,
    pub(crate) back: &'static str,
    /// With `{form}`, `{name}` and `{origin}`.
    pub(crate) shown: &'static str,
    pub(crate) show: &'static str,
    pub(crate) back_to_form: &'static str,
    pub(crate) leaving: &'static str,
    pub(crate) leave: &'static str,
    pub(crate) left: &'static str,
}

/// Those words in `lang`.
pub(crate) fn pages(lang: Lang) -> &'static PageTexts {
    match lang {
        Lang::Fr => &PageTexts {
            onward: "Vous allez sur FranceConnect",
            asked: "Vous allez vous identifier pour remplir le formulaire « {form} » de {name}, sur {origin}. Votre identité et les informations que vous y avez choisies seront montrées à cette page.",
            if_not: "Si vous ne venez pas de le demander vous-même dans ce formulaire, fermez cette page.",
            onward_button: "Continuer sur FranceConnect",
            back: "Vous êtes identifié",
            shown: "Votre identité va être montrée au formulaire « {form} » de {name}, sur {origin}.",
            show: "Continuer vers mon formulaire",
            back_to_form: "Fermez cette fenêtre, ou revenez à la page précédente : votre formulaire vous attend, avec ce que vous y avez écrit.",
            leaving: "Vous quittez FranceConnect",
            leave: "Se déconnecter de FranceConnect",
            left: "Vous êtes déconnecté de FranceConnect",
        },
        Lang::En => &PageTexts {
            onward: "You are going to FranceConnect",
            asked: "You are about to identify yourself to fill in the form “{form}” of {name}, on {origin}. Your identity and the data you chose there will be shown to that page.",
            if_not: "If you did not ask for this yourself in that form just now, close this page.",
            onward_button: "Continue to FranceConnect",
            back: "You are identified",
            shown: "Your identity is about to be shown to the form “{form}” of {name}, on {origin}.",
            show: "Continue to my form",
            back_to_form: "Close this window, or go back to the page before: your form is waiting, with what you wrote in it.",
            leaving: "You are leaving FranceConnect",
            leave: "Sign out of FranceConnect",
            left: "You are signed out of FranceConnect",
        },
    }
}

const RELOAD_FR: &str =
    "Rechargez la page pour vous identifier de nouveau, ou remplissez le formulaire vous-même.";
const RELOAD_EN: &str = "Reload the page to identify yourself again, or fill in the form yourself.";

/// Why a ticket says nothing of the person.
#[rustfmt::skip]
pub(super) fn ticket(why: Invalid) -> Sentences {
    match why {
        Invalid::Foreign => (
            "ticket",
            ["Identification non reconnue", "Ce service ne reconnaît pas l’identification donnée par la page.", RELOAD_FR],
            ["Identification not recognised", "This service does not recognise the identification given by the page.", RELOAD_EN],
        ),
        Invalid::Expired => (
            "ticket-expired",
            ["Identification expirée", "Votre identification n’est plus valable : elle dure peu, pour vous protéger.", RELOAD_FR],
            ["Identification expired", "Your identification is no longer valid: it is short, to protect you.", RELOAD_EN],
        ),
        Invalid::Used => (
            "ticket-used",
            ["Identification déjà utilisée", "Votre identification a déjà servi : elle ne sert qu’une fois, pour vous protéger.", RELOAD_FR],
            ["Identification already used", "Your identification has already been used: it serves once, to protect you.", RELOAD_EN],
        ),
    }
}

/// What is wrong with the order of a ticket, said to who writes it; `None` for what is said to anyone in the same words.
#[rustfmt::skip]
pub(super) fn order(why: &Reason) -> Option<Sentences> {
    Some(match why {
        Reason::Body => (
            "body",
            ["Demande illisible", "La demande de ticket n’est pas celle attendue : un nom inconnu, ou une valeur d’une autre sorte.", "N’écrivez que les noms de la documentation, chacun avec sa sorte de valeur."],
            ["Unreadable request", "The request for a ticket is not the one expected: an unknown name, or a value of another sort.", "Write only the names of the documentation, each with its sort of value."],
        ),
        Reason::TooLarge => (
            "too-large",
            ["Demande trop longue", "La demande de ticket est trop longue.", "Envoyez l’identité et les références seulement."],
            ["Request too long", "The request for a ticket is too long.", "Send the identity and the references only."],
        ),
        Reason::UnknownForm => (
            "unknown-form",
            ["Formulaire inconnu", "L’organisation de cette clé n’a pas ce formulaire.", "Corrigez « form », ou prenez la clé de l’organisation du formulaire."],
            ["Unknown form", "The organisation of this key has no such form.", "Correct “form”, or take the key of the form’s organisation."],
        ),
        Reason::NoSubject => (
            "no-subject",
            ["Identité manquante", "La demande de ticket n’a pas d’identité, ou aucune source du formulaire ne s’en sert.", "Donnez un « subject » dont le « mode » est parmi les modes du formulaire."],
            ["Identity missing", "The request for a ticket has no identity, or no source of the form uses it.", "Give a “subject” whose “mode” is among the modes of the form."],
        ),
        Reason::Inputs(_) => (
            "inputs",
            ["Identité à corriger", "L’identité est incomplète ou mal écrite.", "Corrigez :"],
            ["Identity to correct", "The identity is incomplete or badly written.", "Correct:"],
        ),
        _ => return None,
    })
}

/// Why a server gets no ticket: said to who writes it.
#[rustfmt::skip]
pub(super) fn mint(why: NotMinted) -> Sentences {
    match why {
        NotMinted::Key => (
            "ticket-key",
            ["Clé refusée", "La demande de ticket n’a pas de clé, ou une clé qu’aucune organisation n’a.", "Envoyez « Authorization: Bearer » suivi de la clé nommée par ticket_key_file dans la configuration du relais."],
            ["Key refused", "The request for a ticket has no key, or one that no organisation has.", "Send “Authorization: Bearer” and the key named by ticket_key_file in the relay’s configuration."],
        ),
        NotMinted::InPage => (
            "ticket-in-page",
            ["Demande venue d’une page", "Un ticket se demande de serveur à serveur : une clé dans une page serait connue de tous.", "Demandez le ticket depuis votre serveur, et changez cette clé si une page l’a contenue."],
            ["Request from a page", "A ticket is asked for from server to server: a key in a page would be known to everyone.", "Ask for the ticket from your server, and change this key if a page ever held it."],
        ),
        NotMinted::Origin => (
            "ticket-origin",
            ["Origine inconnue du formulaire", "Le ticket est demandé pour un site où ce formulaire ne se trouve pas.", "Écrivez dans « origin » une des origines du formulaire dans la configuration du relais."],
            ["Origin unknown to the form", "The ticket is asked for a site where this form does not stand.", "Write in “origin” one of the form’s origins in the relay’s configuration."],
        ),
        NotMinted::Reference => (
            "reference",
            ["Référence refusée", "La référence du dossier ou de l’agent doit avoir 1 à 64 lettres sans accent, chiffres, points, tirets ou soulignés : jamais un nom ni une adresse.", "Envoyez une référence qui ne veut rien dire hors de votre service."],
            ["Reference refused", "The reference of the case or of the agent must be 1 to 64 plain letters, digits, dots, hyphens or underscores: never a name or an address.", "Send a reference that means nothing outside your service."],
        ),
        NotMinted::Case => (
            "case",
            ["Dossier manquant", "Un agent demande toujours pour un dossier : sans lui, l’accès ne se rattache à rien.", "Envoyez dans « case » la référence du dossier."],
            ["Case missing", "An agent always asks for a case: without it, the access belongs to nothing.", "Send the reference of the case in “case”."],
        ),
        NotMinted::Role => (
            "role",
            ["Rôle inconnu", "Le formulaire n’a pas ce rôle d’agent.", "Déclarez le rôle sous [form.roles] dans la configuration du relais, ou corrigez-le."],
            ["Unknown role", "The form has no such role of an agent.", "Declare the role under [form.roles] in the relay’s configuration, or correct it."],
        ),
    }
}

/// Why FranceConnect did not say who the person is.
#[rustfmt::skip]
pub(super) fn login(why: NotKnown) -> Sentences {
    match why {
        NotKnown::Page => (
            "login-page",
            ["Page non reconnue", "Votre navigateur ne dit pas de quel formulaire vous venez, ou ce n’est pas un formulaire de ce service.", "Revenez au formulaire et recommencez. Si cela se répète, choisissez un autre moyen ou remplissez-le vous-même."],
            ["Page not recognised", "Your browser does not say which form you come from, or it is not a form of this service.", "Go back to the form and try again. If it happens again, choose another way or fill it in yourself."],
        ),
        NotKnown::Foreign => (
            "login-unknown",
            ["Identification à recommencer", "Cette identification a commencé il y a trop longtemps, ou dans un autre navigateur.", "Revenez au formulaire et identifiez-vous de nouveau."],
            ["Identify yourself again", "This identification began too long ago, or in another browser.", "Go back to the form and identify yourself again."],
        ),
        NotKnown::Cancelled => (
            "login-cancelled",
            ["Identification abandonnée", "Vous êtes revenu de FranceConnect sans vous identifier : rien n’a été demandé.", "Réessayez, choisissez un autre moyen, ou remplissez le formulaire vous-même."],
            ["Identification given up", "You came back from FranceConnect without identifying yourself: nothing was asked.", "Try again, choose another way, or fill in the form yourself."],
        ),
        NotKnown::Homonym => (
            "login-homonym",
            ["FranceConnect ne peut pas vous identifier", "FranceConnect n’a pas pu vous distinguer d’une autre personne, ou ne retrouve pas votre état civil.", "Choisissez un autre moyen ou remplissez le formulaire vous-même. L’Insee corrige l’état civil : c’est gratuit."],
            ["FranceConnect cannot identify you", "FranceConnect could not tell you from another person, or does not find your civil status.", "Choose another way or fill in the form yourself. Insee corrects the civil status: it is free."],
        ),
        NotKnown::Unavailable => (
            "login-unavailable",
            ["FranceConnect ne répond pas", "FranceConnect ne répond pas pour l’instant : vous n’êtes pas en cause.", "Réessayez dans quelques minutes, choisissez un autre moyen, ou remplissez le formulaire vous-même."],
            ["FranceConnect does not answer", "FranceConnect does not answer for now: it is not your doing.", "Try again in a few minutes, choose another way, or fill in the form yourself."],
        ),
    }
}
