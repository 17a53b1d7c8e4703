import sys

relay, key, form, order = sys.stdin.read().splitlines()
word = ticket(relay, key, json.loads(order))
print(word, tag(form, word), sep="\n")
