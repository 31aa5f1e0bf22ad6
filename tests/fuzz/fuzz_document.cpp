#include "base/text.hpp"
#include "reading/municipalities.hpp"
#include "reading/outcomes.hpp"
#include "reading/read.hpp"
#include "reading/trace.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void within(const std::vector<reading::traced_rule>& rules, std::size_t length) {
    for (const auto& r : rules)
        must(r.span.begin <= r.span.end && r.span.end <= length);
}

} // namespace

// Whatever the bytes: an answer, every span within the text, and the same answer where it is told how it came about.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto draft = reading::read_document(text, reading::all_municipalities());
    const auto length = base::count_code_points(draft.source);
    for (const auto& [pointer, span] : draft.spans)
        must(span.begin < span.end && span.end <= length);

    reading::trace told;
    must(reading::read_document(text, reading::all_municipalities(), {nullptr, &told}).document == draft.document);
    for (const auto& part : told.parts)
        must(part.span.end <= length);
    for (const auto& owner : told.owners)
        for (const auto& r : owner.how.readings)
            within(r.from, length);

    const auto report = reading::find_outcomes(text, draft.document);
    for (const auto& f : report.found)
        must(f.said_at.begin < f.said_at.end && f.said_at.end <= length && f.label_at.end <= length);
    for (const auto& u : report.unplaced)
        must(u.said_at.end <= length);
    return 0;
}
