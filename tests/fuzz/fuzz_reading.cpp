// The three doors for phrases, on any bytes. Spans must lie within the text, and a second reading must say the same.
#include "base/text.hpp"
#include "reading/read.hpp"
#include "reading/trace.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void within(const reading::span& s, std::size_t length) { must(s.begin <= s.end && s.end <= length); }

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto length = base::count_code_points(text);
    reading::context known;
    known.from = base::make_date(2024, 1, 1);
    known.to = base::make_date(2026, 12, 31);
    known.parties = {"Orusts kommun", "Tjörns kommun"};

    const auto cadence = reading::read_cadence(text, known);
    for (const auto& r : cadence.readings) {
        within(r.span, length);
        must(!r.count || r.count->low <= r.count->high);
        must(r.measurable == reading::measurable::yes || !r.reason.empty());
    }
    for (const auto& q : cadence.questions)
        within(q.span, length);
    must(reading::read_cadence(text, known).readings == cadence.readings);

    const auto period = reading::read_period(text, known);
    for (const auto& q : period.questions)
        within(q.span, length);

    const auto amount = reading::read_quantity(text);
    for (const auto& q : amount.questions)
        within(q.span, length);

    reading::trace told;
    must(reading::read_cadence(text, known, {nullptr, &told}).readings == cadence.readings);
    must(told.readings.size() == cadence.readings.size());
    must(reading::read_period(text, known, {nullptr, &told}).valid == period.valid);
    must(reading::read_quantity(text, {nullptr, &told}).quantity == amount.quantity);
    for (const auto& r : told.readings)
        for (const auto& f : r.from)
            within(f.span, length);
    return 0;
}
