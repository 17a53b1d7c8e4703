// What the demo pages need of their own: the list of people to try, and the rows of children of the canteen form.

const FORMS = [
  { source: 'quotient_familial', title: 'Pour la cantine scolaire', page: 'cantine.html' },
  { source: 'demandeur_emploi', title: 'Pour l’abonnement de transport', page: 'transport.html' },
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

/** One person: a summary to open, what to type, and what happens then. */
function person({ title, description, fields, outcome }) {
  const typed = Object.entries(fields).flatMap(([label, value]) => [element('dt', label), element('dd', String(value))]);
  return element(
    'details',
    element('summary', title),
    element('p', description),
    element('dl', ...typed),
    element('p', element('strong', 'Ce qui se passe : '), outcome),
  );
}

/** The people to try with one form, and the way to it. */
function people(all, { source, title, page }) {
  const list = all.filter((one) => one.source === source).map(person);
  return element('div', element('h3', title), ...list, element('p', link('Ouvrir le formulaire', page)));
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
