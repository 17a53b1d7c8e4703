// SurveyJS: questions, a list of choices of its own making, a panel that repeats. Each question says which path fills it.
import { Model, Serializer } from 'survey-core';
import 'survey-js-ui';
import { FIELDS, send, show } from '../host.js';

Serializer.addProperty('question', 'prefill');

const line = (name, title, prefill, more) => ({ type: 'text', name, title, prefill, isRequired: true, ...more });
const CHILD = [
  line('prenoms', 'Prénoms', 'enfants[].prenoms'),
  line('naissance', 'Date de naissance', 'enfants[].date_naissance', { inputType: 'date' }),
];
const survey = new Model({
  locale: 'fr',
  completeText: 'Envoyer la demande',
  textUpdateMode: 'onBlur',
  focusFirstQuestionAutomatic: false,
  elements: [
    line('qf', 'Quotient familial', 'quotient_familial.valeur', { inputType: 'number' }),
    { type: 'dropdown', name: 'caisse', title: 'Caisse', prefill: 'quotient_familial.fournisseur', choices: ['CNAF', 'MSA'], isRequired: true },
    { type: 'radiogroup', name: 'civilite', title: 'Civilité', prefill: 'allocataires[0].civilite', choices: ['Madame', 'Monsieur'], isRequired: true },
    ...FIELDS.map(([name, title, path]) => line(name, title, path)),
    line('naissance', 'Date de naissance', 'allocataires[0].date_naissance', { inputType: 'date' }),
    { type: 'paneldynamic', name: 'enfants', title: 'Enfants', panelCount: 1, addPanelText: 'Ajouter un enfant', removePanelText: 'Retirer', templateElements: CHILD },
  ],
});

const controls = (element) => element.matches('input, [role=combobox]') ? [element] : element.querySelectorAll('input, [role=combobox]');
survey.onAfterRenderQuestionInput.add((_, { question, htmlElement }) => {
  if (question.prefill) controls(htmlElement).forEach((control) => { control.dataset.prefill = question.prefill; });
});
survey.onAfterRenderPanel.add((_, { panel, htmlElement }) => {
  const row = panel.parentQuestion?.name === 'enfants' && htmlElement.closest('.sd-paneldynamic__panel-wrapper');
  if (row) Object.assign(row.dataset, { prefillEach: 'enfants', prefillAdd: '.sd-paneldynamic__add-btn' });
});
survey.onComplete.add((sender) => send(sender.data));
survey.render(document.querySelector('#racine'));
show(() => JSON.parse(JSON.stringify(survey.data)), () => survey.validate(false, false));
