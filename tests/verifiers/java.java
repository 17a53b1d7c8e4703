
class Main {
  interface Work<T> {
    T run() throws Exception;
  }

  static <T> T tried(Work<T> work) {
    try {
      return work.run();
    } catch (Exception refused) {
      return null;
    }
  }

  public static void main(String[] words) throws Exception {
    var q = Preremplir.JSON.readTree(System.in);
    java.util.function.Function<String, JsonNode> check = token -> tried(() -> Preremplir.verify(
        token, q.get("jwks").asText(), q.get("relay").asText(), q.get("siret").asText(), q.get("form").asText()));
    var honest = check.apply(q.get("honest").asText());
    var said = Preremplir.JSON.createObjectNode();
    for (var name : new String[] {"accepted", "opened", "certified"}) said.putArray(name);
    for (var token : q.get("tokens")) said.withArray("accepted").add(check.apply(token.asText()) != null);
    for (var sealed : q.get("sealed"))
      said.withArray("opened").add(tried(() -> Preremplir.openSealed(sealed.asText(), q.get("private").asText())));
    for (var pair : q.get("sent"))
      said.withArray("certified").add(Preremplir.certified(honest, pair.get(0).asText(), pair.get(1).asText()));
    System.out.println(said);
  }
}
