#include "base/text.hpp"
#include "core/showing.hpp"
#include "core/words.hpp"
#include "exchange/cursor.hpp"
#include "exchange/value.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace exchange {

using core::name;

namespace {

constexpr std::size_t longest_key = 200;

// 2024-04-23T08:15:30Z: seconds are enough to tell when something was recorded.
std::string moment_text(core::moment m) {
    const auto day = std::chrono::floor<std::chrono::days>(m);
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(m - day)};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", base::to_iso(day), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

written text_if_any(std::string_view text) { return text.empty() ? written(nullptr) : written(text); }

} // namespace

written value_of(const core::log_entry& e, audience who) {
    const bool all = who == audience::holders;
    written out;
    out["id"] = e.id;
    out["kind"] = name(e.kind);
    out["names"] = text_if_any(e.names);
    out["owner"] = e.owner;
    out["reading"] = e.reading ? written(*e.reading + 1) : written(nullptr); // people count from 1
    out["for"] = text_or_null(e.subject);
    out["date"] = date(e.done_on);
    out["said"] = e.said;
    out["amount"] = value_of(e.amount);
    out["hours"] = e.hours ? number(*e.hours) : written(nullptr);
    out["channel"] = e.channel ? written(reading::name(*e.channel)) : written(nullptr);
    out["link"] = text_if_any(e.link);
    out["place"] = text_if_any(all ? e.place : core::place_shown(e));
    out["note"] = text_if_any(all ? e.note : core::note_shown(e));
    out["recorded_at"] = moment_text(e.recorded_at);
    if (!all) return out;
    out["public"] = e.amount_visibility == core::visibility::open;
    out["details_public"] = e.detail_visibility == core::visibility::open;
    out["public_from"] = date(e.open_from);
    out["public_place"] = text_if_any(e.public_place);
    out["key"] = text_if_any(e.client_key);
    out["by"] = e.by;
    return out;
}

std::string entry_json(const core::log_entry& entry, audience who, form f) { return text_of(value_of(entry, who), f); }

namespace {

// A number is what its digits say, with the decimal comma that amounts are read with.
std::string amount_text(const cursor& root, bool must_stand) {
    const auto amount = must_stand ? root.required("amount", what("amount")) : root.find("amount");
    if (!amount) return {};
    if (amount->value().is_string()) return amount->as_text();
    if (!amount->value().is_number()) amount->refuse(what("amount"));
    auto text = amount->value().dump();
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

std::string filled_text(const cursor& root, const char* member, std::size_t longest) {
    const auto found = root.required(member, what("filled_text"));
    if (!found) return {};
    auto text = found->as_text();
    if (base::trimmed(text).empty()) found->refuse(what("filled_text"));
    if (base::count_code_points(text) > longest)
        found->refuse({"exchange.what_short_text", {{"most", static_cast<std::int64_t>(longest)}}});
    return text;
}

core::shown_part shown_word(const cursor& at) {
    const auto word = core::named<core::shown_part>(at.as_text());
    if (!word) at.refuse(one_of("one_of", core::words_of<core::shown_part>()));
    return word.value_or(core::shown_part::nothing);
}

sent_entry read_fields(const cursor& root, bool is_new) {
    root.only({"pledge", "owner", "amount", "key", "date", "for", "reading", "hours", "place", "note", "channel",
               "link", "confirmed", "shown", "after_days"});
    sent_entry out;
    out.pledge = filled_text(root, "pledge", longest_key);
    auto& e = out.entry;
    if (is_new || root.find("owner")) e.owner = filled_text(root, "owner", longest_key);
    e.amount = amount_text(root, is_new);
    e.client_key = filled_text(root, "key", longest_key);
    e.on = root.date("date");
    e.subject = root.maybe_text("for");
    if (const auto n = root.whole("reading", 1, 1000)) e.reading = static_cast<int>(*n) - 1;
    e.hours = root.number("hours");
    e.place = root.maybe_text("place");
    e.note = root.maybe_text("note");
    if (const auto c = root.find("channel")) e.channel = c->as_word<reading::channel>();
    e.link = root.maybe_text("link");
    e.confirmed = root.flag("confirmed", false);
    const auto shown = root.find("shown");
    const auto after = root.whole("after_days", 0, core::longest_delay);
    if (shown || after) {
        e.shown.emplace();
        if (shown) e.shown->what = shown_word(*shown);
        if (after) e.shown->after_days = static_cast<int>(*after);
    }
    return out;
}

sent_entry read_entry(const cursor& root) { return read_fields(root, true); }
sent_entry read_correction(const cursor& root) { return read_fields(root, false); }

sent_withdrawal read_withdrawal(const cursor& root) {
    root.only({"pledge", "note", "key", "confirmed"});
    return {filled_text(root, "pledge", longest_key), filled_text(root, "key", longest_key), root.text_or("note", ""),
            root.flag("confirmed", false)};
}

template <class T>
base::result<T> parse_sent(std::string_view json, T (*read)(const cursor&)) {
    const auto value = parse_text(json);
    if (!value) return tl::unexpected(value.error());
    std::optional<base::problem> wrong;
    const cursor root{*value, "", wrong};
    T out;
    if (root.is_object()) out = read(root);
    if (wrong) return tl::unexpected(*wrong);
    return out;
}

} // namespace

base::result<sent_entry> parse_entry(std::string_view json) { return parse_sent(json, read_entry); }

base::result<sent_entry> parse_correction(std::string_view json) { return parse_sent(json, read_correction); }

base::result<sent_withdrawal> parse_withdrawal(std::string_view json) { return parse_sent(json, read_withdrawal); }

} // namespace exchange
