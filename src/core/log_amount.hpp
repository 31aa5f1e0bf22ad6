#pragma once

#include "base/result.hpp"
#include "core/log_rules.hpp"
#include "reading/document.hpp"

#include <optional>

// How much an entry says was done.
namespace core {

base::result<::reading::quantity> read_amount(const new_entry& typed);

// A promise of hours is met by hours: said as such, or as the amount.
base::result<std::optional<double>> check_hours(const ::reading::reading* r, const new_entry& typed,
                                                const ::reading::quantity& amount);

} // namespace core
