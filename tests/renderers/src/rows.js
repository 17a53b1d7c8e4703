// The rows of children of a page that no framework renders: a template of one, a button for more, a button in each.
const list = document.querySelector('#enfants');

function add() {
  const row = document.querySelector('#modele').content.firstElementChild.cloneNode(true);
  row.querySelector('[data-prefill-remove]').addEventListener('click', () => row.remove());
  list.append(row);
}

document.querySelector('#ajouter').addEventListener('click', add);
add();
