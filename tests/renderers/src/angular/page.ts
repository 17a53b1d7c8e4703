// Angular with reactive forms: a group, its rules, an array of groups. The templates are compiled in the browser.
import '@angular/compiler';
import { Component, provideZonelessChangeDetection } from '@angular/core';
import { FormArray, FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { bootstrapApplication } from '@angular/platform-browser';
import { FIELDS, send, show } from '../host.js';

const text = () => new FormControl('', { nonNullable: true, validators: [Validators.required], updateOn: 'blur' });
const child = () => new FormGroup({ prenoms: text(), naissance: text() });

@Component({
  selector: 'x-demarche',
  imports: [ReactiveFormsModule],
  template: `
    <form [formGroup]="form" (ngSubmit)="submit()">
      <p><label>Quotient familial <input type="number" formControlName="qf" data-prefill="quotient_familial.valeur"></label></p>
      <p><label>Caisse <select formControlName="caisse" data-prefill="quotient_familial.fournisseur"><option value="">Choisir</option><option value="CNAF">CAF</option><option value="MSA">MSA</option></select></label></p>
      <fieldset>
        <legend>Civilité</legend>
        @for (civilite of ['Madame', 'Monsieur']; track civilite) {
          <label><input type="radio" formControlName="civilite" [value]="civilite" data-prefill="allocataires[0].civilite"> {{ civilite }}</label>
        }
      </fieldset>
      @for (field of fields; track field[0]) {
        <p><label>{{ field[1] }} <input [formControlName]="field[0]" [attr.data-prefill]="field[2]"></label></p>
      }
      <p><label>Date de naissance <input type="date" formControlName="naissance" data-prefill="allocataires[0].date_naissance"></label></p>
      <fieldset formArrayName="enfants">
        <legend>Enfants</legend>
        <div data-prefill-each="enfants" data-prefill-add="#ajouter">
          @for (enfant of children.controls; track enfant; let rank = $index) {
            <fieldset [formGroupName]="rank">
              <legend>Enfant {{ rank + 1 }}</legend>
              <label>Prénoms <input formControlName="prenoms" data-prefill="enfants[].prenoms"></label>
              <label>Date de naissance <input type="date" formControlName="naissance" data-prefill="enfants[].date_naissance"></label>
              <button type="button" data-prefill-remove (click)="children.removeAt(rank)">Retirer</button>
            </fieldset>
          }
        </div>
        <button id="ajouter" type="button" (click)="add()">Ajouter un enfant</button>
      </fieldset>
      <button type="submit">Envoyer la demande</button>
    </form>`,
})
class Demarche {
  fields = FIELDS;
  children = new FormArray([child()]);
  form = new FormGroup({
    qf: new FormControl(null, [Validators.required, Validators.min(0)]),
    caisse: text(), civilite: text(), nom: text(), prenoms: text(), naissance: text(), rue: text(), code_postal: text(), commune: text(),
    enfants: this.children,
  });

  constructor() {
    show(() => this.form.value, () => this.form.valid);
  }

  add() {
    this.children.push(child());
  }

  submit() {
    if (this.form.valid) send(this.form.value);
  }
}

bootstrapApplication(Demarche, { providers: [provideZonelessChangeDetection()] });
