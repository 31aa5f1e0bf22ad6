#include "store/board.hpp"

#include "core/draft.hpp"
#include "db/statement.hpp"
#include "store/draft.hpp"
#include "store/party_sql.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace store {

namespace {

// From the organisation's parties on, so that the country's other documents are not looked at.
void add_waiting(db::reader& r, core::organisation_id organisation, std::set<std::string>& slugs) {
    static const auto query = fmt::format(R"(
        select distinct d.slug
        from organisation o
        join party p on {} or p.document in (select k.document from party_link k where k.organisation = o.id)
        join document d on d.id = p.document
        left join party_link l on l.document = p.document and l.party = p.name and l.organisation = o.id
        where o.id = $1 and ({} or l.party is not null)
            and (d.status in ('draft', 'review') or d.working is not null) and d.dropped_at is null
            and (d.kept_by = $1 or d.kept_by is null or d.is_shared = $2))",
                                          party_is_its_own(), party_is_its_own());
    for (auto [slug] : db::select<std::string>(r, query, organisation, true))
        slugs.insert(std::move(slug));
}

} // namespace

std::vector<core::waiting_document> waiting_documents(db::reader& r,
                                                      const std::vector<core::organisation>& organisations) {
    std::set<std::string> slugs;
    for (const auto& o : organisations)
        add_waiting(r, o.id, slugs);
    std::vector<core::waiting_document> all;
    for (const auto& slug : slugs) {
        auto d = find_draft(r, slug);
        if (!d) continue;
        // Nobody is asked for an approval of what is still being written.
        auto lacking = d->in_review ? core::waiting_parties(*d) : std::vector<std::string>{};
        all.push_back({d->slug, std::move(d->document.title), std::move(d->document.parties), std::move(lacking),
                       base::stockholm_date(d->changed_at)});
    }
    return all;
}

} // namespace store
