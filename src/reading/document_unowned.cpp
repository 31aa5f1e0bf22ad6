// Promises of which the text does not say whose they are.
#include "reading/document_pledges.hpp"
#include "reading/read.hpp"

#include <algorithm>

namespace reading::doc {

bool pledge_reader::shall_be(std::size_t i, range words) const {
    const auto verb = find_promise_verb(t_, words);
    if (verb == words.last || !t_.has(verb, tag::modal) || !may_hold_pledges(i)) return false;
    const bool whole = t_.is(words.first, "alla") || t_.is(words.first, "varje") || t_.is(words.first, "samtliga");
    return (whole || !t_.any({words.first, verb}, tag::resident)) && tells_how_much(t_, words);
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
