import { readFileSync } from "node:fs";

const tried = (work, ...given) => work(...given).catch(() => null);
const all = async (list, work) => Promise.all(list.map(work));
const q = JSON.parse(readFileSync(0, "utf8"));
const check = (token) => tried(verify, token, q.jwks, q.relay, q.siret, q.form);
const honest = await check(q.honest);
console.log(JSON.stringify({
  accepted: (await all(q.tokens, check)).map((claims) => claims !== null),
  opened: await all(q.sealed, (sealed) => tried(openSealed, sealed, q.private)),
  certified: q.sent.map(([path, sent]) => certified(honest, path, sent)),
}));
