#pragma once

#include "render/account.hpp"

#include <string>
#include <utility>
#include <vector>

namespace render {

// Asks before something goes that nobody gets back.
struct sure_view {
    base::message what, more;
    std::string yes;                                         // its button's text's key
    std::string action;                                      // where the form was sent
    std::vector<std::pair<std::string, std::string>> fields; // and is sent again with "confirmed"
    std::string back;                                        // where it stays
};
std::string sure_page(const account_context& c, const sure_view& v);

} // namespace render
