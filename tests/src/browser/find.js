// What a person finds there. Asked: a selector, words, and whether the words of the element only hold them instead of
// beginning with them.
const [selector, words, anywhere] = asked;
const says = (text) => (anywhere ? text.includes(words) : text.startsWith(words));
return all(document).find(
  (one) => one.matches(selector) && isHere(one) && says(plain(one.textContent)) && one.checkVisibility({ visibilityProperty: true }),
);
