#pragma once

#include "core/place.hpp"
#include "core/published.hpp"
#include "render/account.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

// A pledge's list of places, and what residents usually see of an entry: a coordinator's page.
namespace render {

struct typed_place {
    std::int64_t number = 0; // 0: a new one
    std::string name, area;
    std::optional<base::problem> problem;
};

struct places_view {
    std::shared_ptr<const core::pledge_file> file;
    std::vector<std::pair<std::string, std::string>> pledges; // slug and title of those to choose from
    std::vector<core::place> places;
    std::optional<typed_place> typed;
    std::string shown, after_days; // as typed; empty: as it is set
    form_notice notice;
};
std::string places_page(const account_context& c, const places_view& v);

} // namespace render
