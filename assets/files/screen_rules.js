'use strict';

// Finds persons and their numbers in a text by the rules of the server (src/core/screen.cpp and its parts) and from the
// same lists, so that it is said where there is no net too, and what is being written is sent nowhere. What is found here
// and there is held together by tests/screening. This file touches no page.
const textScreen = (() => {
    const letter = 'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f';
    const gap = '[ \\v\\f\\u00a0\\u202f\\u2009\\ufeff]'; // white space within a line
    const dash = '[-+\\u2010\\u2011\\u2013\\u2212]';
    const space = /^[ \t-\r\u00a0\u202f\u2009\ufeff]$/;

    // Large Latin letters to small ones, as base::fold_case does.
    const lower = (text) => text.replace(/[A-Z\u00c0-\u00d6\u00d8-\u00de]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 32));
    const isCapital = (c) => lower(c) !== c;

    const isDay = (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        return month >= 1 && day >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    };

    // Two-digit years stand for either century; day + 60 is a samordningsnummer.
    function isBirthDate(century, digits) {
        const [year, month, written] = [0, 2, 4].map((i) => Number(digits.slice(i, i + 2)));
        const day = written > 60 ? written - 60 : written;
        return (century ? [Number(century)] : [19, 20]).some((c) => isDay(c * 100 + year, month, day));
    }

    // The check digit of SKV 704: every other digit from the first is doubled, the digits' sum ends in 0.
    function hasLuhnDigit(digits) {
        const sum = [...digits].reduce((all, digit, i) => {
            const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
            return all + Math.floor(n / 10) + (n % 10);
        }, 0);
        return sum % 10 === 0;
    }

    // Between the pairs of digits stand single spaces, or dashes, where only a dash joins the last four.
    const paired = `\\d\\d${gap}?\\d\\d${gap}?\\d\\d${gap}*${dash}?${gap}*`;
    const dashed = `\\d\\d${dash}\\d\\d${dash}\\d\\d${dash}${gap}*`;
    const personalForms = [`(18|19|20)${gap}?${paired}`, `(18|19|20)${gap}?${dashed}`, `()${paired}`, `()${dashed}`]
        .map((form) => new RegExp(`${form}\\d\\d${gap}?\\d\\d(?!\\d)`, 'y'));

    function findPersonalNumbers(text, found) {
        const starts = new RegExp(`(?<![${letter}\\d/])\\d`, 'g');
        for (let start = starts.exec(text); start; start = starts.exec(text))
            for (const form of personalForms) {
                form.lastIndex = start.index;
                const match = form.exec(text);
                if (!match) continue;
                const digits = match[0].replace(/\D/g, '').slice(match[1].length);
                if (!isBirthDate(match[1], digits) || !hasLuhnDigit(digits)) continue;
                found.push({ kind: 'personal_number', begin: start.index, end: form.lastIndex });
                starts.lastIndex = form.lastIndex;
                break;
            }
    }

    function findMailAddresses(text, found) {
        const local = new RegExp(`[${letter}\\d._+%-]`);
        const domain = new RegExp(`[${letter}\\d.-]`);
        for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            let begin = at;
            while (begin > 0 && local.test(text[begin - 1])) --begin;
            let end = at + 1;
            while (end < text.length && domain.test(text[end])) ++end;
            while (end > at + 1 && /[.-]/.test(text[end - 1])) --end;
            const host = text.slice(at + 1, end);
            const dot = host.lastIndexOf('.');
            if (begin === at || dot <= 0 || host.length - dot < 3) continue;
            found.push({ kind: 'mail_address', begin, end });
            at = end - 1;
        }
    }

    function followsWordForTelephone(text, i, lists) {
        while (i > 0 && new RegExp(`^(?:${gap}|[:.])$`).test(text[i - 1])) --i;
        let begin = i;
        while (begin > 0 && new RegExp(`[${letter}]`).test(text[begin - 1])) --begin;
        return lists.telephone.has(lower(text.slice(begin, i)));
    }

    function findTelephones(text, found, lists) {
        const number = new RegExp(`(\\+(?=\\d)|(?<![${letter}\\d/.,:-])(?=\\d))(\\d(?:(?:${gap}|[-\\u2010\\u2011\\u2013\\u2212()]){0,2}\\d){0,15})`, 'g');
        for (const match of text.matchAll(number)) {
            const digits = match[2].replace(/\D/g, '');
            const isLong = digits.length >= 8 && digits.length <= 15;
            const isAbroad = (match[1] === '+' || digits.startsWith('00')) && isLong;
            const isInland = digits.length >= 8 && digits.length <= 11 && /^0[^0]/.test(digits);
            const isNamed = digits.length >= 5 && followsWordForTelephone(text, match.index, lists);
            const isPublic = lists.public.has(digits) || lists.public_start.some((start) => digits.startsWith(start));
            if ((isAbroad || isInland || isNamed) && !isPublic)
                found.push({ kind: 'telephone', begin: match.index, end: match.index + match[0].length });
        }
    }

    // I, Q, V, Å, Ä and Ö are never used; the last place is a digit, or a letter that is no O (Transportstyrelsen). In small
    // letters with a space it is a word and an amount ("per 100"); a diarienummer goes on ("KST 203/24").
    function findCarNumbers(text, found) {
        const plate = new RegExp(
            `(?<![${letter}\\d/])(?:[A-HJ-PR-UW-Z]{3}(?:${gap}|-)?|[a-hj-pr-uw-z]{3})\\d\\d[\\dA-HJ-NPR-UW-Z](?![${letter}\\d]|[/:-]\\d)`, 'g');
        for (const match of text.matchAll(plate))
            found.push({ kind: 'car_number', begin: match.index, end: match.index + match[0].length });
    }

    function wordsIn(text) {
        const words = [];
        let after = 0;
        for (const match of text.matchAll(new RegExp(`[${letter}]+(?:[-'’:][${letter}]+)*`, 'g'))) {
            const [word] = match;
            const end = match.index + word.length;
            const between = text.slice(after, match.index);
            const letters = word.replace(/[-'’:]/g, '');
            words.push({
                begin: match.index,
                end,
                folded: lower(word),
                capital: isCapital(word[0]) && !/^\d/.test(text.slice(end, end + 1)), // "E4" is no word of a name
                shouted: letters.length > 1 && [...letters].every(isCapital),
                opens: words.length === 0 || /[.!?\n;]/.test(between),
                followsSpace: words.length > 0 && [...between].every((c) => c !== '\n' && space.test(c)),
            });
            after = end;
        }
        return words;
    }

    const endsWithAny = (word, endings) => endings.some((ending) => word.endsWith(ending));

    // What the lists know of a word in small letters.
    function knowing(lists) {
        const isFirstName = (word) => {
            if (lists.first_names.has(word)) return true;
            const parts = word.match(/^([^-]*)-(.*)$/);
            return parts !== null && (lists.first_names.has(parts[1]) || lists.first_names.has(parts[2]));
        };
        const isCommonNoun = (word) => lists.word.has(word) || lists.before.has(word) || endsWithAny(word, lists.ending);
        const isExplained = (word) =>
            isCommonNoun(word) || lists.places.has(word) || (word.endsWith('s') && lists.places.has(word.slice(0, -1)));
        const isOpener = (word) => lists.opener.has(word) || endsWithAny(word, lists.opener_ending);
        const isSurname = (word) => lists.surname.some((ending) => word.length > ending.length && word.endsWith(ending));
        return { isFirstName, isCommonNoun, isExplained, isOpener, isSurname };
    }

    // One run of capital words: the part of it that may be a person.
    function judgeRun(words, first, last, lists, know, found) {
        const mayGo = (word) => word.opens && !know.isFirstName(word.folded) && (know.isOpener(word.folded) || know.isExplained(word.folded));
        while (first < last && mayGo(words[first])) ++first;
        const { end } = words[last - 1];
        for (let i = first; i + 1 < last; ++i) {
            if (!know.isFirstName(words[i].folded) || know.isCommonNoun(words[i + 1].folded)) continue;
            found.push({ kind: 'person_name', begin: words[i].begin, end });
            return;
        }
        if (last - first < 2 || words.slice(first, last).some((word) => know.isExplained(word.folded))) return;
        const placeFollows = words[last]?.followsSpace && lists.after.has(words[last].folded);
        if (!placeFollows) found.push({ kind: 'person_name', begin: words[first].begin, end });
    }

    function findPersonNames(text, found, lists) {
        const know = knowing(lists);
        const words = wordsIn(text);
        const mayBeName = (word) => word.capital && (!word.shouted || know.isFirstName(word.folded) || know.isSurname(word.folded));
        for (let i = 0; i < words.length; ++i) {
            if (!mayBeName(words[i])) continue;
            let end = i + 1;
            while (end < words.length && words[end].followsSpace && mayBeName(words[end])) ++end;
            judgeRun(words, i, end, lists, know, found);
            i = end - 1;
        }
    }

    const lines = (text) => text.split('\n').filter((line) => line && !line.startsWith('#'));

    // The lists, from the texts of the files that hold them: first_names.tsv, place_names.tsv, and those that name kinds.
    function listsOf(firstNames, places, ...ofKinds) {
        const lists = { first_names: new Set(lines(firstNames).map(lower)), places: new Set(lines(places)) };
        for (const kind of ['word', 'before', 'after', 'opener', 'public', 'telephone']) lists[kind] = new Set();
        for (const kind of ['ending', 'opener_ending', 'surname', 'public_start']) lists[kind] = [];
        for (const [kind, word] of ofKinds.flatMap(lines).map((line) => line.split('\t')))
            if (lists[kind] instanceof Set) lists[kind].add(word);
            else lists[kind].push(word);
        return lists;
    }

    const withText = (text, found) => found.map((one) => ({ ...one, text: text.slice(one.begin, one.end) }));

    // What no field may hold; needs no lists.
    function personalNumbers(text) {
        const found = [];
        findPersonalNumbers(text, found);
        return withText(text, found);
    }

    // What is found, in the order of the text. The graver finding keeps the words where two overlap.
    function find(text, lists) {
        const found = [];
        for (const look of [findPersonalNumbers, findMailAddresses, findTelephones, findCarNumbers, findPersonNames]) look(text, found, lists);
        const kept = [];
        for (const one of found)
            if (!kept.some((other) => one.begin < other.end && other.begin < one.end)) kept.push(one);
        kept.sort((a, b) => a.begin - b.begin);
        return withText(text, kept);
    }

    return { listsOf, find, personalNumbers };
})();
