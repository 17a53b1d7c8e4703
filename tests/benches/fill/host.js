// The page of the measure: 110 controls and 30 rows of 3, the times of the widget, and the same work written by hand.

const PATHS = [
  "quotient_familial.valeur", "quotient_familial.mois", "quotient_familial.annee", "allocataires[0].nom_naissance",
  "allocataires[0].prenoms", "allocataires[0].date_naissance", "adresse.numero_libelle_voie", "adresse.code_postal",
  "adresse.commune", "adresse.pays", "allocataires[0].sexe",
];
const ROW = ["nom_naissance", "prenoms", "date_naissance"];

// A date has the browser's own control, as in the rows: the first one of a page is slow to draw, whoever adds it.
const input = (path) =>
  Object.assign(document.createElement("input"), { type: path.includes("date_") ? "date" : "text", name: path });
for (let rank = 0; rank < 110; rank++) {
  const mapped = input(PATHS[rank % PATHS.length]);
  mapped.dataset.prefill = mapped.name;
  document.querySelector("#champs").append(mapped);
  document.querySelector("#a-la-main").append(input(mapped.name));
}

const times = { longest: 0 };
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) times.longest = Math.max(times.longest, task.duration);
}).observe({ type: "longtask" });
// What came before the fill is not its doing.
window.forget = () => {
  times.longest = 0;
  performance.clearMeasures("pre-remplir-hold");
};

const at = (data, path) =>
  path.split(".").reduce((place, part) => {
    const [name, row] = part.split("[");
    const inner = place?.[name];
    return row === undefined ? inner : inner?.[parseInt(row)];
  }, data);
const french = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split("-").reverse().join("/") : text);

// What the plan works out, by hand: the value of each control, as the control takes it, unless it holds it already.
const planned = (data, controls) => {
  const writes = [];
  controls.forEach((control) => {
    const value = at(data, control.name);
    if (value === null || value === undefined) return;
    const text = control.type === "date" ? String(value) : french(String(value));
    if (control.value !== text) writes.push([control, text]);
  });
  data.enfants.forEach((_, row) => {
    for (const field of ROW) writes.push([undefined, french(String(at(data, `enfants[${row}].${field}`)))]);
  });
  return writes;
};

const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
const write = (control, text) => {
  set.call(control, text);
  for (const type of ["input", "change", "blur", "focusout"]) control.dispatchEvent(new Event(type, { bubbles: type !== "blur" }));
};

const timed = (work) => {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
};

// The times of the widget, and those of the same work by hand, in milliseconds.
window.measure = (data) => {
  const controls = [...document.querySelectorAll("#a-la-main input")];
  const rounds = Array.from({ length: 200 }, () => timed(() => planned(data, controls))[0]);
  const [fill] = timed(() => {
    const template = document.querySelector("template").content;
    const added = data.enfants.map(() => {
      const row = template.cloneNode(true);
      const inputs = [...row.querySelectorAll("input")];
      document.querySelector("#a-la-main").append(row);
      return inputs;
    });
    planned(data, controls).filter(([control]) => control).forEach(([control, text]) => write(control, text));
    added.forEach((inputs, row) => inputs.forEach((control, rank) => write(control, String(data.enfants[row][ROW[rank]]))));
  });
  const plans = performance.getEntriesByName("pre-remplir-plan").map((entry) => entry.duration);
  const filled = [...document.querySelectorAll("#inscription input[name]:not([name^=pre-remplir])")].filter((control) => control.value).length;
  const holds = performance.getEntriesByName("pre-remplir-hold").map((entry) => entry.duration);
  return { plans, holds, longest: times.longest, planByHand: rounds.reduce((a, b) => a + b) / rounds.length, fillByHand: fill, filled };
};
