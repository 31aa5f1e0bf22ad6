#include "web/entry_form.hpp"

#include "base/number.hpp"
#include "core/log_rules.hpp"
#include "core/showing.hpp"
#include "core/words.hpp"
#include "http/form.hpp"
#include "reading/names.hpp"
#include "store/digest.hpp"
#include "store/log_entry.hpp"
#include "store/place.hpp"
#include "web/form_parts.hpp"
#include "web/keep_entry.hpp"

#include <algorithm>

namespace web {
namespace {

constexpr std::int64_t most_readings = 1'000;

// What the form says, or which of its fields cannot be read.
base::result<core::new_entry> entry_typed(const render::typed_entry& t, const core::showing& usual, bool confirmed) {
    core::new_entry e;
    e.owner = t.owner;
    e.amount = t.amount;
    if (!t.on.empty()) {
        e.on = base::parse_iso_date(t.on);
        if (!e.on) return tl::unexpected{wrong("logging.wrong_day", "on")};
    }
    if (!t.hours.empty()) {
        e.hours = base::parse_decimal(t.hours);
        if (!e.hours) return tl::unexpected{wrong("logging.wrong_hours", "hours")};
    }
    if (!t.reading.empty()) {
        const auto n = whole_number(t.reading);
        if (!n || *n < 0 || *n > most_readings) return tl::unexpected{wrong("logging.wrong_reading", "reading")};
        e.reading = static_cast<int>(*n);
    }
    if (!t.subject.empty()) e.subject = t.subject;
    if (!t.place.empty()) e.place = t.place;
    if (!t.note.empty()) e.note = t.note;
    if (!t.channel.empty()) {
        e.channel = reading::named<reading::channel>(t.channel);
        if (!e.channel) return tl::unexpected{wrong("logging.wrong_channel", "channel")};
    }
    if (!t.link.empty()) e.link = t.link;
    auto shown = showing_typed(t.shown, t.after_days, usual);
    if (!shown) return tl::unexpected{shown.error()};
    e.shown = *shown;
    e.client_key = t.key;
    e.confirmed = confirmed;
    return e;
}

} // namespace

base::result<core::showing> showing_typed(std::string_view shown, std::string_view after_days,
                                          const core::showing& usual) {
    auto out = usual;
    if (!shown.empty()) {
        const auto what = core::named<core::shown_part>(shown);
        if (!what) return tl::unexpected{wrong("logging.wrong_shown", "shown")};
        out.what = *what;
    }
    if (!after_days.empty()) {
        const auto n = whole_number(after_days);
        if (!n || *n < 0 || *n > core::longest_delay) return tl::unexpected{wrong("logging.wrong_delay", "after_days")};
        out.after_days = static_cast<int>(*n);
    }
    return out;
}

render::typed_entry typed_entry_of(const http::fields& f) {
    return {typed(f, "pledge"), typed(f, "owner"),      typed(f, "amount"),  typed(f, "on"),      typed(f, "hours"),
            typed(f, "place"),  typed(f, "note"),       typed(f, "subject"), typed(f, "reading"), typed(f, "key"),
            typed(f, "shown"),  typed(f, "after_days"), typed(f, "channel"), typed(f, "link"),    {}};
}

base::result<std::string> log_typed(const site& s, const core::pledge_file& file, render::typed_entry& form,
                                    bool confirmed, std::string_view holder) {
    auto sent = entry_typed(form, file.settings.usual, confirmed);
    if (!sent) return tl::unexpected{sent.error()};
    {
        auto reader = s.database.read();
        sent->area = store::area_of(reader, file.id, form.place);
    }
    auto entry = core::check_entry(file.document, *sent, s.clock.today());
    if (!entry) return tl::unexpected{entry.error()};
    entry->by = holder;
    entry->client_key = form.key;
    const auto kept = keep_entry(s, file, *entry, sent->on.has_value());
    if (!kept.differs) return kept.entry.id;
    form.key = store::new_uuid();
    return tl::unexpected{wrong("logging.sent_before")};
}

std::optional<render::saved_entry> own_entry(const site& s, const core::pledge_file& file, std::string_view id,
                                             std::string_view holder) {
    auto reader = s.database.read();
    auto found = store::find_entry(reader, file.id, id);
    if (!found || found->entry.kind != core::entry_kind::entry || found->entry.by != holder) return std::nullopt;
    auto owner = found->entry.owner;
    return render::saved_entry{file.slug, std::move(owner), std::move(found->entry), found->is_withdrawn};
}

undoing undo_own(const site& s, const core::pledge_file& file, const std::string& id, std::string_view holder) {
    const auto found = std::find_if(file.log.begin(), file.log.end(), [&](const auto& e) { return e.id == id; });
    if (found == file.log.end()) return undoing::unknown;
    if (found->by != holder || s.clock.now() - found->recorded_at > undo_within) return undoing::not_own;
    if (auto entry = core::check_withdrawal(file.log, id, "", true)) {
        entry->by = holder;
        entry->client_key = "angra-" + id;
        keep_entry(s, file, *entry);
    }
    return undoing::done;
}

} // namespace web
