#include "store/pledge.hpp"

#include "base/text.hpp"
#include "core/addresses.hpp"
#include "core/words.hpp"
#include "db/statement.hpp"
#include "exchange/json.hpp"
#include "store/approval.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/log.hpp"
#include "store/log_rows.hpp"
#include "store/log_text.hpp"
#include "store/party.hpp"
#include "store/pledge_cache.hpp"
#include "store/settings_text.hpp"
#include "store/touch.hpp"
#include "store/version.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace store {
namespace {

std::string free_slug(db::transaction& t, const std::string& wanted) {
    const auto base = wanted.empty() ? std::string{"lofte"} : wanted;
    const auto free = [&](const std::string& slug) {
        return !core::is_reserved_slug(slug) &&
               !db::find<std::int64_t>(t, "select id from document where slug = $1", slug);
    };
    auto slug = base;
    for (int n = 2; !free(slug); ++n)
        slug = fmt::format("{}-{}", base, n);
    return slug;
}

void store_approvals(db::transaction& t, std::int64_t pledge, const std::vector<core::approval>& approvals) {
    auto n = db::find<std::int64_t>(t, R"(
        select coalesce(max(number), 0)
        from approval
        where document = $1)",
                                    pledge)
                 .value();
    for (const auto& a : approvals)
        db::run(t, R"(
            insert into approval (document, number, version, party, approved_by, approved_on)
            select $1, $2, version, $3, $4, $5
            from document
            where id = $1)",
                pledge, ++n, a.party, a.by, a.on);
}

reading::document document_of(db::reader& r, std::int64_t pledge, std::string_view slug, const db::bytes& digest,
                              pledge_cache* cache) {
    if (cache)
        if (const auto known = cache->documents.find(digest.value)) return *known;
    const auto body = db::find<std::string>(r, R"(
        select body
        from document_version
        where document = $1 and digest = $2
        order by number desc
        limit 1)",
                                            pledge, db::bytes_view{digest.value});
    auto document = stored_document(body.value(), slug);
    if (cache) cache->documents.keep(digest.value, std::make_shared<const reading::document>(document));
    return document;
}

std::optional<core::pledge_file> without_log(db::reader& r, std::string_view slug, pledge_cache* cache) {
    using text = std::string;
    const auto found =
        db::find<std::int64_t, text, bool, text, std::optional<base::date>, text, core::moment, db::bytes, int>(r, R"(
        select d.id, d.status, d.invented, d.lede, d.shown_from, d.settings, d.changed_at, v.digest, d.version
        from document d
        join document_version v on v.document = d.id and v.number = d.version
        where d.slug = $1)",
                                                                                                                slug);
    if (!found) return std::nullopt;
    const auto& [id, status, invented, lede, shown_from, settings, changed_at, digest, version] = *found;
    core::pledge_file file;
    file.id = id;
    file.slug = slug;
    file.status = core::named<core::status>(status).value();
    file.invented = invented;
    file.document = document_of(r, id, slug, digest, cache);
    file.settings = parse_settings_text(settings);
    file.lede = lede;
    file.shown_from = shown_from;
    file.changed_at = changed_at;
    file.version = version;
    return file;
}

// Whose signatures stand under the newest version that has any: an answer given to a question makes a version that
// nobody has signed yet.
std::vector<core::approval> newest_approvals(db::reader& r, std::int64_t pledge) {
    auto all = approvals_of(r, pledge);
    int newest = 0;
    for (const auto& a : all)
        newest = std::max(newest, a.version);
    std::erase_if(all, [&](const auto& a) { return a.version != newest; });
    return all;
}

// What else is stored with a new document, where it is not what a document has that nobody set anything of.
void audit_what_is_set(db::transaction& t, const core::pledge_file& file, core::moment at, std::string_view by) {
    if (const auto text = settings_text(file.settings); text != settings_text({}))
        append_audit(t, file.id, by, "settings", {}, text, at);
    if (!file.lede.empty()) append_audit(t, file.id, by, "lede", {}, file.lede, at);
    if (file.shown_from) append_audit(t, file.id, by, "shown_from", {}, base::to_iso(*file.shown_from), at);
    const bool is_shown = file.status == core::status::published || file.status == core::status::closed;
    if (is_shown || !file.approvals.empty())
        append_audit(t, file.id, by, "publish", {}, canonical_text(file.approvals), at);
}

std::string body_of(db::reader& r, std::int64_t pledge) {
    return db::find<std::string>(r, R"(
        select v.body
        from document d
        join document_version v on v.document = d.id and v.number = d.version
        where d.id = $1)",
                                 pledge)
        .value();
}

} // namespace

reading::document stored_document(std::string_view body, std::string_view slug) {
    auto document = exchange::parse_document(body);
    if (!document)
        throw db::error{db::error_class::damaged, slug, "its stored text is not lofte/1: " + document.error().text.key};
    return std::move(*document);
}

core::pledge_file add_pledge(db::transaction& t, core::pledge_file file, std::string_view by) {
    const auto at = now();
    const auto& d = file.document;
    file.slug = free_slug(t, file.slug.empty() ? base::slug(d.title) : file.slug);
    file.changed_at = at;
    file.id = db::run_returning<std::int64_t>(t, R"(
        insert into document (slug, title, status, invented, valid_from, valid_to, until_replaced, extendable, version,
            search, lede, shown_from, settings, log_rows, revision, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12, 0, 1, $13)
        returning id)",
                                              file.slug, d.title, core::name(file.status), file.invented, d.valid.from,
                                              d.valid.to, d.valid.until_replaced, d.valid.extendable, search_text(d),
                                              file.lede, file.shown_from, settings_text(file.settings), at)
                  .value();
    show_version(t, file.id, add_version(t, file.id, d, at, by), d);
    audit_what_is_set(t, file, at, by);
    store_approvals(t, file.id, file.approvals);
    store_log(t, file.id, file.log);
    for (const auto& reason : file.reasons)
        add_reason(t, file.id, reason);
    return file;
}

bool replace_document(db::transaction& t, std::int64_t pledge, const reading::document& from,
                      const reading::document& to, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at); // locks it before it is read
    // An amendment that is worked on would not know of the answer, and undo it when it is approved.
    const bool is_amended =
        db::find<std::int64_t>(t, "select working from document where id = $1 and working is not null", pledge)
            .has_value();
    if (is_amended || version_text(stored_document(body_of(t, pledge), from.title)) != version_text(from)) return false;
    show_version(t, pledge, add_version(t, pledge, to, at, by), to);
    return true;
}

namespace {

bool publish_as(db::transaction& t, std::int64_t pledge, const std::vector<core::approval>& approvals,
                std::string_view by, std::string_view act) {
    const auto at = now();
    touch(t, pledge, at);
    // A version that was changed after it was approved can be approved anew.
    const auto changed = db::run(t, R"(
        update document
        set status = $2
        where id = $1 and working is null
            and not (status = $2
                and (version in (select version from approval where document = $1)
                    or not exists (select 1 from approval where document = $1))))",
                                 pledge, core::name(core::status::published));
    if (changed == 0) return false;
    store_approvals(t, pledge, approvals);
    append_audit(t, pledge, by, act, "", canonical_text(approvals), at);
    return true;
}

} // namespace

bool publish(db::transaction& t, std::int64_t pledge, const std::vector<core::approval>& approvals) {
    return publish_as(t, pledge, approvals, approvals.empty() ? "" : approvals.front().by, "publish");
}

bool publish_approved(db::transaction& t, std::int64_t pledge, const std::vector<core::approval>& approvals,
                      std::string_view by) {
    return publish_as(t, pledge, approvals, by, "publish_approved");
}

void set_lede(db::transaction& t, std::int64_t pledge, std::string_view lede) {
    const auto at = now();
    touch(t, pledge, at);
    db::run(t, "update document set lede = $2 where id = $1", pledge, lede);
    append_audit(t, pledge, {}, "lede", {}, lede, at);
}

void set_shown_from(db::transaction& t, std::int64_t pledge, std::optional<base::date> day) {
    const auto at = now();
    touch(t, pledge, at);
    db::run(t, "update document set shown_from = $2 where id = $1", pledge, day);
    append_audit(t, pledge, {}, "shown_from", {}, day ? base::to_iso(*day) : "", at);
}

void set_settings(db::transaction& t, std::int64_t pledge, const core::plan_settings& settings, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at);
    const auto text = settings_text(settings);
    db::run(t, "update document set settings = $2 where id = $1", pledge, text);
    append_audit(t, pledge, by, "settings", {}, text, at);
}

void change_settings(db::transaction& t, std::int64_t pledge, const std::function<bool(core::plan_settings&)>& change,
                     std::string_view by) {
    // SQLite has one writer at a time. What is not changed must not look changed, so the row is locked, not touched.
    const auto stored =
        db::find<std::string>(t,
                              db::sql{.sqlite = "select settings from document where id = $1",
                                      .pgsql = "select settings from document where id = $1 for update"},
                              pledge);
    if (!stored) no_such_document(pledge);
    auto settings = parse_settings_text(*stored);
    if (!change(settings)) return;
    set_settings(t, pledge, settings, by);
}

std::optional<core::pledge_file> find_pledge(db::reader& r, std::string_view slug) {
    auto file = find_pledge_only(r, slug);
    if (file) file->log = log_of(r, file->id);
    return file;
}

std::shared_ptr<const core::pledge_file> find_pledge(db::reader& r, std::string_view slug, pledge_cache& cache) {
    const auto as_shared = [](std::shared_ptr<const pledge_cache::read_pledge> read) {
        const auto* file = &read->file;
        return std::shared_ptr<const core::pledge_file>{std::move(read), file};
    };
    // Before the rest: what changes meanwhile is then kept under too low a number, and read anew the next time.
    const auto now = revision(r, slug);
    if (auto known = cache.pledges.find(slug); known && known->revision == now) return as_shared(std::move(known));
    auto file = find_pledge_only(r, slug, &cache);
    if (!file) return nullptr;
    file->log = log_of(r, file->id);
    const auto rows = file->log.size();
    const auto read = std::make_shared<const pledge_cache::read_pledge>(now, std::move(*file));
    cache.pledges.keep(slug, read, rows + 1);
    return as_shared(read);
}

std::optional<core::pledge_file> find_pledge_only(db::reader& r, std::string_view slug, pledge_cache* cache) {
    auto file = without_log(r, slug, cache);
    if (!file) return file;
    file->approvals = newest_approvals(r, file->id);
    file->reasons = reasons_of(r, file->id);
    return file;
}

std::int64_t revision(db::reader& r, std::string_view slug) {
    return db::find<std::int64_t>(r, "select revision from document where slug = $1", slug).value_or(0);
}

} // namespace store
