#pragma once

#include "base/message.hpp"
#include "core/plan.hpp"
#include "reading/document.hpp"

#include <optional>
#include <vector>

// What a reading asks for, before anything is logged: told back to whoever wrote it, so that they see whether it was
// understood.
namespace core {

// "Minst 10 kontroller varje månad, i genomsnitt över året": one sentence without a full stop.
base::message told_back(const ::reading::reading& r);

struct coming_window {
    base::date from;
    base::date to;
    bool open_ended = false;
    bool partial = false;           // cut by the validity
    std::optional<double> required; // of each that must have it
};
struct coming {
    base::message when;                 // why there are none, where there are none
    std::vector<coming_window> windows; // at most `most`, in time
};
// The first windows that are not over on the day; of a validity that is over, its last ones. An interval's are as they
// come where each occasion falls on its last day. `life`: of the row or the pledge that the reading belongs to, where
// it has one.
coming coming_windows(const ::reading::document& d, const ::reading::reading& r, const ::reading::lifetime* life,
                      const plan_settings& settings, base::date today, std::size_t most = 3);

// One that a word alone says: "weekend", "mon", not "mon:1", "week:35-40".
bool is_plain(const ::reading::window& w);
// "på fredagar", "vecka 35–40", "utom i juli": when within its span it counts.
base::message window_told(const ::reading::window& w);

// What tells one reading of an owner from another that says the same on other days: "på fredagar". nullopt: nothing has
// to.
std::optional<base::message> told_apart(const std::vector<::reading::reading>& all, std::size_t n);

} // namespace core
