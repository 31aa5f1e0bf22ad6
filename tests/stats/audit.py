"""What an attacker can say of hidden cells, in fractions and without the engine: the judge of sdc_*.csv.

A table is its cells with all margins; 'Total' is a margin. Unknown are the hidden innermost cells; each published cell
says what some of them sum to, and none is negative. The ends of a hidden cell are two linear programmes, here by the
simplex method with Bland's rule, which needs no tolerance.
"""
from fractions import Fraction

DIMS = ("dim1", "dim2", "dim3")


def label(row):
    return tuple(row[d] for d in DIMS if row[d] != "")


def innermost_in(cell, leaves):
    return [leaf for leaf in leaves if all(c in ("Total", l) for c, l in zip(cell, leaf))]


def pivot(tableau, basis, row, column):
    factor = tableau[row][column]
    tableau[row] = [x / factor for x in tableau[row]]
    for i, other in enumerate(tableau):
        if i != row and other[column] != 0:
            f = other[column]
            tableau[i] = [x - f * y for x, y in zip(other, tableau[row])]
    basis[row] = column


def maximise(tableau, basis, columns):
    """Last row: reduced costs (negative ones improve) and the value. False where nothing bounds it."""
    while True:
        column = next((j for j in range(columns) if tableau[-1][j] < 0), None)
        if column is None:
            return True
        ratios = [(tableau[i][-1] / tableau[i][column], basis[i], i) for i in range(len(basis)) if tableau[i][column] > 0]
        if not ratios:
            return False
        pivot(tableau, basis, min(ratios)[2], column)


def feasible(rows, sums, n):
    """→ (tableau without a last row, basis) of rows · x = sums, x >= 0; raises where no table agrees."""
    m = len(rows)
    tableau = [[Fraction(x) for x in r] + [Fraction(int(i == k)) for k in range(m)] + [Fraction(s)]
               for i, (r, s) in enumerate(zip(rows, sums))]
    basis = [n + i for i in range(m)]
    tableau.append([-sum((tableau[i][j] for i in range(m)), Fraction(0)) for j in range(n)] + [Fraction(0)] * m
                   + [-sum((Fraction(s) for s in sums), Fraction(0))])
    maximise(tableau, basis, n + m)
    if tableau[-1][-1] != 0:
        raise ValueError("no table agrees with what is published")
    tableau.pop()
    for i in reversed(range(m)):
        if basis[i] >= n:
            column = next((j for j in range(n) if tableau[i][j] != 0), None)
            if column is None:
                del tableau[i], basis[i]
            else:
                pivot(tableau, basis, i, column)
    return [r[:n] + r[-1:] for r in tableau], basis


def largest(start, basis, n, cost):
    tableau, basis = [r[:] for r in start], basis[:]
    last = [Fraction(-c) for c in cost] + [Fraction(0)]
    for i, j in enumerate(basis):
        if last[j] != 0:
            f = last[j]
            last = [x - f * y for x, y in zip(last, tableau[i])]
    tableau.append(last)
    return tableau[-1][-1] if maximise(tableau, basis, n) else float("inf")


def ends(rows):
    """{label: (lower, upper)} of the suppressed among the rows of one table."""
    value = {label(r): int(r["freq"]) for r in rows}
    hidden = [label(r) for r in rows if r["suppressed"] == "1"]
    leaves = [c for c in value if "Total" not in c]
    unknown = [c for c in leaves if c in set(hidden)]
    number = {c: j for j, c in enumerate(unknown)}
    inside = {c: innermost_in(c, leaves) for c in value}

    def over_unknown(cell):
        out = [0] * len(unknown)
        for leaf in inside[cell]:
            if leaf in number:
                out[number[leaf]] = 1
        return out

    equations = {}
    for cell in value:
        if cell not in set(hidden):
            known = sum(value[leaf] for leaf in inside[cell] if leaf not in number)
            equations[tuple(over_unknown(cell))] = value[cell] - known
    equations.pop(tuple([0] * len(unknown)), None)
    start, basis = feasible(list(equations), list(equations.values()), len(unknown))
    out = {}
    for cell in hidden:
        known = sum(value[leaf] for leaf in inside[cell] if leaf not in number)
        cost = over_unknown(cell)
        out[cell] = (known - largest(start, basis, len(unknown), [-c for c in cost]),
                     known + largest(start, basis, len(unknown), cost))
    return out


def by_pattern(rows):
    out = {}
    for r in rows:
        out.setdefault((r["table"], r["method"]), []).append(r)
    return out


def cost(rows):
    """(hidden cells, Σ of them)"""
    hidden = [int(r["freq"]) for r in rows if r["suppressed"] == "1"]
    return len(hidden), sum(hidden)


def off(text, exact):
    stated = float(text)
    return stated != exact and not abs(stated - float(exact)) <= 1e-6 * max(1.0, abs(stated))


def stated_wrong(rows):
    """Cells whose stated ends are not what the attack gives."""
    found = ends(rows)
    return [f"{label(r)}: ends {r['lower']}, {r['upper']}, not {float(found[label(r)][0])}, {float(found[label(r)][1])}"
            for r in rows if r["suppressed"] == "1" and any(off(r[c], e) for c, e in zip(("lower", "upper"), found[label(r)]))]


def judge(want, got):
    """→ what is wrong with the patterns of sdc_suppression.csv: the three rules, and the ends that are stated."""
    fixed = ("table", "method", *DIMS, "freq", "primary")
    wrong = []
    if [[r[c] for c in fixed] for r in want] != [[r[c] for c in fixed] for r in got]:
        return ["other cells than R's"]
    reference = by_pattern(want)
    for (table, method), rows in by_pattern(got).items():
        where = f"{table}, {method}"
        shown = [label(r) for r in rows if r["primary"] == "1" and r["suppressed"] != "1"]
        exact = [c for c, (low, high) in ends(rows).items() if not high > low]
        limit = cost(reference[table, "GaussSuppression"])
        wrong += [f"{where}: primary {c} is shown" for c in shown] + [f"{where}: {c} follows exactly" for c in exact]
        wrong += [f"{where}: {w}" for w in stated_wrong(rows)]
        if any(ours > theirs for ours, theirs in zip(cost(rows), limit)):
            wrong.append(f"{where}: {cost(rows)} cells and persons hidden, GaussSuppression {limit}")
    for (table, method), rows in reference.items():
        wrong += [f"the audit of R's {method} of {table} is not lpSolve's: {w}" for w in stated_wrong(rows)]
    return wrong


def judge_summary(want, got, patterns):
    """sdc_summary.csv beside the patterns that it sums up."""
    if [(r["table"], r["method"], r["n_primary"]) for r in want] != [(r["table"], r["method"], r["n_primary"]) for r in got]:
        return ["other tables than R's"]
    costs = {k: cost(rows) for k, rows in by_pattern(patterns).items()}
    return [f"{r['table']}, {r['method']}: {r}" for r in got
            if (int(r["n_suppressed"]), int(r["freq_suppressed"])) != costs[r["table"], r["method"]] or r["n_exact"] != "0"]
