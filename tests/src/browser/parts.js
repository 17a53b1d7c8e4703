// What is in a part of the page, open shadow roots included. Arguments: the part (`pre-remplir`, or `form` for the host's
// own), then how the legend of a group in it begins, or null for all of it.
const [part, legend, ...asked] = arguments;
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one]));

function isIn(one, matches) {
  for (let around = one; around; around = around.parentNode ?? around.host) if (matches(around)) return true;
  return false;
}

const isNamed = (name) => ({ localName }) => localName === name;
const isGroup = (one) => one.localName === 'fieldset' && plain(one.querySelector(':scope > legend')?.textContent ?? '').startsWith(legend);
const isHere = (one) =>
  isIn(one, isNamed(part)) && (part === 'pre-remplir' || !isIn(one, isNamed('pre-remplir'))) && (legend === null || isIn(one, isGroup));
