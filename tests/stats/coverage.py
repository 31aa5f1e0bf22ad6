#!/usr/bin/env python3
"""How often 95 % intervals cover the truth that the answers were simulated from: coverage.py LOFTE_VECTORS DIR

Ours beside R's, by kind of weights, and what is found changed beside what did change. R's cover less than 95 % (the truth
is what the model expects, not what the finite population is; the items share a factor): R's share is asked, not 95 %.
"""
import collections
import csv
import os
import subprocess
import sys
import tempfile

Z = 1.959963984540054


def rows_of(folder, name):
    with open(os.path.join(folder, name), newline="") as f:
        return list(csv.DictReader(f))


def covered(folder, truth):
    """{(figure, weights): (covered, of)}; {weights: items found changed in each municipality}"""
    hit, of, found = collections.Counter(), collections.Counter(), collections.defaultdict(set)

    def note(key, is_covered):
        of[key] += 1
        hit[key] += is_covered
    for r in rows_of(folder, "svy_mean.csv"):
        if (r["muni"], r["item"]) in truth:
            apart = float(r["mean"]) - float(truth[r["muni"], r["item"]]["mean_round" + r["round"]])
            note(("means", r["design"]), abs(apart) <= Z * float(r["se"]))
    for r in rows_of(folder, "chg_items.csv"):
        change = float(truth[r["muni"], r["item"]]["change"])
        note(("changes", r["design"]), float(r["ci_l"]) <= change <= float(r["ci_u"]))
        if float(r["p_BH"]) < 0.05:
            found[r["design"]].add((r["muni"], r["item"]))
    return {k: (hit[k], of[k]) for k in of}, found


def main(program, folder):
    expected = os.path.join(folder, "expected")
    truth = {(r["muni"], r["item"]): r for r in rows_of(expected, "svy_truth.csv")}
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([program, folder, out], capture_output=True, timeout=600)
        ours, found = covered(out, truth)
    theirs, _ = covered(expected, truth)
    failures = [] if ours and set(ours) == set(theirs) else ["not the same figures"]
    for key in sorted(ours):
        (hit, of), (r, _) = ours[key], theirs.get(key, (0, 0))
        print(f"{key[0]}, {key[1]}: {hit} of {of} ({hit / of:.1%}), R {r}")
        # An interval that ends within rounding of the truth may fall on either side.
        if abs(hit - r) > 1 or hit < 0.88 * of:
            failures.append(f"{key[0]}, {key[1]}: {hit} of {of}, R {r}")
    changed = {k for k, r in truth.items() if abs(float(r["change"])) > 0.25}
    for weights, items in found.items():
        false = [k for k in items if abs(float(truth[k]["change"])) < 1e-9]
        print(f"found changed, {weights}: {len(items)}; of {len(changed)} large changes missed {len(changed - items)}, false {len(false)}")
        if not changed <= items or false:
            failures.append(f"{weights}: missed {sorted(changed - items)}, false {false}")
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
