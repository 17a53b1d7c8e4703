// What the page keeps is what its listeners were told: one takes the value of the button, the other that of a button
// that is checked, as a library does that leaves a mark on each.
const [civilite, caisse] = ['#civilite', '#caisse'].map((selector) => document.querySelector(selector));

document.querySelector('#civilites').addEventListener('change', (event) => { civilite.value = event.target.value; });

for (const radio of document.querySelectorAll('#caisses input')) {
  radio._x_model = true;
  radio.addEventListener('change', () => { caisse.value = radio.checked ? radio.value : caisse.value; });
}
