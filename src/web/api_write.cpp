#include "web/api.hpp"
#include "web/api_parts.hpp"

#include "base/text.hpp"
#include "core/log_rules.hpp"
#include "exchange/json.hpp"
#include "store/log.hpp"
#include "store/place.hpp"
#include "store/token.hpp"
#include "web/keep_entry.hpp"
#include "web/public_pledge.hpp"
#include "web/visit.hpp"

#include <algorithm>

namespace web::api {

namespace {

constexpr std::size_t most_bytes = 65'536; // an entry holds a few texts of 2,000 characters

http::response unauthorized(const site& s, const http::request& r, const char* key) {
    auto out = problem(s, r, 401, {key, {}});
    out.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"lofte\"");
    return out;
}

std::optional<std::string_view> bearer(const http::request& r) {
    constexpr std::string_view scheme = "bearer ";
    const auto header = r.header("authorization").value_or("");
    if (header.size() <= scheme.size() || base::lower(header.substr(0, scheme.size())) != scheme) return std::nullopt;
    return base::trimmed(header.substr(scheme.size()));
}

bool is_json(const http::request& r) {
    const auto type = r.header("content-type").value_or("");
    return base::lower(base::trimmed(type.substr(0, type.find(';')))) == "application/json";
}

// What must hold before the body is looked at; nullopt where it does.
std::optional<http::response> refused(const site& s, const http::request& r, std::optional<store::token>& holder) {
    const auto secret = bearer(r);
    if (!secret) return unauthorized(s, r, "api.no_token");
    auto reader = s.database.read();
    holder = store::holder_of(reader, *secret);
    if (!holder) return unauthorized(s, r, "api.unknown_token");
    if (!is_json(r)) return problem(s, r, 415, {"api.not_json", {}});
    if (r.body.size() > most_bytes)
        return problem(s, r, 413, {"api.too_large", {{"most", static_cast<std::int64_t>(most_bytes)}}});
    return std::nullopt;
}

bool may_write(const store::token& holder, std::string_view slug) { return !holder.pledge || *holder.pledge == slug; }

http::response other_pledge(const site& s, const http::request& r, const store::token& holder) {
    return problem(s, r, 403, {"api.other_pledge", {{"slug", *holder.pledge}}}, "/pledge");
}

http::response no_pledge(const site& s, const http::request& r, const std::string& slug) {
    return problem(s, r, 404, {"api.no_such_pledge", {{"slug", slug}}}, "/pledge");
}

http::response saved(const store::kept_entry& kept) {
    http::response out{.status = kept.was_there ? 200 : 201};
    out.headers = {{"Content-Type", std::string{json_type}}, {"Cache-Control", "no-store"}};
    out.body = exchange::entry_json(kept.entry, exchange::audience::holders);
    return out;
}

http::response key_used(const site& s, const http::request& r, const std::string& key, const std::string& id) {
    return problem(s, r, 409, {"api.key_used", {{"key", key}, {"id", id}}}, "/key");
}

http::response keep(const site& s, const http::request& r, const core::pledge_file& file, core::log_entry entry,
                    const store::token& holder, const std::string& client_key, bool is_day_named = true) {
    entry.by = holder.name;
    entry.client_key = client_key;
    const auto kept = keep_entry(s, file, entry, is_day_named);
    if (!kept.overtaken_by.empty())
        return problem(s, r,
                       {base::problem_kind::conflict,
                        {"core.log.corrected_already", {{"id", entry.names}, {"by", kept.overtaken_by}}},
                        "id"});
    if (kept.differs) return key_used(s, r, client_key, kept.entry.id);
    return saved(kept);
}

// A change is checked against the log, which after the first time says "corrected already": the same key comes first.
const core::log_entry* saved_before(const core::pledge_file& file, const std::string& client_key) {
    const auto same = [&](const auto& e) { return e.client_key == client_key; };
    const auto found = std::find_if(file.log.begin(), file.log.end(), same);
    return found == file.log.end() ? nullptr : &*found;
}

// Whether the same was sent before: what the client named is what was saved.
bool is_correction_of(const core::log_entry& saved, std::string_view id, const core::new_entry& sent) {
    if (saved.kind != core::entry_kind::correction || saved.names != id) return false;
    const auto same = [](const auto& named, const auto& kept) { return !named || *named == kept; };
    return (sent.amount.empty() || base::trimmed(sent.amount) == saved.said) && same(sent.on, saved.done_on) &&
           (sent.owner.empty() || sent.owner == saved.owner) && same(sent.place, saved.place) &&
           same(sent.note, saved.note) && same(sent.link, saved.link);
}

} // namespace

http::response add_entry(const site& s, const http::request& r) {
    std::optional<store::token> holder;
    if (auto no = refused(s, r, holder)) return std::move(*no);
    const auto sent = exchange::parse_entry(r.body);
    if (!sent) return problem(s, r, 400, sent.error().text, sent.error().field);
    if (!may_write(*holder, sent->pledge)) return other_pledge(s, r, *holder);
    const auto file = public_pledge_without_log(s, sent->pledge);
    if (!file) return no_pledge(s, r, sent->pledge);
    auto typed = sent->entry;
    if (!typed.shown) typed.shown = file->settings.usual;
    if (typed.place) {
        auto reader = s.database.read();
        typed.area = store::area_of(reader, file->id, *typed.place);
    }
    auto entry = core::check_entry(file->document, typed, s.clock.today());
    if (!entry) return problem(s, r, entry.error());
    return keep(s, r, *file, std::move(*entry), *holder, sent->entry.client_key, sent->entry.on.has_value());
}

http::response correct_entry(const site& s, const http::request& r) {
    std::optional<store::token> holder;
    if (auto no = refused(s, r, holder)) return std::move(*no);
    const auto sent = exchange::parse_correction(r.body);
    if (!sent) return problem(s, r, 400, sent.error().text, sent.error().field);
    if (!may_write(*holder, sent->pledge)) return other_pledge(s, r, *holder);
    const auto file = public_pledge(s, sent->pledge);
    if (!file) return no_pledge(s, r, sent->pledge);
    if (const auto* before = saved_before(*file, sent->entry.client_key))
        return is_correction_of(*before, r.parameter("id"), sent->entry)
                   ? saved({*before, true})
                   : key_used(s, r, before->client_key, before->id);
    auto entry = core::check_correction(file->document, file->log, r.parameter("id"), sent->entry, s.clock.today());
    if (!entry) return problem(s, r, entry.error());
    return keep(s, r, *file, std::move(*entry), *holder, sent->entry.client_key);
}

http::response withdraw_entry(const site& s, const http::request& r) {
    std::optional<store::token> holder;
    if (auto no = refused(s, r, holder)) return std::move(*no);
    const auto sent = exchange::parse_withdrawal(r.body);
    if (!sent) return problem(s, r, 400, sent.error().text, sent.error().field);
    if (!may_write(*holder, sent->pledge)) return other_pledge(s, r, *holder);
    const auto file = public_pledge(s, sent->pledge);
    if (!file) return no_pledge(s, r, sent->pledge);
    if (const auto* before = saved_before(*file, sent->client_key))
        return before->kind == core::entry_kind::withdrawal && before->names == r.parameter("id")
                   ? saved({*before, true})
                   : key_used(s, r, before->client_key, before->id);
    auto entry = core::check_withdrawal(file->log, r.parameter("id"), sent->note, sent->confirmed);
    if (!entry) return problem(s, r, entry.error());
    return keep(s, r, *file, std::move(*entry), *holder, sent->client_key);
}

} // namespace web::api
