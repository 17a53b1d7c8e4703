// What the page holds, for each selector as its expected value asks: a number counts, a truth is a box that is checked, a
// text is a value or words, a list is all of several. `a >>> b` is b in the open shadow root of a.
const [expected] = arguments;
const steps = (selector) => selector.split('>>>').map((step) => step.trim());
const find = (selector) =>
  steps(selector).reduce((roots, step) => roots.flatMap((root) => [...(root.shadowRoot ?? root).querySelectorAll(step)]), [document]);
const words = (one) => (typeof one.value === 'string' ? one.value : one.textContent.replace(/\s+/g, ' ').trim());
const read = (one, kind) => (kind === 'boolean' ? one.checked : words(one));
const look = (found, wanted) => {
  if (typeof wanted === 'number') return found.length;
  if (Array.isArray(wanted)) return found.map((one) => read(one, typeof wanted[0]));
  return found.length === 1 ? read(found[0], typeof wanted) : `(${found.length} elements)`;
};
return Object.fromEntries(Object.entries(expected).map(([selector, wanted]) => [selector, look(find(selector), wanted)]));
