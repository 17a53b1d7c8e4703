// One row to begin with, and a button for more.
const list = document.querySelector('#enfants');
const button = document.querySelector('#ajouter');

function add() {
  const row = document.querySelector('#modele').content.firstElementChild.cloneNode(true);
  row.querySelector('[data-prefill-remove]').addEventListener('click', () => row.remove());
  list.append(row);
}
button.addEventListener('click', add);
add();
