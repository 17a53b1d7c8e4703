// The page holds its own state, and draws thirty controls anew from it at each letter.
const PATHS = ['adresse.numero_libelle_voie', 'adresse.code_postal', 'adresse.commune'];
const state = Array.from({ length: 30 }, () => '');

function draw() {
  document.querySelector('#lignes').replaceChildren(...state.map((text, rank) => {
    const label = Object.assign(document.createElement('label'), { textContent: `Champ ${rank} ` });
    const control = Object.assign(document.createElement('input'), { value: text });
    control.dataset.prefill = PATHS[rank % 3];
    control.addEventListener('input', () => {
      state[rank] = control.value;
      draw();
    });
    label.append(control);
    return label;
  }));
  document.querySelector('#modele').value = String(state.filter((text) => text !== '').length);
}

draw();
