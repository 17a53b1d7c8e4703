// What the demo pages need of their own: the list of people to try, and the rows of children of the canteen form.

const FORMS = [
  { page: 'cantine.html', title: 'Pour la cantine scolaire', sources: ['quotient_familial'] },
  { page: 'transport.html', title: 'Pour l’abonnement de transport', sources: ['demandeur_emploi'] },
  { page: 'etudiant.html', title: 'Pour la carte d’étudiant', sources: ['statut_etudiant', 'etudiant_boursier'] },
  {
    page: 'aide-sociale.html',
    title: 'Pour l’aide sociale',
    sources: ['revenu_solidarite_active', 'prime_activite', 'allocation_adulte_handicape', 'complementaire_sante_solidaire'],
  },
  { page: 'scolarite.html', title: 'Pour la restauration du lycée', sources: ['eleve_scolarise'] },
  { page: 'tarif-fiscal.html', title: 'Pour le tarif solidaire', sources: ['avis_imposition'] },
  { page: 'bibliotheque.html', title: 'Pour la carte de bibliothèque', sources: ['revenu_solidarite_active'] },
];

/** An element with its children; strings become text nodes, never markup. */
function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function link(text, href) {
  const made = element('a', text);
  made.href = href;
  return made;
}

/** One person, as the sources of a form know them: a summary to open, what to type, and what happens then. */
function person(known) {
  const typed = Object.entries(known[0].fields).flatMap(([label, value]) => [element('dt', label), element('dd', String(value))]);
  const titles = [...new Set(known.map(({ title }) => title))].join(' · ');
  const answers = known.map(({ description, outcome }) => element('p', description, ' ', element('strong', outcome)));
  return element('details', element('summary', `${titles} (${typed[1].textContent})`), element('dl', ...typed), ...answers);
}

/** The people to try with one form, each once, and the way to it. */
function people(all, { page, title, sources }) {
  const persons = new Map();
  for (const known of all.filter(({ source }) => sources.includes(source))) {
    const typed = JSON.stringify(known.fields);
    persons.set(typed, [...(persons.get(typed) ?? []), known]);
  }
  const list = element('details', element('summary', `Voir les ${persons.size} personnes`), ...[...persons.values()].map(person));
  return element('div', element('h3', title), element('p', link('Ouvrir le formulaire', page)), list);
}

/** Fills the list of people to try; when it cannot be had, says so and what to do. */
async function showPeople(section) {
  const status = section.querySelector('[role=status]');
  try {
    const answer = await fetch('/personnes.json');
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const all = await answer.json();
    section.append(...FORMS.map((form) => people(all, form)));
    status.textContent = '';
  } catch (error) {
    console.warn('personnes.json', error);
    status.textContent = 'La liste des personnes n’a pas pu être chargée. Rechargez la page.';
  }
}

/** Gives a row its place in the list: in the names sent, the ids that labels point to, and the words shown. */
function number(row, index) {
  for (const one of row.querySelectorAll('[id], [for]')) {
    for (const attribute of ['id', 'name', 'for']) {
      const old = one.getAttribute(attribute);
      if (old) one.setAttribute(attribute, old.replace(/^(enfants\[|enfant-)\d+/, `$1${index}`));
    }
  }
  for (const place of row.querySelectorAll('[data-rang]')) place.textContent = String(index + 1);
}

/** The rows of children: at least one, each with its own button to take it away. */
function manageChildren(list) {
  const model = document.querySelector('#modele-enfant').content.firstElementChild;
  const addButton = document.querySelector('#ajouter-enfant');
  const announcement = document.querySelector('#annonce-enfants');

  function settle() {
    [...list.children].forEach(number);
    for (const button of list.querySelectorAll('[data-retirer]')) button.hidden = list.children.length === 1;
  }

  function add() {
    const row = model.cloneNode(true);
    list.append(row);
    row.querySelector('[data-retirer]').addEventListener('click', () => remove(row));
    settle();
  }

  function remove(row) {
    row.remove();
    settle();
    addButton.focus();
    announcement.textContent = `Enfant retiré. Nombre d’enfants : ${list.children.length}.`;
  }

  addButton.addEventListener('click', () => {
    add();
    announcement.textContent = `Enfant ajouté. Nombre d’enfants : ${list.children.length}.`;
  });
  addButton.hidden = false;
  add();
}

const section = document.querySelector('#personnes');
if (section) showPeople(section);
const children = document.querySelector('#enfants');
if (children) manageChildren(children);
