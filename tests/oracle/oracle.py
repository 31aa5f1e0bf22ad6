"""A second judge, written from docs/method.md alone. It shares nothing with the program but the words of lofte/1.

Exact fractions, one window after the other, no thought of speed: what it says can be followed by hand.
"""
from datetime import date, timedelta
from fractions import Fraction as F
from math import floor, ceil
import calendar

D = timedelta(days=1)
INF = float("inf")
NEVER = date(9998, 12, 31)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def easter(y):
    a, b, c = y % 19, y // 100, y % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * l) // 433
    n = (h + l - 7 * m + 90) // 25
    p = (h + l - 7 * m + 33 * n + 19) % 32
    return date(y, n, p)


def first_weekday_from(d, wd):
    return d + D * ((wd - d.weekday()) % 7)


_hol = {}
def holidays(y):
    if y not in _hol:
        e = easter(y)
        _hol[y] = ({date(y, 1, 1), date(y, 1, 6), e - 2 * D, e, e + D, date(y, 5, 1), e + 39 * D, e + 49 * D, date(y, 6, 6),
                    first_weekday_from(date(y, 6, 20), 5), first_weekday_from(date(y, 10, 31), 5),
                    date(y, 12, 25), date(y, 12, 26)},
                   {first_weekday_from(date(y, 6, 19), 4), date(y, 12, 24), date(y, 12, 31)})
    return _hol[y]


def is_holiday(d): return d in holidays(d.year)[0]


def week_no(d): return d.isocalendar()[1]


def in_list(d, spans): return any(a <= d <= b for a, b in spans)


def in_term(d, s): return s["spring"][0] <= (d.month, d.day) <= s["spring"][1] or s["autumn"][0] <= (d.month, d.day) <= s["autumn"][1]


SEASON = {"spring": range(1, 7), "summer": range(6, 9), "autumn": range(8, 13), "winter": (10, 11, 12, 1, 2, 3)}


def counts_on(d, words, s):
    """Does what is done on d count? Words of one family are alternatives; families are all asked for."""
    late = "evening" in words or "night" in words
    days, seasons = [], []
    for w in words:
        if w == "weekend":
            days.append(d.weekday() >= 5 or is_holiday(d) or (late and d.weekday() == 4))
        elif w == "weekday":
            days.append(d.weekday() < 5 and not is_holiday(d))
        elif w == "holiday":
            days.append(is_holiday(d) or d in holidays(d.year)[1])
        elif w.split(":")[0] in WEEKDAYS:
            n = w.split(":")
            ok = d.weekday() == WEEKDAYS.index(n[0])
            if len(n) > 1: ok = ok and (d.day - 1) // 7 + 1 == int(n[1])
            days.append(ok)
        elif w in SEASON:
            seasons.append(d.month in SEASON[w])
        elif w.startswith(("week:", "month:")):
            a, b = map(int, w.split(":")[1].split("-"))
            k = week_no(d) if w.startswith("week:") else d.month
            seasons.append(a <= k <= b if a <= b else k >= a or k <= b)
        elif w in ("risk_weekend", "risk_evening"):
            days.append(in_list(d, s["risk"]) or lists_missing([w], s, d, d))
        elif w == "event":
            days.append(in_list(d, s["event"]) or lists_missing([w], s, d, d))
    if "non_holiday" in words and is_holiday(d): return False
    if "school_term" in words and (not in_term(d, s) or in_list(d, s["breaks"])): return False
    return all(any(f) for f in (days, seasons) if f)


def lists_missing(words, s, a, b):
    """Nothing in the years a..b is on a list that is needed."""
    for w in words:
        if w in ("risk_weekend", "risk_evening", "event"):
            l = s["event" if w == "event" else "risk"]
            if not any(x.year <= b.year and a.year <= z.year for x, z in l): return True
    return False


def only_unlisted(words, s, a, b):
    """Only days of a year that lacks its list could count."""
    others = [w for w in words if w not in ("risk_weekend", "risk_evening", "event")]
    names_days = any(w in ("weekend", "weekday", "holiday") or w.split(":")[0] in WEEKDAYS for w in others)
    days = [d for d in (a + D * i for i in range((b - a).days + 1)) if counts_on(d, words, s)]
    return bool(days) and all(lists_missing(words, s, d, d) and not (names_days and counts_on(d, others, s)) for d in days)


def month_end(y, m): return date(y, m, calendar.monthrange(y, m)[1])


def month_add(y, m, n):
    k = y * 12 + m - 1 + n
    return k // 12, k % 12 + 1


def grid(every, start, end, s, origin):
    """Whole, uncut calendar windows that touch start..end, counted from the day that the document begins."""
    if every == "term":
        for y in range(start.year, end.year + 1):
            for a, b in (s["spring"], s["autumn"]):
                a, b = date(y, *a), date(y, *b)
                if a <= end and b >= start: yield a, b
        return
    n, u = int(every[1:-1]), every[-1]
    if u == "D": a, step = origin, n
    elif u == "W": a, step = origin - D * origin.weekday(), 7 * n
    if u in "DW":
        while a <= end:
            b = a + D * (step - 1)
            if b >= start: yield a, b
            a = b + D
        return
    n *= 12 if u == "Y" else 1
    y, m = origin.year, 1
    while date(y, m, 1) <= end:
        y2, m2 = month_add(y, m, n)
        a, b = date(y, m, 1), date(y2, m2, 1) - D
        if b >= start: yield a, b
        y, m = y2, m2


def season_cuts(w, season, s, days):
    """Less than half of the window lies in the season, and less than half of the season's stretch lies in the window."""
    inside = [w["from"] + D * i for i in range((w["to"] - w["from"]).days + 1) if counts_on(w["from"] + D * i, season, s)]
    if not inside: return True
    if 2 * len(inside) >= days: return False
    a = inside[0]
    while counts_on(a - D, season, s): a -= D
    n, longest = 0, False
    d, run, mine = a, 0, 0
    while d <= w["to"] or counts_on(d, season, s):
        if counts_on(d, season, s):
            run += 1; mine += w["from"] <= d <= w["to"]
            if not counts_on(d + D, season, s):
                if 2 * mine >= run: return False
                run = mine = 0
        d += D
    return True


def entry_amount(e, measure):
    if measure == "hours" and e.get("hours") is not None: return F(str(e["hours"])), F(str(e["hours"]))
    low = F(str(e["low"])) if e["low"] is not None else F(0)
    high = F(str(e["high"])) if e["high"] is not None else INF
    return low, high


def tally(entries, measure):
    if measure == "days":
        by = {}
        for e in entries:
            l, h = entry_amount(e, measure)
            p = by.get(e["on"], (0, 0))
            by[e["on"]] = (max(p[0], 1 if l > 0 else 0), max(p[1], 1 if h > 0 else 0))
        return F(sum(v[0] for v in by.values())), F(sum(v[1] for v in by.values()))
    if measure in ("percent", "state"):
        if not entries: return F(0), F(0)
        return entry_amount(max(entries, key=lambda e: (e["on"], e["row"])), measure)
    low = high = F(0)
    for e in entries:
        l, h = entry_amount(e, measure)
        low += l
        high = INF if high == INF or h == INF else high + h
    return low, high


def needed(req, bound, measure, s):
    if bound != "about": return req
    x = req * (1 - s["tolerance"])
    return x if measure in ("hours", "percent") else F(ceil(x))


def state_of(w, bound, low, high, req, asof, closed, measure):
    if req is None: return "no_requirement"
    if asof < w["from"]: return "not_due"
    if bound in ("at_least", "about"):
        if low >= req: return "met"
        if not closed: return "open"
        return "uncertain" if high >= req else "missed"
    if bound == "at_most":
        if low > req and measure != "percent": return "missed"
        if not closed: return "open"
        if high <= req: return "met"
        return "uncertain" if low <= req else "missed"
    if not closed: return "open"
    if low == req == high: return "met"
    return "uncertain" if low <= req <= high else "missed"


def pace_of(w, low, req, asof, best, words, s):
    season = [x for x in words if x in SEASON or x == "school_term" or x.startswith(("week:", "month:"))]
    span = [w["from"] + D * i for i in range((w["to"] - w["from"]).days + 1)]
    span = [d for d in span if counts_on(d, season, s)]
    days, gone = len(span), sum(d <= asof for d in span)
    exp = F(req) * gone / days
    if low > ceil(exp): return "ahead"
    if low >= floor(exp): return "on_pace"
    left = days - gone
    if left <= 0 or F(req - low) / left > best: return "at_risk"
    return "behind"


def best_month(entries, measure, asof, start):
    """Per day; the last twelve calendar months and the current one."""
    best = F(0)
    for k in range(0, 13):
        y, m = month_add(asof.year, asof.month, -k)
        a, b = date(y, m, 1), month_end(y, m)
        a2, b2 = max(a, start), min(b, asof)
        if a2 > b2: continue
        low = tally([e for e in entries if a2 <= e["on"] <= b2], measure)[0]
        best = max(best, low / ((b2 - a2).days + 1))
    return best


def is_lone_noun(per):
    each = (per or {}).get("each")
    return bool(each) and len(each) == 1 and (each[0][0].islower())


NO_REQUIREMENT = "no_requirement"


def obstacle(r, valid, shares):
    """Why nothing can be said, whatever is logged; or None."""
    if valid is None: return "no_validity"
    if r["deadline"] and r["deadline"] < valid[0]: return "early_deadline"
    if r["modality"] == "possibility": return NO_REQUIREMENT
    if r["within"] and not shares: return NO_REQUIREMENT
    if not r["schedulable"]: return NO_REQUIREMENT
    if r["count"] is None and not r["within"] and not r["deadline"] and r["measure"] != "state": return NO_REQUIREMENT
    if r["measurable"] == "no": return NO_REQUIREMENT
    if r["measurable"] == "ask": return "ask"
    if is_lone_noun(r["per"]): return "lone_noun"
    if r["every"] in ("shift", "meeting"): return NO_REQUIREMENT
    return None


def spans_of(r, start, limit, horizon, good, asof, s, origin, whole):
    """(from, to, requirement of the whole, entries or None): uncut windows, as the calendar has them."""
    agg, every, count = r["aggregate"], r["every"], r["n"]
    if agg == "interval": return intervals(every, count, start, limit, good, asof)
    if agg == "average" and every != "period":
        return [(a, b, count * k, None) for a, b, k in years_of(every, start, horizon, s, origin)]
    if every == "period":
        # A sum is of the document's whole time; what is to be done once has the days that there are.
        return [(start if agg == "each" else whole[0], whole[1], count, None)]
    return [(a, b, count, None) for a, b in grid(every, start, horizon, s, origin)]


def years_of(every, start, horizon, s, origin):
    n, u = (6, "M") if every == "term" else (int(every[1:-1]), every[-1])
    if u == "Y" and n > 1 or u == "M" and n > 12:
        return [(a, b, 1) for a, b in grid(every, start, horizon, s, origin)]
    out = []
    for a, b in grid("P1Y", start, horizon, s, origin):
        if u == "W": k = date(a.year, 12, 28).isocalendar()[1]
        elif u == "D": k = (b - a).days + 1
        else: k = F(12, n * (12 if u == "Y" else 1))
        out.append((a, b, k))
    return out


def requirement(r, w, a, b, whole, words, s):
    """What holds for a window after cutting; None where nothing does."""
    agg, every, measure = r["aggregate"], r["every"], r["measure"]
    inside, days = (w["to"] - w["from"]).days + 1, (b - a).days + 1
    season = [x for x in words if x in SEASON or x == "school_term" or x.startswith(("week:", "month:"))]
    short = every != "term" and (every[-1] in "DW" and every != "period" or every == "P1M")
    if not any(counts_on(w["from"] + D * i, words, s) for i in range(inside)) and \
            not lists_missing(words, s, w["from"], w["to"]): return None
    if agg == "interval": return None if season and short and season_cuts(w, season, s, inside) else whole
    if season and short and agg != "average":
        n = sum(counts_on(w["from"] + D * i, season, s) for i in range(inside))
        if season_cuts(w, season, s, days) or 2 * n >= days: inside = n
    if agg == "each": return whole if 2 * inside >= days else None
    if b == NEVER and w["to"] != NEVER: return None
    if measure in ("percent", "state") or inside == days: return whole
    cut = F(whole) * inside / days
    return cut if measure == "hours" else F(max(1, floor(cut)))


def windows_of(r, valid, whole_valid, entries, asof, s, silent, hindered):
    start, end = valid
    horizon = end or max(date(asof.year, 12, 31), start)
    limit = end or NEVER
    whole_time = whole_valid[0] if end else start, r["deadline"] or whole_valid[1] or NEVER
    words, measure, bound, every = r["window"], r["measure"], r["bound"], r["every"]
    endless = end is None and every == "period"
    members = (r["per"] or {}).get("each")
    if not members or is_lone_noun(r["per"]): members = [None]
    out = []
    for who in members:
        good = [e for e in entries if (who is None or e.get("for") == who) and counts_on(e["on"], words, s)
                and not (r["within"] and measure == "percent" and e.get("unit") != "procent")]
        for a, b, whole, inside in spans_of(r, start, limit, horizon, good, asof, s, whole_valid[0], whole_time):
            w = {"from": max(a, start), "to": min(b, limit), "for": who, "interval": inside is not None, "pace": None}
            mine = inside if inside is not None else [e for e in good if w["from"] <= e["on"] <= w["to"]]
            low, high = tally(mine, measure)
            req = None if hindered == NO_REQUIREMENT else requirement(r, w, a, b, whole, words, s)
            if w["interval"] and b > limit and low < r["n"]: req = None
            closed = not endless and asof > w["to"] + D * s["reporting"]
            need = None if req is None else needed(F(req), bound, measure, s)
            st = state_of(w, bound, low, high, need, asof, closed, measure)
            if measure in ("percent", "state") and not mine and st in ("met", "uncertain", "missed"):
                st = "missed" if closed else "open"
            if req is not None and st != "not_due":
                if hindered or lists_missing(words, s, w["from"], asof if endless else w["to"]) or \
                        not endless and only_unlisted(words, s, w["from"], w["to"]): st = "cannot_be_judged"
                elif silent: st = "open" if not closed else "cannot_be_judged"
            w.update(required=req, low=low, high=high, state=st, endless=endless)
            if st == "open" and asof <= w["to"] and not endless and bound != "at_most" \
                    and measure not in ("percent", "state") and not silent:
                w["pace"] = pace_of(w, low, req, asof, best_month(good, measure, asof, start), words, s)
            out.append(w)
    return sorted(out, key=lambda w: w["from"])


def interval_end(opened, every):
    n, u = int(every[1:-1]), every[-1]
    if u == "D": return opened + D * n
    if u == "W": return opened - D * opened.weekday() + D * (7 * (n + 1) - 1)
    y, m = month_add(opened.year, opened.month, n * (12 if u == "Y" else 1))
    return month_end(y, m)


def intervals(every, count, start, limit, good, asof):
    out, opened, base = [], start, start
    while opened <= limit and (opened <= asof + D or not out):
        last = interval_end(base, every)
        total, hit = F(0), None
        for e in sorted((e for e in good if opened <= e["on"] <= min(last, limit)), key=lambda e: e["on"]):
            total += entry_amount(e, "occasions")[0]
            if total >= count and total > 0 and entry_amount(e, "occasions")[0] > 0:
                hit = e["on"]
                break
        stop = hit or min(last, limit)
        out.append((opened, last, count, [e for e in good if opened <= e["on"] <= stop]))
        if not hit and min(last, limit) >= asof: break
        if hit: opened, base = hit + D, hit
        else: opened = base = last + D
    return out


BAD = ["missed", "cannot_be_judged", "uncertain", "open", "not_due", "met"]


def groups(ws):
    """Members of one span of time are one window: the worst."""
    by = {}
    for w in ws: by.setdefault((w["from"], w["to"], w["interval"] and w["for"]), []).append(w)
    return [min((w["state"] for w in g), key=BAD.index) for g in by.values()]


def verdict_of(ws, end, r, asof):
    counted = [w for w in ws if w["state"] != NO_REQUIREMENT]
    st = groups(counted)
    if end is None or asof <= end or "open" in st: return "ongoing"
    met = st.count("met")
    if not st: return "cannot_be_judged"
    if met == len(st): return "kept"
    if met: return "cannot_be_judged" if set(st) == {"met", "cannot_be_judged"} else "partly"
    if set(st) != {"missed"}: return "cannot_be_judged"
    short = r["bound"] != "at_most" and not (r["bound"] == "exactly" and any(w["low"] > w["required"] for w in counted))
    return "partly" if len(st) == 1 and short and any(w["high"] > 0 for w in counted) else "not_kept"


def year_of(w, r):
    if r["every"] == "P1W" and r["aggregate"] not in ("interval", "average"):
        return (w["from"] - D * w["from"].weekday() + 3 * D).year
    return w["to"].year


def standing_of(ws, r, valid, asof):
    start, end = valid
    year = max(start.year, min(asof.year, end.year if end else asof.year))
    mine = [w for w in ws if w["state"] != NO_REQUIREMENT and
            (year_of(w, r) == year or w["from"] <= asof and (asof <= w["to"] or w["state"] == "open"))]
    st = {w["state"] for w in mine}
    if "missed" in st: return "missed"
    if any(w["pace"] in ("behind", "at_risk") for w in mine): return "behind"
    if "open" in st or "not_due" in st and ("met" in st or "cannot_be_judged" not in st): return "keeping"
    return "done" if st == {"met"} else "cannot_be_judged"


def countable(r):
    return r["count"] is not None and r["schedulable"] and r["modality"] != "possibility" and r["measurable"] != "no"


def prepared(r, shares):
    r = dict(r, every=r["every"] or "period", window=r["window"] or [])
    r["n"] = F(1) if r["count"] is None else F(str(r["count"][0] if isinstance(r["count"], list) else r["count"]))
    if r["within"]:
        r.update(every="P1Y", aggregate="each")
        if shares: r["measure"] = "percent"
        if r["count"] is None: r["n"] = F(100)
    if r["every"] in ("shift", "meeting"): r["every"] = "period"
    if r["aggregate"] == "interval" and r["every"] in ("period", "term"): r["aggregate"] = "each"
    return r


def judge_reading(r, valid, whole, entries, asof, s, silent):
    shares = any(e.get("unit") == "procent" for e in entries)
    hindered = obstacle(r, valid, shares)
    if hindered in ("no_validity", "early_deadline"): return [], "cannot_be_judged", "cannot_be_judged"
    p = prepared(r, shares)
    # A deadline ends it, also after the document's time, but not after the row's own.
    start, end = valid
    own_end = end is not None and end != whole[1]
    if r["deadline"]: end = min(end, r["deadline"]) if own_end else r["deadline"]
    valid = start, end
    ws = windows_of(p, valid, whole, entries, asof, s, silent, hindered)
    if hindered or silent: return ws, "cannot_be_judged", "cannot_be_judged"
    verdict, standing = verdict_of(ws, end, p, asof), standing_of(ws, p, valid, asof)
    if r["modality"] == "effort":
        if verdict not in ("kept", "ongoing"): verdict = "cannot_be_judged"
        if standing == "missed": standing = "cannot_be_judged"
    return ws, verdict, standing


WORST_VERDICT = ["not_kept", "partly", "cannot_be_judged", "ongoing", "kept"]
WORST_STANDING = ["missed", "behind", "cannot_be_judged", "keeping", "done"]


def own_time(valid, life):
    """The days that a row holds for: its own first and last day where they lie inside the document's."""
    start, end = valid
    first, last = life
    if first and first > start: start = first
    if last and (end is None or last < end): end = last
    return start, end


def judge_owner(readings, whole, life, entries, asof, s):
    """[(windows, verdict, standing)] of each reading, and the owner's verdict and standing."""
    valid = own_time(whole, life)
    def holds(d): return (valid[0] == whole[0] or valid[0] <= d) and (valid[1] == whole[1] or d <= valid[1])
    seen = [e for e in entries if e["on"] <= asof and holds(e["on"])]
    if valid[1] and valid[1] < valid[0]:
        valid, seen = None, [e for e in entries if e["on"] <= asof]
    only = [i for i, r in enumerate(readings) if countable(r)]
    def of(e):
        if e.get("reading"): return e["reading"] - 1
        return 0 if len(readings) == 1 else only[0] if len(only) == 1 else None
    each = [judge_reading(r, valid, whole, [e for e in seen if of(e) == i], asof, s, not seen) for i, r in enumerate(readings)]
    weigh = [x for x, r in zip(each, readings)
             if countable(r) or r["within"] or r["deadline"] and r["modality"] != "possibility"] or each
    return each, min((x[1] for x in weigh), key=WORST_VERDICT.index), min((x[2] for x in weigh), key=WORST_STANDING.index)


def standing_log(log):
    """What counts: withdrawn entries left out, corrected ones as last corrected. "as known now"."""
    rows, root = {}, {}
    for e in log:
        if e.get("kind", "entry") == "entry":
            root[e["id"]] = e["id"]
            rows[e["id"]] = e
        else:
            first = root[e["id"]] = root[e["names"]]
            if e["kind"] == "withdrawal": rows[first] = None
            elif rows[first] is not None: rows[first] = dict(e, row=rows[first]["row"])
    return [e for e in rows.values() if e]
