// All the words that a person reads in the parts of a name (`pre-remplir` or `form`), open shadow roots included.
const [part] = arguments;
const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one]));
const isolated = (one) => one.shadowRoot?.querySelector('.pr-root')?.innerText ?? '';
return all(document)
  .filter((one) => one.localName === part)
  .map((one) => one.innerText + ' ' + isolated(one))
  .join(' ');
