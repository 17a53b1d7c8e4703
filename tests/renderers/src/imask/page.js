// IMask on every control that asks for it: a pattern, or an amount with its thousands apart. The page sees the bare values.
import IMask from 'imask';

const AMOUNT = { mask: Number, thousandsSeparator: ' ', scale: 0 };
for (const control of document.querySelectorAll('[data-mask]')) {
  const { mask } = control.dataset;
  const masked = IMask(control, mask === 'amount' ? AMOUNT : { mask, lazy: false });
  const bare = document.querySelector(`output[for=${control.id}]`);
  masked.on('accept', () => { bare.value = masked.unmaskedValue; });
}
