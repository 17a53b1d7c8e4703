// A control of the page's own, as design systems make them: `value` is its property, and it tells `input` and `change`.
customElements.define('x-saisie', class extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  #control = document.createElement('input');

  connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: 'open' }).append(this.#control);
    this.#control.addEventListener('input', () => this.#internals.setFormValue(this.#control.value));
  }

  get value() { return this.#control.value; }
  set value(value) {
    this.#control.value = value;
    this.#internals.setFormValue(value);
  }
});

const show = () => { document.querySelector('#envoi').value = new FormData(document.querySelector('#inscription')).get('rue'); };
for (const type of ['input', 'change']) document.addEventListener(type, show);
