// The page notes what is typed a moment later, by the rank of the row: a row that has left meanwhile comes back.
const list = document.querySelector('#enfants');
let rows = [];

function draw() {
  while (list.children.length > rows.length) list.lastElementChild.remove();
  while (list.children.length < rows.length) list.append(row(list.children.length));
  rows.forEach((name, rank) => { list.children[rank].querySelector('input').value = name ?? ''; });
}

function row(rank) {
  const row = document.createElement('p');
  const input = Object.assign(document.createElement('input'), { name: 'prenoms', ariaLabel: 'Prénoms' });
  input.dataset.prefill = 'enfants[].prenoms';
  input.addEventListener('input', () => setTimeout((name) => {
    rows[rank] = name;
    draw();
  }, 50, input.value));
  const remove = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Retirer' });
  remove.addEventListener('click', () => setTimeout(() => {
    rows.splice(rank, 1);
    draw();
  }, 20));
  row.append(input, remove);
  return row;
}

document.querySelector('#ajouter').addEventListener('click', () => {
  rows.push('');
  draw();
});
