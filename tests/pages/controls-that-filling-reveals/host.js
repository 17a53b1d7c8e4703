// Who says to be of the CAF is asked for the quotient, and then, when the page has thought about it, for its month.
const ask = (id, text, path) => {
  const label = Object.assign(document.createElement('label'), { textContent: text });
  const control = Object.assign(document.createElement('input'), { id, name: id });
  control.dataset.prefill = path;
  label.append(control);
  document.querySelector('#suite').append(label);
};
document.querySelector('#caf').addEventListener('change', () => {
  if (document.querySelector('#qf')) return;
  ask('qf', 'Quotient familial ', 'quotient_familial.valeur');
  setTimeout(() => ask('mois', 'Mois ', 'quotient_familial.mois'), 200);
});
