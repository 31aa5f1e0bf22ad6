#pragma once

#include "base/result.hpp"

#include <string>
#include <utility>
#include <vector>

namespace intake {

// A file that is not taken in. Every key stands in locale/*/intake.po.
inline tl::unexpected<base::problem> refuse(std::string key, std::vector<base::message::argument> arguments = {}) {
    return base::fail(base::problem_kind::invalid, base::message{"intake." + std::move(key), std::move(arguments)});
}

inline std::int64_t megabytes(std::size_t bytes) { return static_cast<std::int64_t>(bytes / 1'000'000); }

} // namespace intake
