// A mail server that takes all and keeps it: letters as people read them.
import { createServer } from 'node:net';

function decoded(text) {
    const soft = text.replace(/=\r\n/g, '');
    const bytes = Buffer.from(soft.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
    return bytes.toString('utf8').replace(/\r\n/g, '\n');
}

function subjectOf(head) {
    const said = head.match(/^Subject: (.*(?:\r\n .*)*)/m)[1];
    const words = [...said.matchAll(/=\?UTF-8\?B\?(.*?)\?=/g)].map((m) => Buffer.from(m[1], 'base64'));
    return words.length ? Buffer.concat(words).toString('utf8') : said;
}

// { port, letters: [{ to, subject, head, text }], to(address, subject): the first such letter, waited for; close() }
export function mailbox() {
    const letters = [];
    const server = createServer((socket) => {
        let unread = '';
        let to = '';
        let inLetter = false;
        const say = (line) => socket.write(line + '\r\n');
        say('220 prov.example');
        socket.on('error', () => {});
        socket.on('data', (chunk) => {
            unread += chunk.toString('latin1');
            for (;;) {
                const end = unread.indexOf(inLetter ? '\r\n.\r\n' : '\r\n');
                if (end < 0) return;
                const got = unread.slice(0, end);
                unread = unread.slice(end + (inLetter ? 5 : 2));
                if (inLetter) {
                    const gap = got.indexOf('\r\n\r\n');
                    const head = got.slice(0, gap);
                    letters.push({ to, subject: subjectOf(head), head, text: decoded(got.slice(gap + 4)) });
                    inLetter = false;
                    say('250 OK');
                } else if (got.startsWith('RCPT')) {
                    to = got.match(/<(.*)>/)[1];
                    say('250 OK');
                } else if (got === 'DATA') {
                    inLetter = true;
                    say('354 go on');
                } else if (got === 'QUIT') {
                    say('221 bye');
                    socket.end();
                } else {
                    say('250 OK');
                }
            }
        });
    });
    return new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () =>
            resolve({
                port: server.address().port,
                letters,
                async to(address, subject) {
                    for (let i = 0; i < 300; ++i) {
                        const found = letters.find((l) => l.to === address && l.subject.includes(subject));
                        if (found) return found;
                        await new Promise((r) => setTimeout(r, 100));
                    }
                    throw new Error(`no letter "${subject}" to ${address}: ${JSON.stringify(letters.map((l) => [l.to, l.subject]))}`);
                },
                close: () => server.close(),
            }),
        );
    });
}
