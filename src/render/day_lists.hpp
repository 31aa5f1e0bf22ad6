#pragma once

#include "core/day_lists.hpp"
#include "core/published.hpp"
#include "render/account.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// The days that a pledge's municipalities set: a coordinator's page.
namespace render {

// A new line of a list, as it was typed.
struct typed_days {
    core::day_list list = core::day_list::risk_weekends;
    std::string from, to, name;
    std::optional<base::problem> problem;
};
struct typed_terms {
    std::string spring_from, spring_to, autumn_from, autumn_to; // ISO, of any year
    std::optional<base::problem> problem;
};

struct day_lists_view {
    std::shared_ptr<const core::pledge_file> file;
    std::vector<std::pair<std::string, std::string>> pledges; // slug and title of those to choose from
    std::optional<typed_days> days;
    std::optional<typed_terms> terms;
    std::string done; // a text's key
};
std::string day_lists_page(const account_context& c, const day_lists_view& v);

// "01-08/06-12 08-18/12-20": the terms that a form was made for.
std::string terms_text(const core::terms& t);

} // namespace render
