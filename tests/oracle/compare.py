#!/usr/bin/env python3
"""Random pledges and logs, judged by the program and by oracle.py: compare.py JUDGE_LINES [SEED [DOCUMENTS]]

They must agree in every window (its days, for whom, what is required and done, state, pace), verdict and standing.
"""
import json, random, subprocess, sys
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import oracle

DAY = timedelta(days=1)
WINDOWS = [[]] * 8 + [["weekend"], ["weekday"], ["weekend", "evening"], ["evening"], ["holiday"], ["thu", "non_holiday"],
    ["fri", "sat"], ["mon:1"], ["summer"], ["winter"], ["spring"], ["autumn"], ["school_term"], ["week:35-40"],
    ["week:50-2"], ["week:36-36"], ["month:5-9"], ["month:8-6"], ["month:4-6", "month:8-10", "fri"], ["month:11-3", "non_holiday"],
    ["risk_weekend"], ["event"], ["risk_evening", "evening"], ["wed"], ["time:10:00-11:00"],
    ["non_holiday"], ["sun", "school_term"], ["spring", "autumn"], ["night", "weekend"], ["weekend", "holiday"],
    ["weekend", "risk_evening"], ["fri", "event"]]
EVERY = {
    "each": "P1M P1M P1W P1Y P3M P4M P6M P2Y P3Y P2M P3W P6W P2W term period P1D P10D P5M",
    "average": "P1M P1W P1Y P3M term P2Y P2M period P6M P1D",
    "total": "P1Y P1Y period P1M P2Y P6M term P3M P1W",
    "interval": "P3W P2W P1W P2M P1M P3M P1Y P14D P10D P6W",
}
FIELDS = ("from", "to", "for", "required", "low", "high", "state", "pace")


def reading(rng):
    aggregate = rng.choice(["each"] * 5 + ["average", "total", "interval", "interval"])
    r = {"text": "x", "stated": True, "bound": rng.choice(["at_least"] * 5 + ["exactly", "at_most", "about"]),
         "count": rng.choice([1, 1, 2, 3, 5, 8, 12, 20, 30, 80]), "every": rng.choice(EVERY[aggregate].split()),
         "aggregate": aggregate, "window": rng.choice(WINDOWS), "deadline": None, "within": None, "per": None,
         "measure": rng.choice(["occasions"] * 6 + ["hours", "days", "percent", "state", "subjects"]),
         "modality": rng.choice(["shall"] * 12 + ["should", "effort", "possibility"]),
         "schedulable": rng.random() > .03, "measurable": rng.choice(["yes"] * 20 + ["partly", "no", "ask"])}
    if r["measure"] == "percent": r["count"] = rng.choice([80, 90, 100])
    if r["measure"] == "state": r.update(count=1, bound="at_least")
    if r["measure"] in ("percent", "state") and aggregate == "average": r["aggregate"] = "each"
    if aggregate == "interval": r.update(count=rng.choice([1, 1, 1, 2]), bound="at_least", measure="occasions")
    if rng.random() < .07: r["count"] = [r["count"], r["count"] + 5]
    if rng.random() < .03: r["count"] = None
    elif rng.random() < .03: r.update(every=rng.choice(["shift", "meeting"]), aggregate="each")
    if rng.random() < .04: r.update(within="PT24H", count=rng.choice([None, 90]), measure="percent", window=[], aggregate="each", every="event")
    else:
        r["per"] = rng.choice([None] * 12 + [{"each": ["A", "B"]}] * 2 + [{"shared": ["A", "B"]}, {"each": ["station"]}])
    return r


def amount(rng, measure):
    if measure == "percent":
        n = rng.randrange(101)
        return {"low": n, "high": n, "unit": rng.choice(["procent", "procent", None])}
    n = rng.choice([0, 1, 1, 1, 2, 3, 4, 6, 9, 12]) if measure != "state" else rng.randrange(2)
    if measure == "state" or rng.random() < .75: return {"low": n, "high": n}
    return rng.choice([{"low": n, "high": n + 5}, {"low": None, "high": 10, "about": True}, {"low": 5, "high": None, "about": True},
                       {"low": 10, "high": 19, "about": True}, {"low": None, "high": None, "about": True}, {"low": 6, "high": 6, "about": True}])


def entries_of(rng, owner, readings, start, last, log):
    for _ in range(rng.choice([0, 1, 2, 4, 8, 16, 30])):
        at = rng.randrange(len(readings))
        r = readings[at]
        e = {"id": f"e{len(log)}", "owner": owner, "on": start + DAY * rng.randrange(-3, (last - start).days + 5), "row": len(log)}
        e.update(amount(rng, r["measure"]))
        if len(readings) > 1: e["reading"] = at + 1
        if r["measure"] == "hours" and rng.random() < .5: e["hours"] = rng.randrange(40) / 4
        if (r["per"] or {}).get("each"): e["for"] = rng.choice(["A", "B", "A", "B", None])
        log.append(e)
        while rng.random() < .1:
            named = e
            e = dict(e, id=f"e{len(log)}", names=named["id"], row=len(log), kind=rng.choice(["correction", "correction", "withdrawal"]))
            if e["kind"] == "correction": e.update(amount(rng, r["measure"]), on=start + DAY * rng.randrange((last - start).days + 1))
            log.append(e)
            if e["kind"] == "withdrawal": break


def settings_of(rng, start, last):
    s = {"reporting": 10, "tolerance": Fraction(1, 10), "spring": ((1, 1), (6, 30)), "autumn": ((8, 1), (12, 31)), "risk": [], "event": [], "breaks": []}
    if rng.random() < .2: s.update(spring=((1, 8), (6, 12)), autumn=((8, 19), (12, 20)), reporting=5, tolerance=Fraction(1, 5))
    for y in range(start.year, last.year + 1):
        if rng.random() < .4: continue
        for name, days in (("risk", 2), ("event", 4), ("breaks", 6)):
            for _ in range(2):
                a = date(y, rng.randrange(1, 13), rng.randrange(1, 25))
                s[name].append((a, a + DAY * days))
    return s


def lifetime(rng, start, last):
    """A row in four begins or ends inside; some on the edges, some outside."""
    if rng.random() > .25: return {}
    days = sorted(start + DAY * rng.randrange(-4, (last - start).days + 5) for _ in range(2))
    return {k: d.isoformat() for k, d in zip(("from", "to"), days) if rng.random() < .7}


def example(rng):
    start = date(rng.choice([2019, 2020, 2022, 2023, 2024]), 1, 1)
    if rng.random() < .6: start += DAY * rng.randrange(365)
    end = start + DAY * (rng.choice([31, 90, 200, 365, 366, 500, 730, 1000, 1461]) - 1)
    if rng.random() < .4: end = date(end.year, 12, 31)
    last = end
    valid, questions = (start, end), []
    kind = rng.random()
    if kind < .1: valid, last = (start, None), start + DAY * 900
    written = {"from": start.isoformat(), "to": valid[1] and end.isoformat()}
    if kind > .9:
        ends = [end, end + DAY * rng.randrange(1, 700)]
        rng.shuffle(ends)
        questions = [{"code": "period_conflict", "at": "/valid", "message": "x",
                      "options": [{"label": "x", "value": {"from": start.isoformat(), "to": e.isoformat()}} for e in ends]}]
        written["to"] = None
    document = {"format": "lofte/1", "title": "T", "valid": written, "questions": questions, "plan": []}
    log = []
    for i in range(12):
        readings = [reading(rng) for _ in range(rng.choice([1, 1, 1, 1, 2, 3]))]
        for r in readings:
            if rng.random() < .08: r["deadline"] = (start + DAY * rng.randrange(-20, (last - start).days + 60)).isoformat()
        row = {"id": f"m{i + 1}", "what": "x", "readings": readings}
        row.update(lifetime(rng, start, last))
        document["plan"].append(row)
        entries_of(rng, f"m{i + 1}", readings, start, last, log)
    days = [start + DAY * rng.randrange(-5, (last - start).days + 40), last + DAY * rng.choice([1, 5, 6, 10, 11, 30, 200]),
            start + DAY * rng.randrange((last - start).days + 1)]
    return document, valid, log, settings_of(rng, start, last), days


def sent(document, log, s, days):
    ranges = lambda l: [[a.isoformat(), b.isoformat()] for a, b in l]
    return json.dumps({"document": document, "as_of": [d.isoformat() for d in days],
        "log": [{k: v for k, v in dict(e, date=e["on"].isoformat()).items() if k not in ("on", "row")} for e in log],
        "settings": {"risk_weekends": ranges(s["risk"]), "events": ranges(s["event"]), "school_breaks": ranges(s["breaks"]),
                     "reporting_days": s["reporting"], "about_tolerance": float(s["tolerance"]), "spring_from": s["spring"][0],
                     "spring_to": s["spring"][1], "autumn_from": s["autumn"][0], "autumn_to": s["autumn"][1]}})


def rounded(x): return None if x is None or x == oracle.INF else round(float(x), 6)


def of_oracle(w):
    return (w["from"].isoformat(), None if w["endless"] else w["to"].isoformat(), w["for"], rounded(w["required"]), rounded(w["low"]),
            rounded(w["high"]), w["state"], w["pace"])


def of_program(w):
    return (w["from"], w["to"], w["for"], rounded(w["required"]), rounded(w["done"]["low"]), rounded(w["done"]["high"]), w["state"], w["pace"])


def difference(row, valid, log, s, asof):
    readings = [dict(r, deadline=r["deadline"] and date.fromisoformat(r["deadline"])) for r in row["readings"]]
    entries = oracle.standing_log([e for e in log if e["owner"] == row["id"]])
    life = [row.get(k) and date.fromisoformat(row[k]) for k in ("from", "to")]
    each, verdict, standing = oracle.judge_owner(readings, valid, life, entries, asof, s)
    for n, ((windows, v, st), theirs) in enumerate(zip(each, row["state"]["readings"])):
        where = f"reading {n + 1} of {len(readings)}: {json.dumps(row['readings'][n])}"
        # Windows to come may be told of or not.
        a = sorted(map(str, (of_oracle(w) for w in windows if w["from"] <= asof)))
        b = sorted(map(str, (of_program(w) for w in theirs["windows"] if w["from"] <= asof.isoformat())))
        if a != b:
            only = sorted(set(a) ^ set(b))[0]
            where += "".join(f"\n  {who}: {[x for x in l if x[:14] == only[:14]]}" for who, l in (("oracle", a), ("program", b)))
            return "windows", where
        if (v, st) != (theirs["verdict"], theirs["standing"]):
            last = [of_oracle(w) for w in windows][-6:]
            return "word", f"{where}\n  oracle {v}, {st}; program {theirs['verdict']}, {theirs['standing']}: {theirs['sentence']}\n  {last}"
    if (verdict, standing) != (row["state"]["verdict"], row["state"]["standing"]):
        return "owner", f"oracle {verdict}, {standing}; program {row['state']['verdict']}, {row['state']['standing']} {[x[1:] for x in each]}"
    return None


def main():
    seed, documents = int((sys.argv[2:3] or [6])[0]), int((sys.argv[3:4] or [60])[0])
    rng = random.Random(seed)
    examples = [example(rng) for _ in range(documents)]
    lines = "\n".join(sent(d, log, s, days) for d, _, log, s, days in examples) + "\n"
    run = subprocess.run([sys.argv[1]], input=lines, capture_output=True, text=True)
    if run.returncode: sys.exit(run.stderr)
    answers = iter(run.stdout.split("\n"))
    judged, wrong, seen = 0, Counter(), Counter()
    for n, (_, valid, log, s, days) in enumerate(examples):
        for asof in days:
            for row in json.loads(next(answers))["plan"]:
                judged += 1
                seen[row["state"]["verdict"]] += 1
                seen[row["state"]["standing"]] += 1
                for r in row["state"]["readings"]:
                    for w in r["windows"]: seen.update((w["state"], w["pace"]))
                found = difference(row, valid, log, s, asof)
                if not found: continue
                wrong[found[0]] += 1
                if wrong[found[0]] <= 3:
                    print(f"document {n} {row['id']}, valid {valid[0]}..{valid[1]}, as of {asof}: {found[1]}")
    print(f"{judged} judged, {sum(wrong.values())} differ {dict(wrong)}")
    # What never comes about is not compared.
    wanted = ["kept", "not_kept", "partly", "ongoing", "cannot_be_judged", "keeping", "behind", "missed", "done", "met", "uncertain",
              "no_requirement", "not_due", "open", "on_pace", "ahead", "at_risk"]
    rare = [w for w in wanted if seen[w] < 10]
    if rare: print("too rare:", rare)
    sys.exit(1 if wrong or rare else 0)


main()
