import { readFileSync } from "node:fs";

const [relay, key, form, order] = readFileSync(0, "utf8").split("\n");
const word = await ticket(relay, key, JSON.parse(order));
console.log(`${word}\n${tag(form, word)}`);
