
class Main {
  public static void main(String[] words) throws Exception {
    var lines = new String(System.in.readAllBytes(), "UTF-8").lines().toList();
    var word = Tickets.ticket(lines.get(0), lines.get(1), lines.get(3));
    System.out.println(word + "\n" + Tickets.tag(lines.get(2), word));
  }
}
