#!/usr/bin/env python3
"""Reads the kept feeds as other programs would, with Python's own readers: check_feeds.py FOLDER"""
import csv
import datetime
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def check_csv(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel needs the byte order mark"
    with open(path, encoding="utf-8-sig", newline="") as f:
        head, *rows = csv.reader(f, delimiter=";", strict=True)
    assert len(set(head)) == len(head) and rows
    for row in rows:
        assert len(row) == len(head), row
        cells = dict(zip(head, row))
        for column in ("Från", "Till", "Per dag"):
            cells[column] and datetime.date.fromisoformat(cells[column])
        for column in ("Krav", "Gjort, minst", "Gjort, högst"):
            assert re.fullmatch(r"(\d+(,\d+)?)?", cells[column]), cells[column]
        assert cells["Påhittat exempel"] == "ja"


def check_atom(path):
    """The musts of RFC 4287: 4.1.1 and 4.1.2, and 4.2.6 on ids."""
    feed = xml.parse(path).getroot()
    assert feed.tag == ATOM + "feed" and feed.get(XML_LANG) in ("sv", "en")
    for part in [feed, *feed.iter(ATOM + "entry")]:
        for name in ("id", "title", "updated"):
            found = part.findall(ATOM + name)
            assert len(found) == 1 and found[0].text.strip(), (name, xml.tostring(part))
        assert re.match(r"tag:[a-z0-9.-]+,2026:", part.find(ATOM + "id").text)
        assert MOMENT.match(part.find(ATOM + "updated").text)
        datetime.datetime.fromisoformat(part.find(ATOM + "updated").text.rstrip("Z"))
        links = [link for link in part.findall(ATOM + "link") if link.get("rel") == "alternate"]
        assert len(links) == 1 and links[0].get("href").startswith("https://")
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]
    ids = [entry.find(ATOM + "id").text for entry in feed.iter(ATOM + "entry")]
    assert ids and len(ids) == len(set(ids)), "an id stands twice"
    times = [entry.find(ATOM + "updated").text for entry in feed.iter(ATOM + "entry")]
    assert times == sorted(times, reverse=True) and feed.find(ATOM + "updated").text >= times[0]


def check_ics(path):
    """RFC 5545: 3.1 on lines, 3.6 and 3.6.1 on what must stand, 3.8.5.3 on UNTIL."""
    data = path.read_bytes()
    lines = data.split(b"\r\n")
    assert lines.pop() == b"" and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines), "a line is longer than 75 octets"
    text = data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode("utf-8")
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert text.count("\r\nVERSION:2.0\r\n") == 1 and text.count("\r\nPRODID:") == 1
    events = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", text, re.S)
    uids = []
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            assert len(re.findall(rf"^{name}[:;]", event, re.M)) == 1, (name, event)
        uids += re.findall(r"^UID:(.*)\r$", event, re.M)
        start = re.search(r"^DTSTART;VALUE=DATE:(\d{8})\r$", event, re.M)[1]
        for until in re.findall(r"^RRULE:.*UNTIL=(\w+)", event, re.M):
            assert re.fullmatch(r"\d{8}", until) and until >= start, "UNTIL has the form of DTSTART"
    assert events and len(uids) == len(set(uids))


def main():
    folder = pathlib.Path(sys.argv[1])
    checks = {".csv": check_csv, ".atom": check_atom, ".ics": check_ics}
    files = sorted(p for p in folder.iterdir() if p.suffix in checks)
    assert {p.suffix for p in files} == set(checks), f"{folder} lacks a kind of feed"
    for path in files:
        checks[path.suffix](path)
        print(f"{path.name}: read")


main()
