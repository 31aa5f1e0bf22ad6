#include "core/day_lists.hpp"

#include "base/text.hpp"
#include "core/log_rules.hpp"

#include <algorithm>

namespace core {
namespace {

constexpr std::array<std::string_view, 3> words{"riskhelg", "evenemang", "lov"};
constexpr std::array members{&plan_settings::risk_weekends, &plan_settings::events, &plan_settings::school_breaks};
constexpr std::size_t longest_name = 120; // code points
constexpr base::days longest_span{366};

auto found(std::vector<date_range>& all, base::date from, base::date to) {
    return std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.from == from && one.to == to; });
}

} // namespace

std::string_view name(day_list list) { return words.at(static_cast<std::size_t>(list)); }

std::optional<day_list> day_list_named(std::string_view word) {
    for (const auto list : all_day_lists)
        if (name(list) == word) return list;
    return std::nullopt;
}

std::vector<date_range>& days_of(plan_settings& s, day_list list) {
    return s.*members.at(static_cast<std::size_t>(list));
}
const std::vector<date_range>& days_of(const plan_settings& s, day_list list) {
    return s.*members.at(static_cast<std::size_t>(list));
}

base::result<date_range> check_days(std::string_view from, std::string_view to, std::string_view name) {
    const auto refused = [](base::message why, std::string field) {
        return base::fail(base::problem_kind::invalid, std::move(why), std::move(field));
    };
    const auto first = base::parse_iso_date(from);
    if (!first) return refused({"core.days.no_day", {}}, "from");
    const auto last = to.empty() ? first : base::parse_iso_date(to);
    if (!last) return refused({"core.days.no_day", {}}, "to");
    if (*last < *first) return refused({"core.days.backwards", {{"from", *first}, {"to", *last}}}, "to");
    if (*last - *first >= longest_span) return refused({"core.days.too_long", {}}, "to");
    date_range days{*first, *last, base::squeezed(base::trimmed(name))};
    if (auto ok = check_text("name", days.name); !ok) return tl::unexpected(ok.error());
    if (base::count_code_points(days.name) > longest_name)
        return refused({"core.place.too_long", {{"most", static_cast<std::int64_t>(longest_name)}}}, "name");
    return days;
}

bool add_days(std::vector<date_range>& all, const date_range& days) {
    if (const auto at = found(all, days.from, days.to); at != all.end()) {
        const bool is_new = at->name != days.name;
        at->name = days.name;
        return is_new;
    }
    all.insert(
        std::upper_bound(all.begin(), all.end(), days, [](const auto& a, const auto& b) { return a.from < b.from; }),
        days);
    return true;
}

bool remove_days(std::vector<date_range>& all, base::date from, base::date to) {
    return std::erase_if(all, [&](const auto& one) { return one.from == from && one.to == to; }) > 0;
}

terms terms_of(const plan_settings& s) { return {s.spring_from, s.spring_to, s.autumn_from, s.autumn_to}; }

base::result<void> set_terms(plan_settings& s, const terms& to) {
    if (to.spring_to < to.spring_from || to.autumn_from <= to.spring_to || to.autumn_to < to.autumn_from)
        return base::fail(base::problem_kind::invalid, {"app.terms_overlap", {}});
    s.spring_from = to.spring_from, s.spring_to = to.spring_to;
    s.autumn_from = to.autumn_from, s.autumn_to = to.autumn_to;
    return {};
}

} // namespace core
