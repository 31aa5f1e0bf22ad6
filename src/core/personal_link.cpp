#include "core/personal_link.hpp"

#include "base/text.hpp"
#include "core/lifetime.hpp"
#include "core/log_rules.hpp"
#include "core/screen.hpp"

#include <algorithm>

namespace core {
namespace {

constexpr std::string_view link_holder = "länk ";

void add_once(std::vector<std::string>& all, const std::string& one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

tl::unexpected<base::problem> refuse(std::string key, std::string field) {
    return base::fail(base::problem_kind::invalid, {std::move(key), {}}, std::move(field));
}

} // namespace

std::string holder_of(const personal_link& link) { return std::string{link_holder} + std::to_string(link.id); }

bool is_link(std::string_view holder) { return holder.starts_with(link_holder); }

std::vector<std::string> responsible_in(const ::reading::document& document) {
    std::vector<std::string> all;
    for (const auto& row : document.plan)
        for (const auto& who : row.responsible)
            add_once(all, who);
    return all;
}

std::vector<std::string> rows_of(const personal_link& link, const ::reading::document& document) {
    // Whoever was given a row goes on with the row that came instead.
    const auto is_named = [&](const std::string& id) {
        const auto same = with_replaced(document, id);
        return std::find_first_of(link.rows.begin(), link.rows.end(), same.begin(), same.end()) != link.rows.end();
    };
    const auto party = base::lower(link.party);
    const auto is_theirs = [&](const ::reading::plan_row& row) {
        return !party.empty() && std::any_of(row.responsible.begin(), row.responsible.end(),
                                             [&](const auto& who) { return base::lower(who) == party; });
    };
    std::vector<std::string> all;
    for (const auto& area : document.focus_areas)
        for (const auto& pledge : area.pledges)
            if (is_named(pledge.id)) all.push_back(pledge.id);
    for (const auto& row : document.plan)
        if (is_named(row.id) || is_theirs(row)) all.push_back(row.id);
    return all;
}

base::result<void> check_link(const personal_link& link, const ::reading::document& document, base::date today,
                              bool confirmed) {
    if (link.function.empty()) return refuse("links.no_function", "function");
    if (base::to_utf32(link.function).size() > longest_function || holds_hidden(link.function))
        return refuse("links.wrong_function", "function");
    if (const auto fit = check_text("function", link.function); !fit) return tl::unexpected{fit.error()};
    if (!confirmed && !screen(link.function).empty())
        return base::fail(base::problem_kind::ask, {"links.looks_like_a_person", {}}, "function");
    const auto known = responsible_in(document);
    const bool is_known = link.party.empty() || std::find(known.begin(), known.end(), link.party) != known.end();
    const bool are_known = std::all_of(link.rows.begin(), link.rows.end(),
                                       [&](const auto& id) { return check_owner(document, id).has_value(); });
    if (!is_known || !are_known || rows_of(link, document).empty()) return refuse("links.no_rows", "rows");
    if (link.has_ended(today) || link.ends_on > today + longest_link) return refuse("links.wrong_day", "until");
    return {};
}

} // namespace core
