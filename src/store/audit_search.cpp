#include "store/audit_search.hpp"

#include "db/statement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>

namespace store {
namespace {

// A "read" tells of a row of read_event by its number; a case, so that no other subject is taken for a number.
constexpr std::string_view question = R"(
    select e.document, e.number, e.happened_at, coalesce(r.holder, e.holder), coalesce(r.act, e.act),
        coalesce(r.subject, e.subject), coalesce(d.slug, '')
    from audit_event e
    left join read_event r
        on r.number = case when e.document = 0 and e.act = 'read' then cast(e.subject as bigint) else 0 end
    left join document d on d.id = case when e.document <> 0 then e.document else coalesce(r.document, 0) end
    where e.happened_at >= $1 and e.happened_at < $2
        and ($3 = '' or coalesce(r.holder, e.holder) = $3)
        and ($4 = '' or coalesce(r.act, e.act) = $4)
        and ($5 = '' or d.slug = $5 or {0}(coalesce(r.subject, e.subject), $5) > 0)
        {1}
    order by e.happened_at desc, e.document desc, e.number desc
    limit $6 offset $7)";

// Numbers of ours, so they may stand in the text.
std::string only_these(const std::optional<std::vector<std::int64_t>>& documents) {
    if (!documents) return {};
    if (documents->empty()) return "and 1 = 0";
    return fmt::format("and case when e.document <> 0 then e.document else coalesce(r.document, 0) end in ({})",
                       fmt::join(*documents, ", "));
}

} // namespace

std::vector<audit_line> search_audit(db::reader& r, const audit_question& q) {
    const bool is_sqlite = r.on().engine() == db::engine::sqlite;
    const auto text = fmt::format(question, is_sqlite ? "instr" : "strpos", only_these(q.documents));
    const core::moment first{}, last{std::chrono::microseconds{std::numeric_limits<std::int64_t>::max()}};
    // What nobody asked for is no condition then, and the latest come by an index.
    r.on().plan_for_values();
    std::vector<audit_line> all;
    for (auto [document, number, at, by, act, subject, slug] :
         db::select<std::int64_t, std::int64_t, core::moment, std::string, std::string, std::string, std::string>(
             r, text, q.from.value_or(first), q.to.value_or(last), q.by, q.act, q.subject, q.most, q.skip))
        all.push_back({document, number, at, std::move(by), std::move(act), std::move(subject), std::move(slug)});
    return all;
}

} // namespace store
