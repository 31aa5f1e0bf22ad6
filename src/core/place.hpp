#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The places that a pledge's log names: a coordinator keeps the list, and those who log choose from it.
namespace core {

struct place {
    std::int64_t number = 0; // in its pledge's list, from 1
    std::string name;        // "Torget vid Storgatan 3"
    std::string area;        // what residents see of it: "Centrum"; empty: nothing
    bool is_retired = false; // not offered any more

    bool operator==(const place&) const = default;
};

// The name of a place and of its area, without spaces around. Refused: no name, over 120 letters, what no text of ours
// may hold, a personal identity number.
base::result<place> check_place(std::string_view name, std::string_view area);

// The place of that name, whatever the case; null: none. Names are unique in a list.
const place* place_named(const std::vector<place>& all, std::string_view name);

} // namespace core
