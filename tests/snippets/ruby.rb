relay, key, form, order = $stdin.read.lines(chomp: true)
word = ticket(relay, key, JSON.parse(order))
puts word, tag(form, word)
