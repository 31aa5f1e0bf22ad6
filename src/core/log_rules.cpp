#include "core/log_rules.hpp"

#include "base/text.hpp"
#include "core/lifetime.hpp"
#include "core/log_amount.hpp"
#include "core/plan.hpp"
#include "core/screen_asked.hpp"
#include "core/showing.hpp"
#include "core/span.hpp"
#include "core/whose.hpp"

#include <algorithm>
#include <unordered_set>

namespace core {

using base::fail;
using base::message;
using base::problem_kind;

namespace {

constexpr std::size_t longest_text = 2000; // code points

using outcome = base::result<bool>; // true, or why not

outcome refuse(std::string field, std::string key, std::vector<message::argument> arguments = {},
               problem_kind kind = problem_kind::invalid) {
    return fail(kind, {std::move(key), std::move(arguments)}, std::move(field));
}

std::string listed(const std::vector<std::string>& items) {
    std::string out;
    for (const auto& item : items) {
        if (!out.empty()) out += ", ";
        out += item;
    }
    return out;
}

std::optional<owner_ref> owner_named(const ::reading::document& document, const std::string& id) {
    for (auto& o : owners_of(document))
        if (o.id == id) return o;
    return std::nullopt;
}

base::problem unknown_owner(const ::reading::document& document, const std::string& id) {
    std::vector<std::string> ids;
    for (const auto& o : owners_of(document))
        ids.push_back(o.id);
    return {problem_kind::invalid, {"core.log.unknown_owner", {{"owner", id}, {"known", listed(ids)}}}, "owner"};
}

// A row that ended or begins later takes nothing from other days; who logs is told which row does.
outcome check_lifetime(const ::reading::document& document, const owner_ref& owner, base::date on) {
    if (!owner.life || holds_on(*owner.life, on)) return true;
    const bool late = is_over(*owner.life, on);
    const auto edge = late ? *owner.life->to : *owner.life->from;
    const auto owners = owners_of(document);
    const auto* there = instead_of(owners, owner, on);
    std::vector<message::argument> said{
        {"on", on}, {"owner", owner.id}, {"what", what_is(document, owner.id)}, {"edge", edge}};
    if (!there) return refuse("on", late ? "core.log.row_ended" : "core.log.row_not_begun", std::move(said));
    said.push_back({"other", there->id});
    said.push_back({"other_what", what_is(document, there->id)});
    // One that came instead or that something came instead of has a day of its own.
    said.push_back({"days", own_days(*there->life).value_or(message{})});
    return refuse("on", late ? "core.log.row_ended_other" : "core.log.row_not_begun_other", std::move(said));
}

outcome check_date(const ::reading::document& document, const owner_ref& owner, base::date on, base::date today) {
    if (on > today) return refuse("on", "core.log.future", {{"on", on}, {"today", today}});
    auto valid = widest_validity_of(document);
    // What is due after the validity (a last follow-up) can be logged until it is due.
    for (const auto& r : *owner.readings)
        if (r.deadline) valid.to = std::max(valid.to, *r.deadline);
    if (valid.from && on < *valid.from) return refuse("on", "core.log.too_early", {{"on", on}, {"from", *valid.from}});
    if (!valid.open_ended && on > valid.to) return refuse("on", "core.log.too_late", {{"on", on}, {"to", valid.to}});
    return check_lifetime(document, owner, on);
}

outcome check_reading(const owner_ref& owner, std::optional<int> named) {
    const auto count = owner.readings->size();
    if (named) {
        if (*named >= 0 && static_cast<std::size_t>(*named) < count) return true;
        return refuse("reading", "core.log.unknown_reading",
                      {{"given", static_cast<std::int64_t>(*named) + 1},
                       {"owner", owner.id},
                       {"n", static_cast<std::int64_t>(count)}});
    }
    if (count < 2) return true;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < count; ++i)
        parts.push_back(std::to_string(i + 1) + ": " + (*owner.readings)[i].text);
    return refuse("reading", "core.log.which_reading", {{"owner", owner.id}, {"parts", listed(parts)}});
}

const ::reading::reading* reading_for(const owner_ref& owner, std::optional<int> named) {
    if (owner.readings->empty()) return nullptr;
    return &(*owner.readings)[named ? static_cast<std::size_t>(*named) : 0];
}

// Gives the member as the document writes it; the only member where none is named.
base::result<std::optional<std::string>> check_subject(const ::reading::reading* r,
                                                       const std::optional<std::string>& given) {
    auto named =
        given && !base::trimmed(*given).empty() ? std::optional{std::string{base::trimmed(*given)}} : std::nullopt;
    if (!r || !r->per) {
        if (!named) return std::nullopt;
        return fail(problem_kind::invalid, {"core.log.no_subjects", {{"subject", *named}}}, "subject");
    }
    const auto& members = r->per->members;
    const bool each = r->per->kind == ::reading::subjects::sharing::each;
    if (is_lone_noun(*r->per)) return named; // nobody has said which there are
    if (!named) {
        if (!each || members.empty()) return std::nullopt;
        if (members.size() == 1) return members.front();
        return fail(problem_kind::invalid, {"core.log.for_whom", {{"known", listed(members)}}}, "subject");
    }
    const auto folded = base::lower(*named);
    for (const auto& m : members)
        // A grade is called "7", and as people say it "åk 7" or "år 7".
        if (base::lower(m) == folded || (is_grade(m) && folded.ends_with(" " + m))) return m;
    return fail(problem_kind::invalid, {"core.log.unknown_subject", {{"subject", *named}, {"known", listed(members)}}},
                "subject");
}

// The parts of an address as words, for the screen.
std::string words_of_link(std::string link) {
    for (auto& c : link)
        if (c == '/' || c == '?' || c == '=' || c == '&') c = ' ';
    return link;
}

outcome check_link(const std::string& link) {
    if (link.empty()) return true;
    const auto folded = base::lower(link);
    const auto host = folded.starts_with("https://") ? 8U : folded.starts_with("http://") ? 7U : 0U;
    const bool has_bad = std::any_of(link.begin(), link.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\';
    });
    if (host == 0 || has_bad || link.size() == host || link[host] == '/' || link[host] == '.')
        return refuse("link", "core.log.bad_link");
    return true;
}

outcome check_delay(const std::optional<showing>& shown) {
    if (!shown || (shown->after_days >= 0 && shown->after_days <= longest_delay)) return true;
    return refuse("after_days", "core.log.bad_delay", {{"most", std::int64_t{longest_delay}}});
}

outcome check_texts(const std::vector<screened_text>& texts, bool confirmed) {
    for (const auto& t : texts)
        if (auto ok = check_text(t.field, *t.text); !ok) return ok;
    if (confirmed) return true;
    if (auto asked = asked_about(texts)) return tl::unexpected(*std::move(asked));
    return true;
}

// All that must be looked at before the entry is kept, asked at once: one confirmation is for all of it.
outcome ask(const std::vector<screened_text>& texts, bool parts_agree, const std::string& amount) {
    auto asked = asked_about(texts);
    if (parts_agree) return asked ? outcome{tl::unexpected(*std::move(asked))} : outcome{true};
    const message parts{"core.log.parts_disagree", {{"amount", amount}}};
    if (!asked) return refuse("amount", parts.key, parts.arguments, problem_kind::ask);
    return refuse(std::move(asked->field), "core.log.ask_both", {{"found", std::move(asked->text)}, {"parts", parts}},
                  problem_kind::ask);
}

} // namespace

base::result<bool> check_text(const std::string& field, const std::string& text) {
    if (!base::is_valid_utf8(text)) return refuse(field, "core.log.not_utf8");
    if (base::has_control(text)) return refuse(field, "core.log.control");
    const auto length = base::count_code_points(text);
    if (length > longest_text)
        return refuse(
            field, "core.log.too_long",
            {{"length", static_cast<std::int64_t>(length)}, {"most", static_cast<std::int64_t>(longest_text)}});
    for (const auto& f : screen(text))
        if (f.kind == finding_kind::personal_number) return refuse(field, "core.log.personal_number");
    return true;
}

base::result<bool> check_owner(const ::reading::document& document, const std::string& id) {
    if (!owner_named(document, id)) return tl::unexpected(unknown_owner(document, id));
    return true;
}

namespace {

// `anew` is what a person says now: a correction's other texts stand already, and were asked about when they were
// written.
base::result<log_entry> checked_entry(const ::reading::document& document, const new_entry& typed,
                                      const new_entry& anew, base::date today) {
    const auto owner = owner_named(document, typed.owner);
    if (!owner) return tl::unexpected(unknown_owner(document, typed.owner));
    const auto on = typed.on.value_or(today);
    if (auto ok = check_date(document, *owner, on, today); !ok) return tl::unexpected(ok.error());
    if (auto ok = check_reading(*owner, typed.reading); !ok) return tl::unexpected(ok.error());
    const auto* reading = reading_for(*owner, typed.reading);

    const auto none = std::string{};
    const auto& given_subject = typed.subject ? *typed.subject : none;
    if (auto ok = check_text("client_key", typed.client_key); !ok) return tl::unexpected(ok.error());
    const auto link = typed.link.value_or("");
    const auto place = typed.place.value_or("");
    const auto note = typed.note.value_or("");
    if (auto ok = check_text("link", words_of_link(link)); !ok) return tl::unexpected(ok.error());
    if (auto ok = check_text("subject", given_subject); !ok) return tl::unexpected(ok.error());
    if (auto ok = check_text("amount", typed.amount); !ok) return tl::unexpected(ok.error());

    auto subject = check_subject(reading, typed.subject);
    if (!subject) return tl::unexpected(subject.error());
    const auto amount = read_amount(typed);
    if (!amount) return tl::unexpected(amount.error());
    const auto hours = check_hours(reading, typed, *amount);
    if (!hours) return tl::unexpected(hours.error());
    if (auto ok = check_link(link); !ok) return tl::unexpected(ok.error());
    if (auto ok = check_delay(typed.shown); !ok) return tl::unexpected(ok.error());
    const auto new_place = anew.place.value_or("");
    const auto new_note = anew.note.value_or("");
    std::vector<screened_text> texts{{"amount", &anew.amount}, {"place", &new_place}, {"note", &new_note}};
    if (auto ok = check_texts(texts, true); !ok) return tl::unexpected(ok.error());
    // A noun that nobody has spelt out takes any subject, so that one may be a person.
    if (reading && reading->per && is_lone_noun(*reading->per) && anew.subject)
        texts.push_back({"subject", &given_subject});
    const bool parts_agree = base::trimmed(anew.amount).empty() || amount->parts_agree;
    if (!typed.confirmed)
        if (auto ok = ask(texts, parts_agree, typed.amount); !ok) return tl::unexpected(ok.error());

    log_entry e;
    e.owner = typed.owner;
    e.reading = typed.reading;
    e.subject = std::move(*subject);
    e.done_on = on;
    e.said = std::string{base::trimmed(typed.amount)};
    e.amount = *amount;
    e.hours = *hours;
    e.place = place;
    e.note = note;
    e.channel = typed.channel;
    e.link = link;
    e.client_key = typed.client_key;
    show(e, typed.shown.value_or(showing{}), typed.area);
    return e;
}

} // namespace

base::result<log_entry> check_entry(const ::reading::document& document, const new_entry& typed, base::date today) {
    return checked_entry(document, typed, typed, today);
}

namespace {

struct chain {
    const log_entry* entry = nullptr;
    const log_entry* corrected_by = nullptr;
    bool withdrawn = false;
};

// The entry of an id, and what was made of it since: a withdrawal of any link withdraws the whole chain.
chain chain_of(const std::vector<log_entry>& log, std::string_view id) {
    chain c;
    std::unordered_set<std::string_view> names; // the ids of this chain
    for (const auto& e : log) {
        if (e.id == id) {
            c.entry = &e;
            names.insert(e.id);
            if (e.kind != entry_kind::entry) names.insert(e.names);
        } else if (c.entry && e.kind != entry_kind::entry && names.contains(e.names)) {
            names.insert(e.id);
            if (e.kind == entry_kind::withdrawal)
                c.withdrawn = true;
            else
                c.corrected_by = &e;
        }
    }
    return c;
}

bool counts_hours(const ::reading::document& document, const new_entry& typed) {
    const auto owner = owner_named(document, typed.owner);
    if (!owner || !check_reading(*owner, typed.reading)) return false;
    const auto* reading = reading_for(*owner, typed.reading);
    return reading && reading->measure == ::reading::measure::hours;
}

base::result<const log_entry*> changeable(const std::vector<log_entry>& log, std::string_view id) {
    const auto c = chain_of(log, id);
    if (!c.entry) return fail(problem_kind::not_found, {"core.log.no_such_entry", {{"id", std::string{id}}}}, "id");
    if (c.entry->kind == entry_kind::withdrawal)
        return fail(problem_kind::conflict, {"core.log.is_withdrawal", {{"id", std::string{id}}}}, "id");
    if (c.withdrawn)
        return fail(problem_kind::conflict, {"core.log.withdrawn_already", {{"id", std::string{id}}}}, "id");
    if (c.corrected_by)
        return fail(problem_kind::conflict,
                    {"core.log.corrected_already", {{"id", std::string{id}}, {"by", c.corrected_by->id}}}, "id");
    return c.entry;
}

} // namespace

base::result<log_entry> check_correction(const ::reading::document& document, const std::vector<log_entry>& log,
                                         std::string_view old_id, const new_entry& typed, base::date today) {
    const auto old = changeable(log, old_id);
    if (!old) return tl::unexpected(old.error());
    const auto& before = **old;
    // What is left out stays as it was.
    auto whole = typed;
    if (whole.owner.empty()) whole.owner = before.owner;
    if (whole.owner == before.owner) {
        if (!whole.reading) whole.reading = before.reading;
        if (!whole.subject) whole.subject = before.subject;
    }
    if (!whole.on) whole.on = before.done_on;
    const bool same_amount = base::trimmed(whole.amount).empty();
    if (same_amount) whole.amount = before.said;
    // Hours that were read from the amount follow it.
    if (!whole.hours && (same_amount || !counts_hours(document, whole))) whole.hours = before.hours;
    if (!whole.channel) whole.channel = before.channel;
    if (!whole.place) whole.place = before.place;
    if (!whole.note) whole.note = before.note;
    if (!whole.link) whole.link = before.link;
    if (!whole.shown) whole.shown = showing_of(before);
    if (!typed.place && whole.area.empty()) whole.area = before.public_place;
    auto entry = checked_entry(document, whole, typed, today);
    if (!entry) return entry;
    entry->kind = entry_kind::correction;
    entry->names = before.id;
    return entry;
}

base::result<log_entry> check_withdrawal(const std::vector<log_entry>& log, std::string_view old_id,
                                         std::string_view note, bool confirmed) {
    const auto old = changeable(log, old_id);
    if (!old) return tl::unexpected(old.error());
    const std::string text{note};
    if (auto ok = check_texts({{"note", &text}}, confirmed); !ok) return tl::unexpected(ok.error());
    log_entry e;
    e.kind = entry_kind::withdrawal;
    e.names = (*old)->id;
    e.owner = (*old)->owner;
    e.reading = (*old)->reading;
    e.subject = (*old)->subject;
    e.done_on = (*old)->done_on;
    e.note = text;
    e.amount_visibility = (*old)->amount_visibility;
    e.open_from = (*old)->open_from;
    return e;
}

base::result<verdict_reason> check_reason(const ::reading::document& document, const verdict_reason& typed,
                                          bool confirmed) {
    if (!owner_named(document, typed.owner)) return tl::unexpected(unknown_owner(document, typed.owner));
    if (base::trimmed(typed.text).empty()) return fail(problem_kind::invalid, {"core.log.no_reason", {}}, "text");
    if (typed.window_from) {
        const auto valid = widest_validity_of(document);
        const bool early = valid.from && *typed.window_from < *valid.from;
        if (early || (!valid.open_ended && *typed.window_from > valid.to))
            return fail(problem_kind::invalid, {"core.log.no_such_window", {{"from", *typed.window_from}}},
                        "window_from");
    }
    if (auto ok = check_texts({{"text", &typed.text}, {"function", &typed.function}}, confirmed); !ok)
        return tl::unexpected(ok.error());
    auto reason = typed;
    reason.text = std::string{base::trimmed(typed.text)};
    return reason;
}

} // namespace core
