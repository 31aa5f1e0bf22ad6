#pragma once

#include "base/result.hpp"
#include "core/published.hpp"
#include "http/message.hpp"
#include "render/logging.hpp"
#include "web/site.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// One thing done, as a form sends it: the same for all who log, whatever lets them in.
namespace web {

render::typed_entry typed_entry_of(const http::fields& f);

// What residents may see of it, as it was chosen; what is not said is as usual for the pledge.
base::result<core::showing> showing_typed(std::string_view shown, std::string_view after_days,
                                          const core::showing& usual);

// Keeps what the form says as the holder's and answers the entry's id. Where it cannot be kept, what is wrong; a form
// that was sent before with other contents gets a new key by the way, so that sent once more it is another entry.
base::result<std::string> log_typed(const site& s, const core::pledge_file& file, render::typed_entry& form,
                                    bool confirmed, std::string_view holder);

// The holder's own entry of that id, to be shown as what was saved last.
std::optional<render::saved_entry> own_entry(const site& s, const core::pledge_file& file, std::string_view id,
                                             std::string_view holder);

// Withdraws the holder's own entry of the last day; one that is undone already stays so. What somebody else logged, or
// what stood for more than a day, is corrected and not undone.
inline constexpr std::chrono::hours undo_within{24};
enum class undoing { done, unknown, not_own };
undoing undo_own(const site& s, const core::pledge_file& file, const std::string& id, std::string_view holder);

} // namespace web
