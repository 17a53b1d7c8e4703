// A list of the page's own: what opens it and each choice are in shadow roots, where nobody outside finds the choices.
const make = (name, attributes, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
};

customElements.define('x-option', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).append(make('span', { role: 'option' }, make('slot', {})));
  }
});
customElements.define('x-liste', class extends HTMLElement {
  value = '';
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).append(
      make('div', { role: 'combobox', tabindex: '0', 'aria-expanded': 'false', 'aria-controls': 'choix' }),
      make('div', { role: 'listbox', id: 'choix' }, make('slot', {})),
    );
  }
});

const list = document.querySelector('#caisse');
list.addEventListener('change', () => { document.querySelector('#recu').value = list.value; });
const told = [];
for (const name of ['x-change', 'xChange']) {
  list.addEventListener(name, (event) => {
    told.push(event.detail.value);
    document.querySelector('#famille').value = told.join(' ');
  });
}
