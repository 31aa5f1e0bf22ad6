"""What a municipality would use instead, each started alone in the bench's folder: no service of the system is touched,
and nothing is asked for over a net."""
import http.client
import os
import re
import shutil
import subprocess
import time
import urllib.parse
from contextlib import ExitStack, contextmanager
from html.parser import HTMLParser
from pathlib import Path

from common import WORK, fetch, free_port, running

SOURCES = Path("/usr/share/wordpress")
PASSWORD = "hemligt-bara-har"
IS_ROOT = os.geteuid() == 0


class plain_html(HTMLParser):
    """The headings, paragraphs, lists and tables of a page's <main>, without attributes: what WordPress and Fossil both
    show as it stands."""
    kept = {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td",
            "strong", "em"}
    left_out = {"script", "style", "svg", "form", "nav"}

    def __init__(self):
        super().__init__()
        self.out, self.in_main, self.skipped = [], False, 0

    def handle_starttag(self, tag, attributes):
        if tag == "main":
            self.in_main = True
        elif tag in self.left_out:
            self.skipped += 1
        elif self.in_main and not self.skipped and tag in self.kept:
            self.out.append(f"<{tag}>")

    def handle_endtag(self, tag):
        if tag == "main":
            self.in_main = False
        elif tag in self.left_out:
            self.skipped -= 1
        elif self.in_main and not self.skipped and tag in self.kept:
            self.out.append(f"</{tag}>\n")

    def handle_data(self, data):
        if self.in_main and not self.skipped:
            text = re.sub(r"\s+", " ", data)
            # A bracket begins a link in Fossil's wiki.
            self.out.append(text.replace("&", "&amp;").replace("<", "&lt;").replace("[", "&#91;"))


def contents_of(page):
    parser = plain_html()
    parser.feed(page.decode())
    return "".join(parser.out)


def lacking():
    programs = [p for p in ("mariadbd", "mariadb-install-db", "mariadb", "fossil", "nginx", "wrk") if not shutil.which(p)]
    if not fpm():
        programs.append("php-fpm")
    if not (SOURCES / "wp-load.php").exists():
        programs.append("wordpress")
    return programs


def fpm():
    found = sorted(Path("/usr/sbin").glob("php-fpm[0-9]*"))
    return found[-1] if found else None


@contextmanager
def mariadb(folder):
    data, socket = folder / "mariadb", folder / "mariadb.sock"
    user = ["--user=root"] if IS_ROOT else []
    subprocess.run(["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db",
                    "--auth-root-authentication-method=normal", *user], check=True, capture_output=True)
    # Everything else as the program has it by itself: each commit is flushed.
    call = ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={socket}", "--skip-networking",
            f"--pid-file={folder}/mariadb.pid", f"--log-error={folder}/mariadb.log", *user]
    with running(call):
        end = time.monotonic() + 60
        ask = ["mariadb", "--no-defaults", f"--socket={socket}", "-uroot", "-e", "create database wordpress"]
        while subprocess.run(ask, capture_output=True).returncode != 0:
            if time.monotonic() > end:
                raise SystemExit("MariaDB does not start: " + (folder / "mariadb.log").read_text()[-500:])
            time.sleep(0.2)
        yield socket


CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%(socket)s'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT',
          'LOGGED_IN_SALT', 'NONCE_SALT'] as $name) define($name, 'not secret ' . $name);
define('WP_SITEURL', 'http://127.0.0.1:%(port)s'); define('WP_HOME', WP_SITEURL);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

INSTALL = """<?php
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET'];
define('WP_INSTALLING', true);
function wp_new_blog_notification() {}
function wp_mail() { return true; }
require '%(www)s/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Kommunen', 'admin', 'admin@kommunen.example', true, '', '%(password)s');
kses_remove_filters();
update_option('permalink_structure', '');
foreach (['comments_notify', 'moderation_notify'] as $mail) update_option($mail, 0);
$page = ['post_title' => 'Medborgarlöfte', 'post_content' => file_get_contents('%(contents)s'),
         'post_status' => 'publish', 'comment_status' => 'open', 'post_author' => 1];
for ($i = 1; $i < %(pages)s; $i++) wp_insert_post($page);
echo wp_insert_post($page), ' ', wp_insert_post($page);
"""

POOL = """[global]
error_log = %(folder)s/fpm.log
daemonize = no
[www]
%(user)s
listen = %(folder)s/fpm.sock
pm = static
pm.max_children = %(children)s
"""

SITE = """
worker_processes auto; pid %(folder)s/wp-nginx.pid; error_log %(folder)s/wp-nginx.log; daemon off;
%(user)s
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types; access_log off; sendfile on; keepalive_requests 1000000000;
  client_body_temp_path %(folder)s/wb; proxy_temp_path %(folder)s/wp; fastcgi_temp_path %(folder)s/wf;
  uwsgi_temp_path %(folder)s/wu; scgi_temp_path %(folder)s/ws;
  server {
    listen 127.0.0.1:%(port)s; root %(www)s; index index.php;
    location / { try_files $uri $uri/ /index.php?$args; }
    location ~ \\.php$ {
      include /etc/nginx/fastcgi_params; fastcgi_param HTTP_HOST $http_host;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_buffers 64 16k; fastcgi_pass unix:%(folder)s/fpm.sock;
    }
  }
}"""


def post_form(port, path, fields, cookie=""):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        c.request("POST", path, urllib.parse.urlencode(fields),
                  {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie})
        answer = c.getresponse()
        answer.read()
        return answer
    finally:
        c.close()


@contextmanager
def wordpress(contents, pages=50):
    """Debian's WordPress behind nginx and php-fpm with its opcache, on a MariaDB of its own: as many pages of the same
    contents, one that is shown and one that is commented on, and its administrator signed in."""
    folder = WORK / "wordpress"
    folder.mkdir()
    # Its files name their folder by what links lead to, where Debian's own settings lie: hence a copy.
    www = folder / "www"
    shutil.copytree(SOURCES, www, symlinks=False, ignore_dangling_symlinks=True)
    port = free_port()
    (folder / "contents.html").write_text(contents)
    with ExitStack() as stack:
        socket = stack.enter_context(mariadb(folder))
        values = {"socket": socket, "port": port, "www": www, "folder": folder, "password": PASSWORD, "pages": pages,
                  "contents": folder / "contents.html", "children": 2 * (os.cpu_count() or 2)}
        (www / "wp-config.php").write_text(CONFIG % values)
        (folder / "install.php").write_text(INSTALL % values)
        made = subprocess.run(["php", str(folder / "install.php")], check=True, capture_output=True, text=True,
                              timeout=120).stdout
        shown, commented = re.search(r"(\d+) (\d+)$", made.strip()).groups()
        (folder / "fpm.conf").write_text(POOL % {**values, "user": "user = root\ngroup = root" if IS_ROOT else ""})
        stack.enter_context(running([fpm(), "-y", folder / "fpm.conf", *(["-R"] if IS_ROOT else [])]))
        (folder / "nginx.conf").write_text(SITE % {**values, "user": "user root;" if IS_ROOT else ""})
        end = time.monotonic() + 20
        while not (folder / "fpm.sock").exists() and time.monotonic() < end:
            time.sleep(0.05)
        stack.enter_context(running(["nginx", "-c", folder / "nginx.conf"], port, "/readme.html"))
        answer = post_form(port, "/wp-login.php", {"log": "admin", "pwd": PASSWORD, "testcookie": "1"},
                           "wordpress_test_cookie=WP%20Cookie%20check")
        cookie = "; ".join(v.split(";")[0] for k, v in answer.getheaders() if k.lower() == "set-cookie")
        if answer.status != 302 or "wordpress_logged_in" not in cookie:
            raise SystemExit(f"WordPress does not let its administrator in: {answer.status}")
        yield {"port": port, "page": f"/?p={shown}", "listing": "/wp-admin/edit.php", "cookie": cookie,
               "commented": commented}


@contextmanager
def fossil(contents, pages=50):
    """A Fossil repository with the same contents as each of its wiki's pages."""
    folder = WORK / "fossil"
    folder.mkdir()
    repository = folder / "site.fossil"
    file = folder / "contents.wiki"
    names = ["lofte", *(f"lofte-{n}" for n in range(2, pages + 1))]
    file.write_text(contents)
    env = {**os.environ, "HOME": str(folder), "FOSSIL_HOME": str(folder), "USER": "admin"}
    for call in [["init", repository], *(["wiki", "create", name, file, "-R", repository] for name in names)]:
        subprocess.run(["fossil", *map(str, call)], check=True, capture_output=True, env=env, cwd=folder)
    port = free_port()
    call = ["fossil", "server", "--localhost", "--port", port, "--nojail", repository]
    with running(call, port, "/wiki?name=lofte", env=env):
        yield {"port": port, "page": "/wiki?name=lofte", "timeline": "/timeline?y=w"}


def seen(port, path, words, cookie=""):
    """The page's bytes, which must hold the words: what is measured is that page and no message in its place."""
    status, _, body = fetch(port, path, **({"Cookie": cookie} if cookie else {}))
    if status != 200 or words not in body.decode():
        raise SystemExit(f"port {port} {path}: status {status}, without “{words}”")
    return len(body)
