// Promises of which the text does not say whose they are.
#include "reading/document_pledges.hpp"
#include "reading/read.hpp"

#include <algorithm>

namespace reading::doc {

// "Klotter saneras inom 48 timmar": a service, though the text does not say whose.
bool pledge_reader::is_served(std::size_t i, range words) const {
    constexpr std::size_t within = 10; // words before the verb
    const auto verb = t_.find({words.first, std::min(words.last, words.first + within)}, tag::service_verb);
    const bool found = verb > words.first && verb < words.last && t_.has(verb, tag::service_verb);
    return found && may_hold_pledges(i) && !t_.any({words.first, verb}, tag::subordinator) &&
           !t_.is_number(words.first) && tells_how_much(t_, words);
}

} // namespace reading::doc
