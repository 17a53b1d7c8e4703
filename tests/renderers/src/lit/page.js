// Lit: every part of the form is an element with an open shadow root and a state of its own; a line of text is one more.
import { LitElement, html } from 'lit';
import { FIELDS, send, show } from '../host.js';

/** An element whose state is `answers`; each of its controls says what it holds. */
class Part extends LitElement {
  static properties = { answers: { state: true } };

  hold(name) {
    return ({ target }) => { this.answers = { ...this.answers, [name]: target.value }; };
  }
}

class Line extends LitElement {
  static properties = { label: {}, path: {}, type: {}, value: {} };

  #type({ target }) {
    this.value = target.value;
    this.dispatchEvent(new CustomEvent('answer', { detail: this.value }));
  }

  render() {
    return html`<p><label>${this.label} <input type=${this.type ?? 'text'} .value=${this.value ?? ''} data-prefill=${this.path} @input=${this.#type}></label></p>`;
  }
}

class Quotient extends Part {
  answers = { qf: '', caisse: '' };

  render() {
    return html`
      <p><label>Quotient familial <input inputmode="numeric" .value=${this.answers.qf} @input=${this.hold('qf')} data-prefill="quotient_familial.valeur"></label></p>
      <p><label>Caisse <select .value=${this.answers.caisse} @change=${this.hold('caisse')} data-prefill="quotient_familial.fournisseur"><option value="">Choisir</option><option>CNAF</option><option>MSA</option></select></label></p>`;
  }
}

class Parent extends Part {
  answers = { civilite: '', naissance: '', ...Object.fromEntries(FIELDS.map(([name]) => [name, ''])) };

  #answer(name) {
    return ({ detail }) => { this.answers = { ...this.answers, [name]: detail }; };
  }

  #title(civilite) {
    return html`<label><input type="radio" name="civilite" .value=${civilite} .checked=${this.answers.civilite === civilite} @change=${this.hold('civilite')} data-prefill="allocataires[0].civilite"> ${civilite}</label>`;
  }

  render() {
    return html`
      <fieldset><legend>Civilité</legend>${['Madame', 'Monsieur'].map((civilite) => this.#title(civilite))}</fieldset>
      ${FIELDS.map(([name, label, path]) => html`<x-ligne label=${label} path=${path} .value=${this.answers[name]} @answer=${this.#answer(name)}></x-ligne>`)}
      <x-ligne label="Date de naissance" type="date" path="allocataires[0].date_naissance" .value=${this.answers.naissance} @answer=${this.#answer('naissance')}></x-ligne>`;
  }
}

class Children extends LitElement {
  static properties = { children_: { state: true } };

  children_ = [];

  #change(rank, name) {
    return ({ target }) => { this.children_ = this.children_.with(rank, { ...this.children_[rank], [name]: target.value }); };
  }

  #row(child, rank) {
    return html`<fieldset>
      <legend>Enfant ${rank + 1}</legend>
      <label>Prénoms <input .value=${child.prenoms} @input=${this.#change(rank, 'prenoms')} data-prefill="enfants[].prenoms"></label>
      <label>Date de naissance <input type="date" .value=${child.naissance} @input=${this.#change(rank, 'naissance')} data-prefill="enfants[].date_naissance"></label>
      <button type="button" data-prefill-remove @click=${() => { this.children_ = this.children_.toSpliced(rank, 1); }}>Retirer</button>
    </fieldset>`;
  }

  render() {
    return html`
      <div data-prefill-each="enfants" data-prefill-add="#ajouter">${this.children_.map((child, rank) => this.#row(child, rank))}</div>
      <button id="ajouter" type="button" @click=${() => { this.children_ = [...this.children_, { prenoms: '', naissance: '' }]; }}>Ajouter un enfant</button>`;
  }
}

customElements.define('x-ligne', Line);
customElements.define('x-quotient', Quotient);
customElements.define('x-parent', Parent);
customElements.define('x-enfants', Children);

const [quotient, parent, children] = ['x-quotient', 'x-parent', 'x-enfants'].map((name) => document.querySelector(name));
const model = () => ({ ...quotient.answers, ...parent.answers, enfants: children.children_ });
const isWhole = (answers) => Object.values(answers).every((answer) => (Array.isArray(answer) ? answer.every(isWhole) : answer));
show(model, () => isWhole(model()));
document.querySelector('#inscription').addEventListener('submit', (event) => {
  event.preventDefault();
  if (isWhole(model())) send(model());
});
