// The model hears of an input 300 ms after its last letter. Two at the same moment are one too many for it: of what it
// did not hear, it draws what it knows.
const inputs = [...document.querySelectorAll('#rue, #commune')];
const [model, timers] = [{ rue: '', commune: '' }, {}];
const LATE = 300;
let heard = -LATE;

function hear(input) {
  if (performance.now() - heard > 50) model[input.id] = input.value;
  heard = performance.now();
  input.value = model[input.id];
  document.querySelector('#modele').textContent = Object.values(model).join(', ');
}

for (const input of inputs) {
  input.addEventListener('input', () => {
    clearTimeout(timers[input.id]);
    timers[input.id] = setTimeout(() => hear(input), LATE);
  });
}
