// An element of the page's own, with its control inside.
customElements.define('x-champ', class extends HTMLElement {
  connectedCallback() {
    const label = Object.assign(document.createElement('label'), { textContent: 'Rue ' });
    const control = Object.assign(document.createElement('input'), { id: 'rue' });
    control.dataset.prefill = 'adresse.numero_libelle_voie';
    label.append(control);
    this.attachShadow({ mode: 'open' }).append(label);
    control.addEventListener('input', () => { document.querySelector('#modele').value = control.value; });
  }
});
