#include "core/document_rules.hpp"

#include "core/screen.hpp"
#include "core/span.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace core {
namespace {

constexpr int earliest_year = 1950;
constexpr int latest_year = 2150;
constexpr int longest_years = 50;

tl::unexpected<base::problem> refuse(std::string key, std::vector<base::message::argument> arguments = {}) {
    return base::fail(base::problem_kind::invalid, {"core.document." + std::move(key), std::move(arguments)});
}

bool in_years(const std::optional<base::date>& day) {
    return !day || (base::year_of(*day) >= earliest_year && base::year_of(*day) <= latest_year);
}

base::result<bool> check_validity(const ::reading::validity& valid) {
    if (!in_years(valid.from) || !in_years(valid.to))
        return refuse("years", {{"from", std::to_string(earliest_year)}, {"to", std::to_string(latest_year)}});
    if (!valid.from || !valid.to) return true;
    if (*valid.to < *valid.from) return refuse("backwards", {{"from", *valid.from}, {"to", *valid.to}});
    if (base::year_of(*valid.to) - base::year_of(*valid.from) > longest_years)
        return refuse("long", {{"n", static_cast<std::int64_t>(longest_years)}});
    return true;
}

// A row that holds on no day of the validity would be judged by nothing and show nowhere.
base::result<bool> check_lifetimes(const ::reading::document& d) {
    const auto valid = widest_validity_of(d);
    for (const auto& o : owners_of(d)) {
        if (!o.life || !valid.from) continue;
        if (!in_years(o.life->from) || !in_years(o.life->to))
            return refuse("years", {{"from", std::to_string(earliest_year)}, {"to", std::to_string(latest_year)}});
        const auto from = o.life->from.value_or(*valid.from);
        const auto to = o.life->to.value_or(valid.to);
        if (std::max(from, *valid.from) > std::min(to, valid.to))
            return refuse("row_outside", {{"id", o.id}, {"from", from}, {"to", to}});
    }
    return true;
}

// Contacts become addresses to tap on: what a browser might run has no place in them.
bool is_mail(std::string_view mail) {
    const auto at = mail.find('@');
    const auto fits = [](char c) {
        return static_cast<unsigned char>(c) > 0x20 &&
               std::string_view{"\"'<>()[]\\:;,?&/%"}.find(c) == std::string_view::npos;
    };
    return at != 0 && at < mail.size() - 1 && mail.find('@', at + 1) == std::string_view::npos &&
           mail.find('.', at) < mail.size() - 1 && std::all_of(mail.begin(), mail.end(), fits);
}

bool is_telephone(std::string_view number) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return std::count_if(number.begin(), number.end(), is_digit) >= 3 &&
           std::all_of(number.begin(), number.end(), [&](char c) {
               return is_digit(c) || std::string_view{" +-()/"}.find(c) != std::string_view::npos;
           });
}

base::result<bool> check_contacts(const ::reading::document& d) {
    for (const auto& party : d.parties) {
        if (!party.contact) continue;
        const auto& [function, mail, telephone] = *party.contact;
        if (!mail.empty() && !is_mail(mail)) return refuse("mail", {{"text", mail}, {"party", party.name}});
        if (!telephone.empty() && !is_telephone(telephone))
            return refuse("telephone", {{"text", telephone}, {"party", party.name}});
    }
    return true;
}

// The free texts that pages show.
std::vector<const std::string*> texts_of(const ::reading::document& d) {
    std::vector<const std::string*> texts{&d.title};
    for (const auto& aim : d.aims)
        texts.push_back(&aim);
    for (const auto& area : d.focus_areas) {
        texts.push_back(&area.background);
        for (const auto& pledge : area.pledges)
            texts.push_back(&pledge.text);
    }
    for (const auto& row : d.plan)
        for (const auto* text : {&row.area, &row.what, &row.when})
            texts.push_back(text);
    for (const auto& o : owners_of(d))
        if (o.life && o.life->ended) texts.push_back(&o.life->ended->text);
    if (d.follow_up.text) texts.push_back(&*d.follow_up.text);
    if (d.feedback.text) texts.push_back(&*d.feedback.text);
    return texts;
}

} // namespace

base::result<bool> check_for_draft(const ::reading::document& d) {
    if (auto valid = check_validity(d.valid); !valid) return valid;
    if (auto rows = check_lifetimes(d); !rows) return rows;
    if (auto contacts = check_contacts(d); !contacts) return contacts;
    for (const auto* text : texts_of(d))
        for (const auto& finding : screen(*text))
            if (finding.kind == finding_kind::personal_number)
                return refuse("personal_number", {{"text", finding.text}});
    return true;
}

base::result<bool> check_document(const ::reading::document& d) {
    const bool promises =
        std::any_of(d.focus_areas.begin(), d.focus_areas.end(), [](const auto& a) { return !a.pledges.empty(); });
    if (!promises && d.plan.empty()) return refuse("nothing");
    return check_for_draft(d);
}

} // namespace core
