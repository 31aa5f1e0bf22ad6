#include "store/log_text.hpp"

#include "core/words.hpp"
#include "reading/names.hpp"

#include <fmt/format.h>

namespace store {
namespace {

// A length before each text keeps two fields from running into each other.
void add(std::string& out, std::string_view text) { out += fmt::format("{}:{};", text.size(), text); }

template <class T>
void add_optional(std::string& out, const std::optional<T>& value) {
    if (value)
        add(out, fmt::format("{}", *value));
    else
        out += "-;";
}

} // namespace

std::string canonical_text(const core::log_entry& e) {
    const bool says_when = e.open_from || !e.public_place.empty();
    std::string out = says_when ? "entry/2;" : "entry/1;";
    add(out, fmt::to_string(e.row));
    add(out, e.id);
    add(out, e.owner);
    add_optional(out, e.reading);
    add_optional(out, e.subject);
    add(out, base::to_iso(e.done_on));
    add(out, e.said);
    add_optional(out, e.amount.low);
    add_optional(out, e.amount.high);
    add(out, e.amount.about ? "about" : "");
    add_optional(out, e.amount.unit);
    add(out, fmt::format("{}", fmt::join(e.amount.parts, " ")));
    add(out, e.amount.parts_agree ? "" : "parts_disagree");
    add_optional(out, e.hours);
    add(out, e.place);
    add(out, e.note);
    add(out, e.channel ? reading::name(*e.channel) : std::string_view{});
    add(out, e.link);
    add(out, core::name(e.amount_visibility));
    add(out, core::name(e.detail_visibility));
    add(out, core::name(e.kind));
    add(out, e.names);
    add(out, e.client_key);
    add(out, e.by);
    add(out, fmt::to_string(e.recorded_at.time_since_epoch().count()));
    // The digests of entries that say neither were made without these.
    if (!says_when) return out;
    add(out, e.open_from ? base::to_iso(*e.open_from) : "");
    add(out, e.public_place);
    return out;
}

std::string canonical_text(const core::verdict_reason& reason) {
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", reason.owner,
                       reason.window_from ? base::to_iso(*reason.window_from) : "", core::name(reason.code),
                       reason.text, reason.function, base::to_iso(reason.given_on));
}

std::string approval_text(std::string_view digest, const core::party_approval& given) {
    return fmt::format("{}\n{}\n{}", digest, given.party, given.by);
}

std::string canonical_text(std::span<const core::approval> approvals) {
    std::string all;
    for (const auto& a : approvals)
        all += fmt::format("{}\n{}\n{}\n", a.party, a.by, base::to_iso(a.on));
    return all;
}

} // namespace store
