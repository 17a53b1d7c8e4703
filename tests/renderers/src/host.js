// What every page does whatever renders it: it shows its own model to the tests, and sends that model.

/** Shows the page's model, and whether the page's own rules accept it. */
export function show(model, valid) {
  Object.assign(window, { model, valid });
}

/** Sends the model, and shows the town's answer. */
export async function send(model) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/demande', { method: 'POST', headers, body: JSON.stringify(model) });
  const title = document.createElement('h1');
  title.textContent = answer.ok ? 'Demande reçue' : 'Demande refusée';
  document.body.replaceChildren(title);
}

/** The words of the controls, and the paths that fill them. */
export const FIELDS = [
  ['nom', 'Nom de naissance', 'allocataires[0].nom_naissance'],
  ['prenoms', 'Prénoms', 'allocataires[0].prenoms'],
  ['rue', 'Rue', 'adresse.numero_libelle_voie'],
  ['code_postal', 'Code postal', 'adresse.code_postal'],
  ['commune', 'Commune', 'adresse.commune'],
];
