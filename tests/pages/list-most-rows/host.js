// Three rows at most.
const list = document.querySelector('#enfants');
const button = document.querySelector('#ajouter');

function add() {
  const row = document.querySelector('#modele').content.firstElementChild.cloneNode(true);
  row.querySelector('[data-prefill-remove]').addEventListener('click', () => {
    row.remove();
    settle();
  });
  list.append(row);
  settle();
}

function settle() {
  button.disabled = list.children.length >= 3;
}

button.addEventListener('click', add);
add();
