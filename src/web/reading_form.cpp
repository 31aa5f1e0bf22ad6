#include "web/reading_form.hpp"

#include "base/number.hpp"
#include "base/text.hpp"
#include "core/next_windows.hpp"
#include "http/form.hpp"
#include "reading/names.hpp"
#include "web/form_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace web {
namespace {

using namespace reading;

constexpr std::size_t most_readings = 20;
constexpr int longest_every = 1'200;

std::string number_words(double n) {
    auto text = fmt::format("{}", n);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

// "M" and "3" for P3M; "term" and nothing for a term.
void add_every(http::fields& to, const std::string& at, const std::optional<recurrence>& every) {
    const auto* d = every ? std::get_if<duration>(&*every) : nullptr;
    to.emplace_back(at + "every", d ? std::string{d->unit} : every ? to_text(*every) : "none");
    to.emplace_back(at + "every_n", d ? fmt::to_string(d->n) : "1");
}

std::string joined(const std::vector<std::string>& items) { return fmt::format("{}", fmt::join(items, ", ")); }

base::result<std::optional<double>> number_at(const http::fields& f, const std::string& name) {
    const auto text = typed(f, name);
    if (text.empty()) return std::optional<double>{};
    const auto n = base::parse_decimal(text);
    if (!n || *n < 0) return tl::unexpected{wrong("draft.wrong_number", name)};
    return n;
}

base::result<void> read_count(const http::fields& f, const std::string& at, ::reading::reading& r) {
    const auto low = number_at(f, at + "count");
    const auto high = number_at(f, at + "count_to");
    if (!low) return tl::unexpected{low.error()};
    if (!high) return tl::unexpected{high.error()};
    if (*high && (!*low || **high < **low)) return tl::unexpected{wrong("draft.wrong_range", at + "count_to")};
    r.count.reset();
    if (*low) r.count = amount{**low, high->value_or(**low)};
    return {};
}

base::result<void> read_every(const http::fields& f, const std::string& at, ::reading::reading& r) {
    const auto unit = typed(f, at + "every");
    r.every.reset();
    if (unit == "none" || unit.empty()) return {};
    if (const auto word = named<span_word>(unit)) {
        r.every = *word;
        return {};
    }
    const auto n = whole_number(typed(f, at + "every_n"));
    if (!n || *n < 1 || *n > longest_every) return tl::unexpected{wrong("draft.wrong_every", at + "every_n")};
    if (unit.size() != 1 || std::string_view{"DWMY"}.find(unit.front()) == std::string_view::npos)
        return tl::unexpected{wrong("draft.wrong_every", at + "every")};
    r.every = duration{static_cast<int>(*n), unit.front()};
    return {};
}

void read_members(const http::fields& f, const std::string& at, ::reading::reading& r) {
    subjects per;
    const std::string all = typed(f, at + "members");
    for (const auto member : base::split(all, ','))
        if (!base::trimmed(member).empty()) per.members.emplace_back(base::trimmed(member));
    per.kind = typed(f, at + "sharing") == "shared" ? subjects::sharing::shared : subjects::sharing::each;
    r.per.reset();
    if (!per.members.empty()) r.per = std::move(per);
}

// Every form has a box for each plain window; clock hours, weeks, months and the n-th of a month have one where they
// were read, to be taken away by.
void read_windows(const http::fields& f, const std::string& at, ::reading::reading& r) {
    std::vector<window> kept;
    for (const auto& w : r.windows)
        if (!core::is_plain(w) && typed(f, at + "window." + to_text(w)) == "ja") kept.push_back(w);
    std::vector<window> chosen;
    for (const auto word : words_of<window_kind>())
        if (typed(f, fmt::format("{}window.{}", at, word)) == "ja") chosen.push_back({*named<window_kind>(word)});
    chosen.insert(chosen.end(), kept.begin(), kept.end());
    const auto same = [&](const auto& w) {
        return std::find(r.windows.begin(), r.windows.end(), w) != r.windows.end();
    };
    // In the order they were read in, where they are the same.
    if (chosen.size() != r.windows.size() || !std::all_of(chosen.begin(), chosen.end(), same))
        r.windows = std::move(chosen);
}

template <class E>
void read_word(const http::fields& f, const std::string& name, E& into) {
    if (const auto e = named<E>(typed(f, name))) into = *e;
}

base::result<::reading::reading> reading_typed(const http::fields& f, const std::string& at, ::reading::reading r) {
    const auto before = r;
    read_word(f, at + "bound", r.bound);
    read_word(f, at + "measure", r.measure);
    read_word(f, at + "aggregate", r.aggregate);
    if (auto done = read_count(f, at, r); !done) return tl::unexpected{done.error()};
    if (auto done = read_every(f, at, r); !done) return tl::unexpected{done.error()};
    const auto unit = typed(f, at + "unit");
    r.unit = unit.empty() ? std::nullopt : std::optional{unit};
    read_windows(f, at, r);
    read_members(f, at, r);
    const auto day = typed(f, at + "deadline");
    r.deadline = base::parse_iso_date(day);
    if (!day.empty() && !r.deadline) return tl::unexpected{wrong("draft.wrong_day", at + "deadline")};
    r.additional = typed(f, at + "additional") == "ja";
    if (r == before) return r;
    r.schedulable = r.count.has_value() || r.deadline.has_value();
    if (r.schedulable) {
        r.measurable = measurable::yes;
        r.reason.clear();
    }
    return r;
}

} // namespace

void add_reading_values(http::fields& to, const std::vector<::reading::reading>& readings) {
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const auto& r = readings[i];
        const auto at = fmt::format("r{}.", i);
        const auto add = [&](std::string_view name, std::string value) {
            to.emplace_back(at + std::string{name}, std::move(value));
        };
        add("bound", std::string{name(r.bound)});
        add("count", r.count ? number_words(r.count->low) : "");
        add("count_to", r.count && r.count->high != r.count->low ? number_words(r.count->high) : "");
        add("measure", std::string{name(r.measure)});
        add("unit", r.unit.value_or(""));
        add_every(to, at, r.every);
        add("aggregate", std::string{name(r.aggregate)});
        for (const auto& w : r.windows)
            add("window." + to_text(w), "ja");
        add("members", r.per ? joined(r.per->members) : "");
        add("sharing", r.per ? std::string{name(r.per->kind)} : "each");
        add("deadline", r.deadline ? base::to_iso(*r.deadline) : "");
        add("additional", r.additional ? "ja" : "");
    }
}

base::result<std::vector<::reading::reading>> readings_typed(const http::fields& f,
                                                             const std::vector<::reading::reading>& before) {
    std::vector<::reading::reading> all;
    for (std::size_t i = 0; i < most_readings; ++i) {
        const auto at = fmt::format("r{}.", i);
        const bool is_there = std::any_of(f.begin(), f.end(), [&](const auto& p) { return p.first == at + "bound"; });
        if (!is_there) break;
        if (typed(f, at + "remove") == "ja") continue;
        auto r = reading_typed(f, at, i < before.size() ? before[i] : ::reading::reading{});
        if (!r) return tl::unexpected{r.error()};
        all.push_back(*std::move(r));
    }
    return all;
}

} // namespace web
