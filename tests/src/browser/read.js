// All the words that a person reads there.
const roots = all(document).filter(legend === null ? isNamed(part) : (one) => isHere(one) && isGroup(one));
const isolated = (one) => one.shadowRoot?.querySelector('.pr-root')?.innerText ?? '';
return roots.map((one) => one.innerText + ' ' + isolated(one)).join(' ');
