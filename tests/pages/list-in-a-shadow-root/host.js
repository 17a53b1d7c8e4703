// A list of its own in an open shadow root, empty at first, drawn anew from its state a moment after each change.
const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

customElements.define('x-enfants', class extends HTMLElement {
  #names = [];
  #rows = make('div');

  connectedCallback() {
    this.#rows.dataset.prefillEach = 'enfants';
    this.#rows.dataset.prefillAdd = '#ajouter';
    const button = make('button', { id: 'ajouter', type: 'button', textContent: 'Ajouter un enfant' });
    button.addEventListener('click', () => this.#change([...this.#names, '']));
    this.attachShadow({ mode: 'open' }).append(this.#rows, button);
  }

  #change(names) {
    this.#names = names;
    document.querySelector('#modele').value = names.join('|');
    queueMicrotask(() => this.#draw());
  }

  #draw() {
    while (this.#rows.children.length < this.#names.length) this.#rows.append(this.#row(this.#rows.children.length));
    while (this.#rows.children.length > this.#names.length) this.#rows.lastChild.remove();
    [...this.#rows.querySelectorAll('input')].forEach((control, rank) => { control.value = this.#names[rank]; });
  }

  #row(rank) {
    const row = make('p', { className: 'enfant' });
    const label = make('label', { textContent: 'Prénoms ' });
    const control = make('input');
    control.dataset.prefill = 'enfants[].prenoms';
    control.addEventListener('input', () => this.#change(this.#names.with(rank, control.value)));
    const remove = make('button', { type: 'button', textContent: 'Retirer' });
    remove.dataset.prefillRemove = '';
    remove.addEventListener('click', () => this.#change(this.#names.toSpliced([...this.#rows.children].indexOf(row), 1)));
    label.append(control);
    row.append(label, remove);
    return row;
  }
});
