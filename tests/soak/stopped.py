"""SIGTERM with requests under way: 32 clients that log, one that is half through its body, one that never ends it, and a
report being made. Before it, kill -9 while a report is being made.

Held: what was begun is answered (408 where its rest does not come), new connections are refused at once, no program that
was started is left behind, and the end is 0 within a few seconds; the port is free at once, however the server ended.
"""
import json, os, shutil, socket, time
import soak

ENGINES = ("sqlite", "postgresql")
FEW_SECONDS = 6


class HalfSent:
    """A POST whose body is sent in two halves."""

    def __init__(self, server, key):
        body = json.dumps(soak.entry(key)).encode()
        head = (f"POST /api/v1/log HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                f"Authorization: Bearer {server.place.token}\r\n\r\n")
        self.rest = body[len(body) // 2:]
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        self.socket.sendall(head.encode() + body[:len(body) // 2])

    def send_rest(self):
        self.socket.sendall(self.rest)

    def status(self):
        answer = b""
        while piece := self.socket.recv(65536):
            answer += piece
        self.socket.close()
        soak.must(answer, "closed without an answer")
        return int(answer.split()[1])


def is_closed(connection):
    connection.settimeout(1)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


def children(process):
    found = []
    for task in os.listdir(f"/proc/{process.pid}/task"):
        with open(f"/proc/{process.pid}/task/{task}/children", encoding="ascii") as file:
            found += file.read().split()
    return found


def must_end(pids):
    """Those that nobody has waited for yet have ended all the same."""
    def runs(pid):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
                return file.read().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False

    for _ in range(40):
        if not any(map(runs, pids)):
            return
        time.sleep(0.05)
    raise AssertionError(f"the report's program runs on without a server: {pids}")


def wait_for_report(server):
    for _ in range(100):
        if found := children(server.process):
            return found
        time.sleep(0.05)
    raise AssertionError("no report was begun within 5 s")


def killed_amid_report(lofte, engine):
    with soak.Place(lofte, engine) as place:
        place.env["PATH"] = os.environ["PATH"]
        server = place.serve()
        waiting = server.connect()
        waiting.connect()
        reports = wait_for_report(server)
        server.kill()
        soak.must(is_closed(waiting.sock), "a connection outlives the server that was killed")
        place.serve(port=server.port).page()
        must_end(reports)


def run(lofte, engine):
    has_reports = shutil.which("weasyprint") is not None
    if has_reports:
        killed_amid_report(lofte, engine)
    with soak.Place(lofte, engine) as place:
        if has_reports:
            place.env["PATH"] = os.environ["PATH"]
        else:
            print("  WeasyPrint is not installed: stopped without a report being made")
        server = place.serve()
        reports = wait_for_report(server) if has_reports else []
        ends, never_ends = HalfSent(server, "half"), HalfSent(server, "never")
        idle = server.connect()
        idle.connect()
        clients = soak.Clients(server, "stop")
        clients.wait_for(300)
        server.process.terminate()
        began = time.monotonic()
        while not soak.drop_port(server.port):
            soak.must(time.monotonic() - began < 0.5, "new connections are taken half a second after SIGTERM")
        clients.ended.set()
        soak.must(is_closed(idle.sock), "a connection that asks for nothing was not closed")
        time.sleep(1)
        ends.send_rest()
        soak.must((status := ends.status()) == 201, f"the second half of the body came after a second: {status}, not 201")
        soak.must((status := never_ends.status()) == 408, f"the body that does not come was answered {status}, not 408")
        server.process.wait(15)
        took = time.monotonic() - began
        soak.must(server.process.returncode == 0, f"ended with {server.process.returncode}: {server.said()[-3:]}")
        soak.must(took < FEW_SECONDS, f"ended {took:.1f} s after SIGTERM")
        must_end(reports)
        clients.end()
        # A client that had no request under way may send one while its connection is closed. Then nothing was begun.
        none = [(key, *why) for key, status, why in clients.all() if status is None]
        cut = [n for n in none if n[2] and n[1] is not ConnectionRefusedError]
        soak.must(not cut, f"connected and then left without an answer: {cut}")
        late = {key for key, _, is_fresh in none if not is_fresh}
        others = [a for a in clients.all() if a[1] not in (201, None)]
        soak.must(not others, f"answered while it stopped: {others[:3]}")
        print(f"  {engine}: ended after {took:.1f} s; {len(clients.keys(201))} saved, {len(late)} came when it had closed")
        saved = clients.keys(201) | {"half"}
        stored = soak.check_stored(place, saved, clients.keys() | {"half"})
        soak.must(not late & stored, f"saved, and not answered: {sorted(late & stored)}")
        server = place.serve()
        soak.send_again(server, clients.keys() | {"half"}, stored)
        soak.check_pages(server, len(clients.keys()) + 1)
