#include "reading/document_pledges.hpp"
#include "reading/read.hpp"

#include <algorithm>

// What an item says in several sentences, and last of all whose it is; and what is promised though nobody is named.
namespace reading::doc {

constexpr std::size_t owner_words = 8; // of "ansvarig: kommunpolisen" and what stands around it

std::vector<std::string> take_owner_behind(const manuscript& t, range& words, const found_parties& parties) {
    for (auto i = words.last; i > words.first + 2 && words.last - i < owner_words; --i) {
        if (!t.is(i - 1, ":") || !t.has(i - 2, tag::col_responsible)) continue;
        auto actors = actors_in(t, {i, words.last}, parties);
        if (actors.empty()) return {};
        words.last = i - 2;
        while (words.size() > 1 && t[words.last - 1].kind == token_kind::mark && !t.is(words.last - 1, ")"))
            --words.last;
        return actors;
    }
    return {};
}

// "Se över skyltningen. Klart senast den 1 maj. (Kommun)": what the last sentence of the item ends with.
std::vector<std::string> pledge_reader::tag_behind(std::size_t i) const {
    const auto block = doc_.sentences[i].block;
    auto last = i;
    while (last + 1 < doc_.sentences.size() && doc_.sentences[last + 1].block == block)
        ++last;
    if (last == i) return {};
    auto words = doc_.sentences[last].words;
    return t_.is(words.last - 1, ")") || t_.is(words.last - 1, "]") ? take_tag(t_, words, parties_)
                                                                    : std::vector<std::string>{};
}

// "Båda | Ett föräldramöte per klass"
std::vector<std::string> pledge_reader::owner_beside(std::size_t block) const {
    const auto owner = doc_.blocks[block].owner;
    auto actors = actors_in(t_, owner, parties_);
    return actors.empty() ? parties_.signing() : actors;
}

// "Kommunen ska se över belysningen. Översynen ska vara klar den 1 maj."
bool pledge_reader::tells_end(range words) const {
    for (auto i = words.first; i < words.last; ++i)
        if (t_.is(i, "klar") || t_.is(i, "klart") || t_.is(i, "klara") || t_.folded(i).starts_with("färdig"))
            return true;
    return false;
}

// "Vi lovar", and below it "att polisen finns på torget varje fredag"
range pledge_reader::without_att(std::size_t i) const {
    auto words = doc_.sentences[i].words;
    if (!is_item(i) || !doc_.sentences[i].begins_block || words.size() < 4 || !t_.is(words.first, "att")) return words;
    auto at = words.first + 1; // "att mäta farten" is whole
    return actors_from(t_, at, words.last, parties_).empty() ? words : range{words.first + 1, words.last};
}

bool pledge_reader::goes_on_item(std::size_t i, range words, const found_area& area) const {
    return is_item(i) && !doc_.sentences[i].begins_block && may_hold_pledges(i) && !area.background.empty() &&
           area.background.back().last == words.first && doc_.sentences[i - 1].begins_block &&
           !t_.any(area.background.back(), tag::finite) && tells_how_much(t_, words);
}

bool pledge_reader::shall_be(std::size_t i, range words) const {
    // "Den som anmäler en trasig lampa får svar inom tre dagar"
    const bool whoever = words.size() > 3 && t_.is(words.first + 1, "som") && may_hold_pledges(i);
    for (auto k = words.first + 2; whoever && k < words.last; ++k)
        if (t_.is(k, "får")) return tells_how_much(t_, words);
    // "Trasiga lampor lagas inom tre dagar"
    const bool plain = may_hold_pledges(i) && !t_.any(words, tag::modal);
    for (auto k = words.first + 1; plain && k + 2 < words.last; ++k)
        if (is_undergone(t_, k) && (t_.is(k + 1, "inom") || t_.is(k + 2, "inom"))) return tells_how_much(t_, words);
    // "Vid oro kallas vårdnadshavare till möte inom en vecka"
    if (plain && calls_in_time(words)) return tells_how_much(t_, words);
    const auto verb = find_promise_verb(t_, words);
    if (verb == words.last || !t_.has(verb, tag::modal) || !may_hold_pledges(i)) return false;
    const bool whole = t_.is(words.first, "alla") || t_.is(words.first, "varje") || t_.is(words.first, "samtliga");
    return (whole || !t_.any({words.first, verb}, tag::resident)) && tells_how_much(t_, words);
}

// "Minst hälften av proven ska göras på helger", "Av dessa ska fem …": of what is promised before.
bool pledge_reader::tells_of_part(range words) const {
    if (words.size() > 1 && t_.is(words.first, "av") && t_.is(words.first + 1, "dessa")) return true;
    for (auto i = words.first; i + 1 < std::min(words.last, words.first + 3); ++i)
        if ((t_.is(i, "hälften") || t_.is(i, "tredjedel") || t_.is(i, "fjärdedel")) && t_.is(i + 1, "av")) return true;
    return false;
}

// "kallas … inom", "kontaktas … senast": what befalls somebody in time.
bool pledge_reader::calls_in_time(range words) const {
    constexpr std::size_t reach = 12; // words from the beginning to the verb, and on to "inom"
    for (auto k = words.first + 1; k < std::min(words.last, words.first + reach); ++k) {
        const bool calls = t_.is(k, "kallas") || t_.is(k, "kontaktas") || t_.is(k, "erbjuds") ||
                           t_.is(k, "informeras") || t_.is(k, "bjuds") || t_.is(k, "träffas") || t_.is(k, "besöks") ||
                           t_.is(k, "hanteras") || t_.is(k, "utreds") || t_.is(k, "besvaras");
        if (!calls) continue;
        for (auto n = k + 1; n < std::min(words.last, k + reach); ++n)
            if (t_.is(n, "inom")) return true;
    }
    return false;
}

// "Klotter saneras inom 48 timmar": a service, though the text does not say whose.
bool pledge_reader::is_served(std::size_t i, range words) const {
    constexpr std::size_t within = 10; // words before the verb
    const auto verb = t_.find({words.first, std::min(words.last, words.first + within)}, tag::service_verb);
    const bool found = verb > words.first && verb < words.last && t_.has(verb, tag::service_verb);
    return found && may_hold_pledges(i) && !t_.any({words.first, verb}, tag::subordinator) &&
           !t_.is_number(words.first) && tells_how_much(t_, words);
}

// "Det finns möjlighet att ordna det två gånger per år"
bool pledge_reader::may_be(std::size_t i, range words) const {
    constexpr std::size_t reach = 6;
    const range begins{words.first, std::min(words.last, words.first + reach)};
    const auto at = t_.find(begins, tag::possible);
    if (at == begins.last || at + 1 >= words.last || !t_.any(begins, tag::finite) || !may_hold_pledges(i)) return false;
    if (!t_.is(at + 1, "att") && !t_.is(at + 1, "till") && !t_.is(at + 1, "finns")) return false;
    const auto answer = read_cadence(t_.plain(words));
    return std::any_of(answer.readings.begin(), answer.readings.end(),
                       [](const reading& r) { return r.count || r.every; });
}

} // namespace reading::doc
