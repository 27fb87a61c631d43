"""What share of the reference events the grammar's readings could reach if the best were always chosen.

python tools/oracle.py GOLD_DIR            (GOLD_DIR holds texts/ and events/)
"""

import sys
from collections import Counter
from pathlib import Path

from labels import gold_of, labelled

if __name__ == "__main__":
    root = Path(sys.argv[1])
    reached, total, count = Counter(), Counter(), 0
    for name, fragment_triggers, _text in labelled(root):
        gold = gold_of(root, name)
        hit = {number for trigger, matches in fragment_triggers for found in matches for number in found}
        count += sum(len(trigger.readings) for trigger, _ in fragment_triggers)
        for number, event in enumerate(gold):
            total[event["type"]] += 1
            reached[event["type"]] += number in hit
            if number not in hit and "-v" in sys.argv:
                sides = [",".join(e["code"] for e in event[k]) for k in ("actor", "recipient")]
                print(
                    f"MISS {name} {event['type']} {event['aux'] or ''} {sides[0]} > "
                    f"{sides[1]} | {event['evidence'][:90]}"
                )
    share = sum(reached.values()) / sum(total.values())
    print(f"reached {sum(reached.values())} of {sum(total.values())} = {share:.3f}, {count} readings")
    print("  ".join(f"{kind} {reached[kind]}/{total[kind]}" for kind in sorted(total, key=total.get, reverse=True)))
