"""500 connections that send a byte a second, or read nothing, while others are served.

Held: normal requests are answered promptly all the time; a slow header is answered 408 after 10 s and a slow body after
60 s, as docs/operations.md has it; who does not read is closed after 60 s; afterwards all the memory is free again.
"""
import asyncio, json, statistics, time
import soak

ENGINES = ("sqlite",)
HEADERS, BODIES, READERS = 400, 80, 20


async def trickle(server, head, text, begun):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    began = time.monotonic()
    writer.write(head)
    begun.append(1)

    async def send():
        for byte in text:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(1)

    sending = asyncio.create_task(send())
    try:
        answer = await asyncio.wait_for(reader.read(), 90)
        took = time.monotonic() - began
    except OSError as fault:
        return fault, 0
    finally:
        sending.cancel()
        writer.close()
    return (int(answer.split()[1]) if answer else None), took


async def read_nothing(server, begun):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=2_000)
    began = time.monotonic()
    begun.append(1)
    ask = b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % soak.SLUG.encode()
    try:
        # What the kernel takes in for both sides is soon full, and the server waits for us.
        async with asyncio.timeout(90):
            while True:
                writer.write(ask * 100)
                await writer.drain()
                await asyncio.sleep(0.01)
    except (ConnectionError, TimeoutError) as fault:
        return type(fault), time.monotonic() - began
    finally:
        writer.transport.abort()


async def normal(server, until, times):
    def once(n):
        began = time.monotonic()
        server.page()
        server.page(f"/{soak.SLUG}?per=2024-01-{n % 28 + 1:02}&sida={n}")
        status, text = server.ask("/api/v1/log", soak.entry(f"normal-{n}"))
        soak.must(status == 201, f"{status} {text[:200]}")
        times.append(time.monotonic() - began)

    n = 0
    while time.monotonic() < until:
        await asyncio.to_thread(once, n)
        n += 1
        await asyncio.sleep(0.1)
    return n


async def all_at_once(server):
    begun, times = [], []
    slow_header = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    body = b"POST /api/v1/log HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    headers = [asyncio.create_task(trickle(server, slow_header[:5 + n % 30], slow_header[5 + n % 30:] + b"a" * 60, begun)) for n in range(HEADERS)]
    bodies = [asyncio.create_task(trickle(server, body, json.dumps(soak.entry("slow")).encode() * 9, begun)) for _ in range(BODIES)]
    readers = [asyncio.create_task(read_nothing(server, begun)) for _ in range(READERS)]
    while len(begun) < HEADERS + BODIES + READERS:
        await asyncio.sleep(0.05)
    count = await normal(server, time.monotonic() + 62, times)
    return await asyncio.gather(*headers), await asyncio.gather(*bodies), await asyncio.gather(*readers), times, count


def memory_of(server):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmRSS"))


def run(lofte, engine):
    with soak.Place(lofte, engine) as place:
        server = place.serve()
        server.page()
        headers, bodies, readers, times, count = asyncio.run(all_at_once(server))
        for what, answers, seconds in (("header", headers, 10), ("body", bodies, 60)):
            wrong = [a for a in answers if a[0] != 408 or not seconds - 1 <= a[1] <= seconds + 3]
            soak.must(not wrong, f"{len(wrong)} of {len(answers)} with a slow {what} were not answered 408 after {seconds} s: {wrong[:3]}")
        wrong = [r for r in readers if r[0] is TimeoutError or not 59 <= r[1] <= 75]
        soak.must(not wrong, f"{len(wrong)} who read nothing were not closed after 60 s: {wrong[:3]}")
        median, worst = statistics.median(times), max(times)
        print(f"  beside {HEADERS + BODIES + READERS} slow ones: three requests in {1000 * median:.0f} ms, at worst {1000 * worst:.0f} ms; "
              f"{memory_of(server)} MB afterwards")
        soak.must(median < 0.2 and worst < 2, f"beside slow clients three requests took {median:.2f} s, at worst {worst:.2f} s")
        soak.check_stored(place, {f"normal-{n}" for n in range(count)}, {f"normal-{n}" for n in range(count)})
        code, _ = server.stop()
        soak.must(code == 0, f"ended with {code}")
