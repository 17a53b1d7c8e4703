// What a person finds in a part of the page, open shadow roots included. Arguments: the part (`pre-remplir`, or
// `form` for the host's own), a selector, the words, and whether the words of
// the element only hold them instead of beginning with them.
const [part, selector, words, anywhere] = arguments;
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one]));
const isIn = (one, name) => {
  for (let around = one; around; around = around.parentNode ?? around.host) if (around.localName === name) return true;
  return false;
};
const isHere = (one) => isIn(one, part) && (part === 'pre-remplir' || !isIn(one, 'pre-remplir'));
const says = (text) => (anywhere ? text.includes(words) : text.startsWith(words));
return all(document).find(
  (one) => one.matches(selector) && isHere(one) && says(plain(one.textContent)) && one.checkVisibility({ visibilityProperty: true }),
);
