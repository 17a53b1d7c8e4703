// Form.io: components, a mask, a grid whose rows its own button adds. The attributes are given once it has drawn them.
import { send, show } from '../host.js';

const required = { validate: { required: true } };
const text = (key, label, path, more) => ({ type: 'textfield', key, label, attributes: { 'data-prefill': path }, ...required, ...more });
const date = { inputMask: '99/99/9999', placeholder: 'JJ/MM/AAAA' };
const choices = (...values) => values.map((value) => ({ label: value, value }));
const components = [
  { type: 'number', key: 'qf', label: 'Quotient familial', attributes: { 'data-prefill': 'quotient_familial.valeur' }, ...required },
  { type: 'select', widget: 'html5', key: 'caisse', label: 'Caisse', data: { values: choices('CNAF', 'MSA') }, attributes: { 'data-prefill': 'quotient_familial.fournisseur' }, ...required },
  { type: 'radio', key: 'civilite', label: 'Civilité', values: choices('Madame', 'Monsieur'), attributes: { 'data-prefill': 'allocataires[0].civilite' }, ...required },
  text('nom', 'Nom de naissance', 'allocataires[0].nom_naissance'),
  text('prenoms', 'Prénoms', 'allocataires[0].prenoms'),
  text('naissance', 'Date de naissance', 'allocataires[0].date_naissance', date),
  text('rue', 'Rue', 'adresse.numero_libelle_voie'),
  text('code_postal', 'Code postal', 'adresse.code_postal', { inputMask: '99999' }),
  text('commune', 'Commune', 'adresse.commune'),
  {
    type: 'datagrid', key: 'enfants', label: 'Enfants', addAnother: 'Ajouter un enfant', initEmpty: true,
    components: [text('prenoms', 'Prénoms', 'enfants[].prenoms'), text('naissance', 'Date de naissance', 'enfants[].date_naissance', date)],
  },
  { type: 'button', action: 'submit', key: 'submit', label: 'Envoyer la demande' },
];

/** Says which table holds the rows of children. */
function dress(root) {
  const rows = root.querySelector('[ref^=datagrid-enfants-tbody]');
  if (!rows || rows.dataset.prefillEach) return;
  rows.dataset.prefillEach = 'enfants';
  rows.dataset.prefillAdd = '[ref=datagrid-enfants-addRow]';
}

const root = document.querySelector('#racine');
new MutationObserver(() => dress(root)).observe(root, { childList: true, subtree: true });
const form = await window.Formio.createForm(root, { components }, { language: 'fr' });
const model = () => {
  const { submit, ...answers } = form.submission.data;
  return answers;
};
show(model, () => form.checkValidity(form.submission.data, false));
form.nosubmit = true;
document.querySelector('#inscription').addEventListener('submit', (event) => event.preventDefault());
form.on('submit', () => send(model()));
