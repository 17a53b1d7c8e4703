// React with React Hook Form: registered controls, one that React controls, a field array.
import { createRoot } from 'react-dom/client';
import { Controller, useFieldArray, useForm } from 'react-hook-form';
import { FIELDS, send, show } from '../host.js';

const CHILD = { prenoms: '', naissance: '' };
const EMPTY = { qf: '', caisse: '', civilite: '', nom: '', prenoms: '', naissance: '', rue: '', code_postal: '', commune: '', enfants: [CHILD] };
const required = { required: true };

function Children({ control, register }) {
  const { fields, append, remove } = useFieldArray({ control, name: 'enfants' });
  return (
    <fieldset>
      <legend>Enfants</legend>
      <div data-prefill-each="enfants" data-prefill-add="#ajouter">
        {fields.map((field, rank) => (
          <fieldset key={field.id}>
            <legend>Enfant {rank + 1}</legend>
            <label>Prénoms <input {...register(`enfants.${rank}.prenoms`, required)} data-prefill="enfants[].prenoms" /></label>
            <label>Date de naissance <input type="date" {...register(`enfants.${rank}.naissance`, required)} data-prefill="enfants[].date_naissance" /></label>
            <button type="button" data-prefill-remove="" onClick={() => remove(rank)}>Retirer</button>
          </fieldset>
        ))}
      </div>
      <button id="ajouter" type="button" onClick={() => append(CHILD, { shouldFocus: false })}>Ajouter un enfant</button>
    </fieldset>
  );
}

/** One line of text; React itself holds the value of the town. */
function Line({ name, label, path, control, register }) {
  const plain = <input {...register(name, required)} data-prefill={path} />;
  const controlled = ({ field }) => <input {...field} data-prefill={path} />;
  return <p><label>{label} {name === 'commune' ? <Controller name={name} control={control} rules={required} render={controlled} /> : plain}</label></p>;
}

function Demarche() {
  const { control, register, handleSubmit, getValues, trigger } = useForm({ defaultValues: EMPTY, mode: 'onBlur' });
  show(() => getValues(), () => trigger());
  return (
    <form onSubmit={handleSubmit(send)}>
      <p><label>Quotient familial <input inputMode="numeric" {...register('qf', { required: true, pattern: /^\d+$/ })} data-prefill="quotient_familial.valeur" /></label></p>
      <p><label>Caisse <select {...register('caisse', required)} data-prefill="quotient_familial.fournisseur"><option value="">Choisir</option><option>CNAF</option><option>MSA</option></select></label></p>
      <fieldset>
        <legend>Civilité</legend>
        {['Madame', 'Monsieur'].map((civilite) => (
          <label key={civilite}><input type="radio" value={civilite} {...register('civilite', required)} data-prefill="allocataires[0].civilite" /> {civilite}</label>
        ))}
      </fieldset>
      {FIELDS.map(([name, label, path]) => <Line key={name} {...{ name, label, path, control, register }} />)}
      <p><label>Date de naissance <input type="date" {...register('naissance', required)} data-prefill="allocataires[0].date_naissance" /></label></p>
      <Children control={control} register={register} />
      <button type="submit">Envoyer la demande</button>
    </form>
  );
}

createRoot(document.querySelector('#racine')).render(<Demarche />);
