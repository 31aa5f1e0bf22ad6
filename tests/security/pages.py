"""What a page says when it is read as HTML: its forms, where it leads, and whether anything in it is an attacker's."""
import itertools, re
from html.parser import HTMLParser
from urllib.parse import urlsplit

EVIL = "x-evil"  # the name of an element or an attribute that no page of ours has
LEADS = {"href", "src", "action", "formaction", "data", "poster", "cite", "background", "ping", "srcset", "xlink:href", "manifest"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# The one page that leads to a telephone's program for codes.
SCHEMES = {"", "http", "https", "mailto", "tel", "otpauth"}

TEXTS = ("text", "search", "textarea", "email", "url", "tel", "password", "date", "number")
_fresh = itertools.count(1)


class Control:
    def __init__(self, tag, given):
        self.tag, self.name, self.value = tag, given.get("name"), given.get("value", "")
        self.kind = given.get("type", "text") if tag == "input" else "submit" if tag == "button" else tag
        self.given, self.options = given, []
        self.checked = "checked" in given

    def likely(self):
        """What somebody would type."""
        if self.value or self.kind not in TEXTS:
            return self.value
        name = re.split(r"[.-]", self.name or "")[-1 if "." in (self.name or "") else 0]
        if self.kind == "date":
            return "2024-12-30" if self.name in ("until", "to", "valid_to") else "2024-06-14"
        if self.kind == "number" or self.given.get("inputmode") in ("numeric", "decimal") or name in ("amount", "hours", "years", "sida"):
            return "1"
        if self.kind == "email" or name == "mail":
            return f"ny{next(_fresh)}@solvik.example"
        if name == "telephone":
            return "0910-55 01 00"
        if name in ("key", "at", "part"):
            return self.value
        return "fyra ord i en rad" if self.kind == "password" else f"Vid bron {next(_fresh)}"

    def takes_text(self):
        return self.kind in TEXTS


class Form:
    def __init__(self, given, page):
        self.action, self.method = (given.get("action") or page).split("#")[0], given.get("method", "get").upper()
        self.enctype, self.page, self.controls, self.id = given.get("enctype", ""), page, [], given.get("id")

    def names(self):
        return tuple(sorted({c.name for c in self.controls if c.name}))

    def defaults(self, variant=0):
        """What is sent where nobody types. Each variant takes another of what can be chosen."""
        pairs, groups = [], {}
        for c in self.controls:
            if not c.name:
                continue
            if c.kind in ("radio", "submit"):
                groups.setdefault(("submit" if c.kind == "submit" else c.name), []).append((c.name, c.value, c.checked))
            elif c.kind == "checkbox":
                if c.checked or variant % 2:
                    pairs.append((c.name, c.value or "on"))
            elif c.kind == "select":
                chosen = next((v for v, is_it in c.options if is_it), c.options[0][0] if c.options else "")
                pairs.append((c.name, c.options[variant % len(c.options)][0] if variant and c.options else chosen))
            elif c.kind not in ("file", "image", "reset"):
                pairs.append((c.name, c.value))
        for options in groups.values():
            first = next((i for i, o in enumerate(options) if o[2]), 0)
            name, value, _ = options[(first + variant) % len(options)]
            pairs.append((name, value))
        return pairs

    def likely(self, variant=0):
        """The same, with something in each field that was left empty."""
        typed = {c.name: c for c in self.controls if c.kind in TEXTS}
        return [(k, typed[k].likely() if k in typed and not v else v) for k, v in self.defaults(variant)]

    def variants(self):
        submits = sum(1 for c in self.controls if c.kind == "submit" and c.name)
        radios = [sum(1 for o in self.controls if o.kind == "radio" and o.name == c.name) for c in self.controls if c.kind == "radio"]
        return max([1, submits, 2 if any(c.kind == "checkbox" for c in self.controls) else 1, *radios, *(len(c.options) for c in self.controls)])


class Page(HTMLParser):
    def __init__(self, html, address="/"):
        super().__init__(convert_charrefs=True)
        self.address, self.forms, self.links, self.words, self.faults = address, [], [], [], []
        self.elements, self.open, self._form, self._select, self._area, self.loose = 0, [], None, None, None, []
        self.feed(html)
        self.close()
        for control, form in self.loose:
            next((f for f in self.forms if f.id == form), Form({}, address)).controls.append(control)

    def _fault(self, what):
        self.faults.append(f"{what} in {self.get_starttag_text()[:200]!r}")

    def handle_starttag(self, tag, attrs):
        self.elements += 1
        given = {k: v or "" for k, v in attrs}
        self._judge(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "form":
            self._form = Form(given, self.address)
            self.forms.append(self._form)
        elif tag in ("input", "textarea", "select", "button"):
            control = Control(tag, given)
            if given.get("form"):
                self.loose.append((control, given["form"]))
            elif self._form:
                self._form.controls.append(control)
            self._select = control if tag == "select" else self._select
            self._area = control if tag == "textarea" else self._area
        elif tag == "option" and self._select:
            self._select.options.append((given.get("value", ""), "selected" in given))
        for name in ("href", "src"):
            if given.get(name) and tag in ("a", "link", "img", "script"):
                self.links.append(given[name])

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        self.words.append(data)
        if self._area:
            self._area.value += data.removeprefix("\n") if not self._area.value else data
        if self.open and self.open[-1] in ("script", "style") and data.strip():
            self.faults.append(f"code within the page: {data[:100]!r}")

    def handle_comment(self, data):
        if EVIL in data:
            self.faults.append(f"a comment holds what was typed: {data[:100]!r}")

    def _judge(self, tag, attrs):
        names = [name for name, _ in attrs]
        if EVIL in tag or not re.fullmatch(r"[a-z][a-z0-9-]*", tag):
            self._fault(f"an element <{tag}>")
        if len(names) != len(set(names)):
            self._fault("an attribute twice")
        if tag in ("iframe", "object", "embed", "base", "applet", "frame", "portal"):
            self._fault(f"an element <{tag}>")
        if tag == "meta" and "http-equiv" in names:
            self._fault("a meta that is a header")
        for name, value in attrs:
            value = value or ""
            if EVIL in name or not re.fullmatch(r"[a-z_][a-z0-9_:.-]*", name):
                self._fault(f"an attribute {name}")
            if name.startswith("on") or name in ("style", "srcdoc"):
                self._fault(f"an attribute {name}")
            if name in LEADS:
                self._judge_address(tag, name, value)
        if tag == "script":
            source = dict(attrs).get("src") or ""
            if not source.startswith("/assets/"):
                self._fault("a script that is none of ours")

    def _judge_address(self, tag, name, value):
        # What a browser takes out before it looks for the scheme.
        plain = re.sub(r"[\x00-\x20\x7f]", "", value)
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", plain)
        scheme = scheme[1].lower() if scheme else ""
        if scheme not in SCHEMES and not (tag in ("img", "image") and scheme == "data" and plain.startswith("data:image/")):
            self._fault(f"an address {name}={value[:60]!r}")
        if tag in ("form", "button", "input", "script", "link", "img") and (plain.startswith(("//", "/\\", "\\")) or scheme in ("http", "https")):
            if not (tag == "link" and scheme):  # a page may name its own whole address
                self._fault(f"{name} of another site {value[:60]!r}")


def is_html(answer):
    return answer.kind() in ("text/html", "application/xhtml+xml")


def own_path(link, base):
    """The path of a link that stays here; None where it leads away."""
    parts = urlsplit(link)
    if parts.scheme in ("http", "https"):
        if parts.hostname not in ("localhost", "127.0.0.1", "lofte.example"):
            return None
    elif parts.scheme or parts.netloc:
        return None
    path = parts.path or urlsplit(base).path
    if not path.startswith("/"):
        path = urlsplit(base).path.rsplit("/", 1)[0] + "/" + path
    return path + ("?" + parts.query if parts.query else "")
