// Notes the widget's events, in the order in which the page hears them.
window.heard = [];
for (const name of 'ready consent fill filled edited refused error undone'.split(' ')) {
  document.addEventListener('prefill-' + name, () => window.heard.push(name));
}
