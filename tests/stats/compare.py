#!/usr/bin/env python3
"""What R answered beside what the engine answers: compare.py LOFTE_VECTORS DIR [OUT]

DIR is a set as MANIFEST.json there describes it. Every expected file must either be computed and agree in all its cells
within the manifest's tolerance, do what JUDGED asks of it, or stand in NOT_YET. A file that is computed but not in KNOWN, or named and not in
the manifest, fails too, so that neither list can drift.
"""
import csv, json, math, os, subprocess, sys, tempfile

import audit

SMALL = 1e-12  # of the natural scale (the column's largest value): counts as zero


def scale_of(name, column, values):
    """A p-value is as good as its digits however small; the awkward cases and monthly counts are of all sizes in a column."""
    if column == "p" or column.startswith("p_"):
        return 1e-300
    return 1.0 if name == "awk_values.csv" or name.startswith("ts_") else max(values, default=0.0)


def awkward(case, quantity):
    """The manifest's words on awk_values.csv; and the design effect of an item that all answer alike, which is 0/0."""
    if case.startswith("zero/ciprop/") and case.endswith(("/y0", "/y1")) or case in ("zero/deff/y0", "zero/deff/y1"):
        return None
    return 1e-6 if case.startswith("zero/ciprop/logit") else 1e-9


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


# Where hardly anything is expected only the alarm is compared; mu0 means nothing in the delta configurations.
def few(row, tolerance):
    expected = number(row["expected"])
    return None if expected is not None and expected < 1e-6 else tolerance


FARRINGTON = {c: lambda r: few(r, 1e-9) for c in ("expected", "upperbound", "score", "pvalue", "phi", "trendcoef", "trend")}
FARRINGTON["mu0"] = lambda r: None if r["config"].startswith("de") else few(r, 1e-9)

# file: (tolerance that the manifest states first, {column: another that it states, or a function of the row; None: not held})
KNOWN = {
    "padj.csv": (1e-12, {}),
    "rate_ci.csv": (1e-9, {}),
    "rate_ratio.csv": (1e-9, {}),
    "rate_standardised.csv": (1e-9, {}),
    "prop.csv": (1e-9, {}),
    "funnel.csv": (1e-9, {}),
    "eb.csv": (1e-9, {}),
    "svy_cal_totals.csv": (0.0, {}),
    "svy_gweights_round1.csv": (1e-9, {}),
    "svy_weight_summary.csv": (1e-9, {}),
    "svy_mean.csv": (1e-9, {}),
    "svy_domain.csv": (1e-9, {}),
    "svy_domain_cov.csv": (1e-9, {}),
    "svy_total.csv": (1e-9, {}),
    "svy_ratio.csv": (1e-9, {}),
    "svy_var.csv": (1e-9, {}),
    "svy_quantile.csv": (1e-9, {c: lambda r: 1e-9 if r["status"] == "ok" else None for c in ("ci_l", "ci_u", "se", "status")}),
    # likelihood is optional; on calibrated designs R's limits are not those of its own variance, and are not held to.
    "svy_ciprop.csv": (1e-9, {c: lambda r: {"logit": 1e-6, "likelihood": 1e-4 if r["design"] == "base" else None}.get(r["method"], 1e-9)
                              for c in ("p", "ci_l", "ci_u")}),
    "svy_chisq.csv": (1e-8, {"p": lambda r: None if float(r["p"]) < 1e-300 else 1e-5 if r["statistic"] == "saddlepoint" else 1e-8}),
    "svy_glm.csv": (1e-8, {}),
    "chg_items.csv": (1e-9, {c: 1e-8 for c in ("t", "p", "p_BH", "p_holm", "p_BY", "p_bonferroni", "p_hochberg", "p_BH_all")}),
    "chg_domain.csv": (1e-9, {c: 1e-8 for c in ("t", "p", "p_BH")}),
    "chg_share.csv": (1e-8, {}),
    "chg_did.csv": (1e-9, {c: 1e-8 for c in ("t", "p", "p_BH")}),
    "chg_panel.csv": (1e-9, {}),
    "ts_farringtonFlexible.csv": (1e-9, FARRINGTON),
    "ts_stsNewport_farringtonFlexible.csv": (1e-9, FARRINGTON),
    "ts_meningo_farringtonFlexible.csv": (1e-9, FARRINGTON),
    "synth_weights.csv": (1e-7, {"loss": 1e-9}),
    "synth_placebo.csv": (1e-7, {}),
    "ts_ears.csv": (1e-9, {}),
    "ts_cusum.csv": (1e-9, {c: lambda r: 1e-7 if r["trans"] == "rossi_glm" else 1e-9 for c in ("m", "cusum", "upperbound")}),
    "ts_stl.csv": (1e-9, {}),
    "sp_localG.csv": (1e-9, {}),
    "sp_moran.csv": (1e-9, {}),
    "its_coef.csv": (1e-8, {}),
    "its_extra.csv": (1e-8, {}),
    "did.csv": (1e-8, {}),
    "did_placebo.csv": (1e-8, {}),
    "did_Produc.csv": (1e-8, {}),
    "pub_apistrat.csv": (1e-9, {"p": 1e-8}),
    "pub_apiclus1.csv": (1e-9, {"p": 1e-8}),
    "pub_yrbs.csv": (1e-9, {c: lambda r: 1e-6 if r["call"] == "svyciprop(~y1, dy, na.rm = TRUE)" else 1e-9 for c in ("est", "ci_l", "ci_u")}),
    "pub_mu284.csv": (1e-9, {"p": 1e-8}),
    "sdc_cellkey.csv": (0.0, {"cellkey": 1e-9}),
    "awk_values.csv": (1e-9, {"value": lambda r: awkward(r["case"], r["quantity"])}),
    "awk_status.csv": (0.0, {"call": None, "message": None}),
}
NOT_YET = set("""
    ts_stsNewport_farrington synth_Synth sp_localmoran sp_knox sp_nearrepeat_counts
    sp_kde
""".split())
# Patterns are not unique: judged by what they must do (audit.py).
JUDGED = {
    "sdc_suppression.csv": lambda want, got, out: audit.judge(want, got),
    "sdc_summary.csv": lambda want, got, out: audit.judge_summary(want, got, rows_of(os.path.join(out, "sdc_suppression.csv"))),
}
# Nothing to compute: the simulation's truth, by which coverage is judged.
ELSEWHERE = {"svy_truth"}

def rows_of(path):
    with open(path, newline="") as f:
        return list(csv.DictReader(f))


def first_number(text):
    for word in text.replace(";", " ").replace(",", " ").split():
        if number(word) is not None:
            return float(word)
    return 0.0  # "exact"


def differ(want, got, tolerance, scale):
    """How far apart, as a share of the larger; 0 where they are the same. None: not comparable."""
    a, b = number(want), number(got)
    if a is None or b is None:
        return 0.0 if want == got else None
    if math.isnan(a) or math.isnan(b):
        return 0.0 if math.isnan(a) and math.isnan(b) else None
    if a == b or (abs(a) < SMALL * scale and abs(b) < SMALL * scale):
        return 0.0
    if math.isinf(a) or math.isinf(b):
        return None
    return abs(a - b) / max(abs(a), abs(b))


def compare(name, want, got, rule):
    """→ (what is wrong, largest difference / its tolerance)."""
    default, special = rule
    if len(want) != len(got):
        return [f"{len(got)} rows, not {len(want)}"], math.inf
    if want and list(want[0]) != list(got[0]):
        return [f"columns {list(got[0])}, not {list(want[0])}"], math.inf
    wrong, worst = [], 0.0
    for column in want[0]:
        tolerance = special.get(column, default)
        values = [abs(number(r[column])) for r in want if number(r[column]) is not None and math.isfinite(number(r[column]))]
        scale = scale_of(name, column, values)
        for i, (w, g) in enumerate(zip(want, got)):
            t = tolerance(w) if callable(tolerance) else tolerance
            if t is None:
                continue
            d = differ(w[column], g[column], t, scale)
            if d is None or d > t:
                wrong.append(f"row {i + 2}, {column}: {g[column]}, not {w[column]} ({d}); {list(w.values())[:6]}")
            else:
                worst = max(worst, d / t if t else 0.0)
    return wrong, worst


def main(program, folder, out=None):
    with open(os.path.join(folder, "MANIFEST.json")) as f:
        manifest = [m for m in json.load(f) if m["kind"] == "expected"]
    out = out or tempfile.mkdtemp()
    run = subprocess.run([program, folder, out], capture_output=True, text=True, timeout=600)
    failures = [line for line in run.stderr.splitlines() if line.startswith("failed")]
    unknown = {line.split()[-1] for line in run.stderr.splitlines() if line.startswith("not known")}
    names = {os.path.basename(m["file"]) for m in manifest}
    outside = {n + ".csv" for n in NOT_YET | ELSEWHERE}
    if unknown != names & outside:
        failures.append(f"not known, and not listed so: {sorted(unknown - outside)}; listed, and known: {sorted((names & outside) - unknown)}")
    listed = set(KNOWN) | set(JUDGED) | outside
    if names != listed:
        failures.append(f"neither known nor listed: {sorted(names - listed)}; listed, and not in the manifest: {sorted(listed - names)}")
    for m in manifest:
        name = os.path.basename(m["file"])
        if name not in KNOWN and name not in JUDGED:
            continue
        if name in KNOWN and KNOWN[name][0] != first_number(m["tol"]):
            failures.append(f"{name}: held to {KNOWN[name][0]}, the manifest says {m['tol']}")
        computed = os.path.join(out, name)
        if not os.path.exists(computed):
            failures.append(f"{name}: not written")
            continue
        want, got = rows_of(os.path.join(folder, m["file"])), rows_of(computed)
        if name in JUDGED:
            same_columns = list(want[0]) == list(got[0])
            wrong = JUDGED[name](want, got, out) if same_columns else [f"columns {list(got[0])}, not {list(want[0])}"]
            print(f"{name}: {len(wrong)} faults")
            failures += [f"{name}: {w}" for w in wrong[:5]]
            continue
        wrong, worst = compare(name, want, got, KNOWN[name])
        print(f"{name}: {'agrees, ' if not wrong else ''}largest difference {worst:.1e} of its tolerance, {len(wrong)} cells apart")
        failures += [f"{name}: {w}" for w in wrong[:5]] + ([f"{name}: and {len(wrong) - 5} more"] if len(wrong) > 5 else [])
    print(f"{len(KNOWN)} known, {len(JUDGED)} judged, {len(NOT_YET)} not yet, {len(ELSEWHERE)} elsewhere")
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures or run.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
