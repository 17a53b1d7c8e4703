// The whole form is inside an element.
customElements.define('x-demarche', class extends HTMLElement {
  connectedCallback() {
    const form = document.createElement('form');
    const widget = document.createElement('pre-remplir');
    widget.setAttribute('form', 'famille');
    const label = Object.assign(document.createElement('label'), { textContent: 'Rue ' });
    const control = Object.assign(document.createElement('input'), { id: 'rue', name: 'rue' });
    control.dataset.prefill = 'adresse.numero_libelle_voie';
    label.append(control);
    form.append(widget, label);
    this.attachShadow({ mode: 'open' }).append(form);
  }
});
