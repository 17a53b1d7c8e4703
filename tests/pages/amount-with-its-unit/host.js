// Written as money once the person has left the control.
const control = document.querySelector('#qf');
control.addEventListener('blur', () => {
  const amount = Number(control.value.replace(/[^0-9,]/g, '').replace(',', '.'));
  if (control.value) control.value = amount.toFixed(2).replace('.', ',') + ' €';
});
