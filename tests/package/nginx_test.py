#!/usr/bin/env python3
"""nginx before the server, by the example that the package brings: nginx_test.py LOFTE

The example as it is, but for its name, its ports and its certificate. Ends with 77 where nginx or openssl is missing.
"""
import http.client, os, re, shutil, socket, ssl, subprocess, sys, tempfile, time
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent.parent / "packaging" / "nginx.conf"
NAME = "lofte.example.se"


def must(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"FAILED: nothing listens on {port}")


def ask(connection, path, headers=None, method="GET", body=None):
    connection.request(method, path, body, {"Host": NAME, "Accept-Language": "sv", **(headers or {})})
    answer = connection.getresponse()
    return answer, answer.read().decode("utf-8", "replace")


def configuration(work, plain, tls, upstream):
    text = EXAMPLE.read_text(encoding="utf-8")
    for was, now in (("listen 80;", f"listen 127.0.0.1:{plain};"), ("listen 443 ssl http2;", f"listen 127.0.0.1:{tls} ssl http2;"),
                     ("127.0.0.1:8080", f"127.0.0.1:{upstream}"), ("/var/log/nginx/lofte.log", f"{work}/access.log"),
                     (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", f"{work}/cert.pem"),
                     (f"/etc/letsencrypt/live/{NAME}/privkey.pem", f"{work}/key.pem")):
        must(was in text, f"the example has no “{was}”")
        text = text.replace(was, now)
    text = re.sub(r"\n *listen \[::\].*", "", text)
    temporary = "".join(f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (work / "nginx.conf").write_text(f"pid {work}/pid; error_log {work}/error.log; daemon off; events {{}} http {{ {temporary} {text} }}",
                                     encoding="utf-8")


def main():
    lofte = os.path.abspath(sys.argv[1])
    nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not nginx or not shutil.which("openssl"):
        print("SKIPPED: nginx and openssl are not both here")
        sys.exit(77)
    work = Path(tempfile.mkdtemp(prefix="lofte-nginx-"))
    running = []
    try:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext",
                        f"subjectAltName=DNS:{NAME}", "-keyout", work / "key.pem", "-out", work / "cert.pem"], check=True, capture_output=True)
        plain, tls, upstream = free_port(), free_port(), free_port()
        configuration(work, plain, tls, upstream)
        log = open(work / "lofte.log", "w+", encoding="utf-8")
        running.append(subprocess.Popen([lofte, "serve", "--data", work / "data", "--port", str(upstream), "--base-url", f"https://{NAME}"],
                                        stdout=log, stderr=log))
        wait_for(upstream)
        running.append(subprocess.Popen([nginx, "-p", work, "-c", work / "nginx.conf"], stderr=subprocess.DEVNULL))
        wait_for(tls)

        answer, _ = ask(http.client.HTTPConnection("127.0.0.1", plain, timeout=20), "/konto?a=b")
        must(answer.status == 301 and answer.getheader("Location") == f"https://{NAME}/konto?a=b", "http is not led to https")

        trust = ssl.create_default_context(cafile=work / "cert.pem")
        raw = socket.create_connection(("127.0.0.1", tls), timeout=20)
        secure = http.client.HTTPSConnection("127.0.0.1", tls, timeout=20)
        secure.sock = trust.wrap_socket(raw, server_hostname=NAME)
        answer, page = ask(secure, "/", {"Accept-Encoding": "gzip"})
        must(answer.status == 200 and answer.getheader("Content-Encoding") == "gzip", "the start page does not come compressed by us")
        must("max-age" in (answer.getheader("Strict-Transport-Security") or ""), "no HSTS")
        must("default-src 'none'" in (answer.getheader("Content-Security-Policy") or ""), "our CSP is lost on the way")

        log.seek(0)
        link = re.search(r"https://" + re.escape(NAME) + r"(/konto/borja/[0-9a-f]{64})", log.read())
        must(link, "the first link does not lead to the address that people type")
        form = "organisation=Solviks+kommun&mail=anna%40solvik.example&function=samordnare&password=korrekt+hast+batteri"
        answer, page = ask(secure, link[1], {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}"}, "POST", form)
        must(answer.status == 303, f"the first account is not made: {answer.status} {page[:300]}")
        cookie = answer.getheader("Set-Cookie") or ""
        must(cookie.startswith("__Host-") and "Secure" in cookie and "HttpOnly" in cookie, f"the cookie is {cookie}")
        answer, page = ask(secure, "/konto", {"Cookie": cookie.split(";")[0]})
        must(answer.status == 200 and "anna@solvik.example" in page, "the account does not get in through nginx")

        answer, _ = ask(secure, "/metrics")
        must(answer.status == 404, "the machine's figures are public")
        time.sleep(0.2)
        logged = (work / "access.log").read_text()
        must("/konto/borja/" not in logged, "a secret address stands in nginx's log")
        must('"GET /konto HTTP' in logged, "nginx logs nothing at all")
        print("nginx: TLS, redirect, headers, first account, cookie and log as they should be")
    finally:
        for process in reversed(running):
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(work, ignore_errors=True)


main()
