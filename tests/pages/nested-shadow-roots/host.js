const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

customElements.define('x-ligne', class extends HTMLElement {
  connectedCallback() {
    const label = make('label', { textContent: this.getAttribute('label') });
    const control = make('input');
    control.dataset.prefill = this.getAttribute('chemin');
    label.append(control);
    this.attachShadow({ mode: 'open' }).append(label);
  }
});

customElements.define('x-adresse', class extends HTMLElement {
  connectedCallback() {
    const line = (label, chemin) => {
      const made = make('x-ligne');
      made.setAttribute('label', label);
      made.setAttribute('chemin', chemin);
      return made;
    };
    const towns = make('select', { ariaLabel: 'Commune' });
    towns.dataset.prefill = 'adresse.commune';
    towns.append(new Option('Choisir', ''), new Option('Brest', '29019'));
    const root = this.attachShadow({ mode: 'open' });
    root.append(line('Rue ', 'adresse.numero_libelle_voie'), line('Code postal ', 'adresse.code_postal'), towns);
  }
});
