// The page holds its own state, and draws every control anew from it.
const LINES = [['Rue', 'adresse.numero_libelle_voie'], ['Code postal', 'adresse.code_postal'], ['Commune', 'adresse.commune']];
const state = ['', '', ''];

function draw() {
  document.querySelector('#lignes').replaceChildren(...LINES.map(([text, path], rank) => {
    const label = Object.assign(document.createElement('label'), { textContent: text + ' ' });
    const control = Object.assign(document.createElement('input'), { value: state[rank], name: 'ligne' + rank });
    control.dataset.prefill = path;
    control.addEventListener('input', () => {
      state[rank] = control.value;
      draw();
    });
    label.append(control);
    return label;
  }));
  document.querySelector('#modele').value = state.join('|');
}

draw();
