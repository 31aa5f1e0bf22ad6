#include "country.hpp"

#include <fmt/format.h>

#include <array>
#include <random>

namespace support {
namespace {

using reading::aggregate;
using reading::bound;
using reading::duration;
using reading::span_word;
using reading::window_kind;

reading::reading counted(double n, reading::recurrence every, aggregate how, bound b = bound::at_least) {
    reading::reading r;
    r.bound = b;
    r.stated = true;
    r.count = reading::amount{n, n};
    r.every = every;
    r.aggregate = how;
    return r;
}

// One of every kind that the exchange format knows.
reading::reading reading_of_kind(int kind) {
    switch (kind % 12) {
    case 0:
        return counted(10, duration{1, 'M'}, aggregate::each);
    case 1:
        return counted(1, duration{3, 'W'}, aggregate::interval);
    case 2:
        return counted(3, duration{1, 'W'}, aggregate::average);
    case 3:
        return counted(200, duration{1, 'Y'}, aggregate::total);
    case 4:
        return counted(2, duration{1, 'W'}, aggregate::each, bound::at_most);
    case 5: {
        auto r = counted(900, duration{1, 'Y'}, aggregate::each);
        r.measure = reading::measure::hours;
        return r;
    }
    case 6: {
        auto r = counted(4, duration{1, 'M'}, aggregate::each);
        r.windows = {{window_kind::weekend}};
        return r;
    }
    case 7: {
        auto r = counted(5, duration{6, 'M'}, aggregate::each);
        r.per = reading::subjects{reading::subjects::sharing::each, {"6", "7", "8", "9"}};
        return r;
    }
    case 8:
        return counted(40, span_word::term, aggregate::each);
    case 9:
        return counted(800, span_word::period, aggregate::total);
    case 10: {
        auto r = counted(3, duration{1, 'W'}, aggregate::each);
        r.measure = reading::measure::days;
        r.windows = {{window_kind::evening}};
        return r;
    }
    default: {
        reading::reading r;
        r.schedulable = false;
        r.measurable = reading::measurable::no;
        return r;
    }
    }
}

} // namespace

made_pledge make_pledge(const country_shape& shape, int k) {
    std::mt19937_64 random{shape.seed * 1'000'003 + static_cast<std::uint64_t>(k)};
    const auto up_to = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
    made_pledge made;
    auto& d = made.document;
    const base::date from = base::make_date(2021, 1, 1);
    const int span = 365 * shape.years + shape.years / 4;
    d.title = fmt::format("Medborgarlöfte {} 2021–{}", k + 1, 2020 + shape.years);
    d.valid.from = from;
    d.valid.to = base::last_of_year(2020 + shape.years);
    d.parties = {{.name = fmt::format("Kommun {}", k + 1), .code = fmt::format("{:04}", 114 + k), .contact = {}},
                 {.name = "Polisen", .kind = reading::party_kind::police, .code = {}, .contact = {}}};
    for (int m = 0; m < shape.measures; ++m) {
        reading::plan_row row;
        row.id = fmt::format("m{}", m + 1);
        row.area = "Trygghet";
        row.what = fmt::format("Åtgärd {}", m + 1);
        row.readings = {reading_of_kind(k + m)};
        d.plan.push_back(std::move(row));
    }
    const long long all = shape.entries;
    const int count = static_cast<int>(all * (k + 1) / shape.municipalities - all * k / shape.municipalities);
    made.log.reserve(static_cast<std::size_t>(count));
    static constexpr std::array subjects{"6", "7", "8", "9"};
    for (int i = 0; i < count; ++i) {
        const int m = up_to(shape.measures);
        core::log_entry e;
        e.id = fmt::format("{}-{}", k, i);
        e.owner = d.plan[static_cast<std::size_t>(m)].id;
        e.reading = 0;
        e.done_on = from + base::days{up_to(span)};
        e.said = "1";
        e.amount.low = 1;
        e.amount.high = 1;
        if (up_to(50) == 0) e.amount = {.low = 2, .high = std::nullopt, .about = true, .unit = {}, .parts = {}};
        e.hours = 2.5;
        if (d.plan[static_cast<std::size_t>(m)].readings[0].per)
            e.subject = subjects[static_cast<std::size_t>(up_to(4))];
        made.log.push_back(std::move(e));
    }
    return made;
}

} // namespace support
