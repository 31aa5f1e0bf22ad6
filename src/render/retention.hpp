#pragma once

#include "core/retention.hpp"
#include "render/account.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The page of what is kept too long: /admin/gallring.
namespace render {

struct due_view {
    core::retention_rule rule;
    std::string days; // as stored, or as it was typed
    std::int64_t count = 0;
    std::optional<core::moment> oldest;
    std::vector<std::string> examples;
};
struct retention_view {
    std::vector<due_view> kinds;
    bool by_itself = false;
    form_notice notice; // its field is a kind's name
};
std::string retention_page(const account_context& c, const retention_view& v);

} // namespace render
