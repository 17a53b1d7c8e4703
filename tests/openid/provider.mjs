// An OpenID provider that nobody of this project wrote, set as FranceConnect v2 describes itself at its discovery address.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { client, acr, person, scopes } = JSON.parse(process.argv[2]);
const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
const account = "person-1";

const settings = {
  clients: [{ ...client, id_token_signed_response_alg: "ES256", response_types: ["code"] }],
  clientAuthMethods: [client.token_endpoint_auth_method],
  jwks: { keys: [{ ...key, alg: "ES256", use: "sig", kid: "of-the-day" }] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  acrValues: ["eidas1", "eidas2", "eidas3"],
  scopes: ["openid", ...scopes],
  claims: {
    openid: ["sub"],
    given_name: ["given_name", "given_name_array"],
    family_name: ["family_name"],
    birthdate: ["birthdate"],
    gender: ["gender"],
    birthplace: ["birthplace"],
    birthcountry: ["birthcountry"],
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...person, sub }) }),
  pkce: { methods: ["S256"], required: () => true },
  responseTypes: ["code"],
  ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 1800, IdToken: 600, Interaction: 1800, Session: 1800 },
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
};

// Where the person says who they are, and agrees to what the service asks for.
const page = (address) => `<!doctype html><html lang="fr"><title>Connexion</title><form method="post" action="${address}">
<button name="choice" value="login">Se connecter</button> <button name="choice" value="cancel">Annuler</button></form></html>`;

async function interact(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method === "GET") return response.setHeader("content-type", "text/html; charset=utf-8").end(page(request.url));
  let sent = "";
  for await (const piece of request) sent += piece;
  const agrees = new URLSearchParams(sent).get("choice") === "login";
  const result = agrees ? await login(provider, params) : { error: "access_denied", error_description: "User auth aborted" };
  return provider.interactionFinished(request, response, result);
}

async function login(provider, params) {
  const grant = new provider.Grant({ accountId: account, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return { login: { accountId: account, acr }, consent: { grantId: await grant.save() } };
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, settings);
  const others = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url.startsWith("/interaction/")) return others(request, response);
    interact(provider, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  console.log(`listening ${issuer}`);
});
