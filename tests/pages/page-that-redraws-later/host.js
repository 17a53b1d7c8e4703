// The state is kept at once, and drawn at the next occasion, as most libraries do.
const LINES = [['Rue', 'adresse.numero_libelle_voie'], ['Code postal', 'adresse.code_postal'], ['Commune', 'adresse.commune']];
const state = ['', '', ''];
let planned = false;

function draw() {
  planned = false;
  document.querySelector('#lignes').replaceChildren(...LINES.map(([text, path], rank) => {
    const label = Object.assign(document.createElement('label'), { textContent: text + ' ' });
    const control = Object.assign(document.createElement('input'), { value: state[rank], name: 'ligne' + rank });
    control.dataset.prefill = path;
    control.addEventListener('input', () => {
      state[rank] = control.value;
      if (!planned) setTimeout(draw, 20);
      planned = true;
    });
    label.append(control);
    return label;
  }));
}

draw();
