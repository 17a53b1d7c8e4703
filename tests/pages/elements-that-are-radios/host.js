// Radio buttons of the page's own: their state is a property, their role is nowhere in the page.
const group = document.querySelector('#groupe');
const show = () => { document.querySelector('#civilite').value = [...group.children].find((radio) => radio.checked)?.value ?? ''; };

customElements.define('x-radio', class extends HTMLElement {
  #checked = false;
  get value() { return this.getAttribute('value'); }
  get checked() { return this.#checked; }
  set checked(checked) { this.#checked = checked; }
  connectedCallback() {
    this.attachInternals().role = 'radio';
    this.addEventListener('click', () => {
      for (const other of group.children) other.checked = other === this;
      this.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }
});

group.addEventListener('change', show);
