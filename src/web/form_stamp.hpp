#pragma once

#include "core/log.hpp"
#include "web/site.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// What a form of somebody without an account carries: when it was made, a secret of its own, and a proof that this site
// made it, on whichever of its instances. No cookie is needed.
namespace web {

struct stamp {
    core::moment made_at{};
    std::string secret; // 256 random bits, known to whoever got the form
};

std::string new_stamp(const site& s, core::moment made_at);

// nullopt: not of this site.
std::optional<stamp> read_stamp(const site& s, std::string_view text);

// Nobody reads, chooses and writes in less; a form that lies open for longer is given anew.
inline constexpr std::chrono::seconds shortest_form_age{3};
inline constexpr std::chrono::hours longest_form_age{24};

} // namespace web
