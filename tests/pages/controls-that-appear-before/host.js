const button = Object.assign(document.createElement('button'), { id: 'afficher', type: 'button', textContent: 'Afficher l’adresse' });
button.addEventListener('click', () => {
  const label = Object.assign(document.createElement('label'), { textContent: 'Rue ' });
  const control = Object.assign(document.createElement('input'), { id: 'rue', name: 'rue' });
  control.dataset.prefill = 'adresse.numero_libelle_voie';
  label.append(control);
  button.replaceWith(label);
});
document.querySelector('#suite').append(button);
