#include "store/board.hpp"

#include "core/draft.hpp"
#include "db/statement.hpp"
#include "store/draft.hpp"
#include "store/party.hpp"
#include "store/party_sql.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace store {

namespace {

// From the organisation's parties on, so that the country's other documents are not looked at.
void add_waiting(db::reader& r, core::organisation_id organisation, std::set<std::string>& slugs) {
    static const auto query = fmt::format(R"(
        select d.slug
        from ({}) own
        cross join document d
        where d.id = own.document
            and (d.status in ('draft', 'review') or d.working is not null) and d.dropped_at is null
            and (d.kept_by = $1 or d.kept_by is null or d.is_shared = $2))",
                                          own_parties());
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
                       base::stockholm_date(d->changed_at), d->in_force.has_value()});
    }
    return all;
}

std::vector<core::board_reader> board_readers(db::reader& r, const std::vector<core::organisation>& organisations) {
    std::vector<core::board_reader> all;
    for (const auto& o : organisations) {
        core::board_reader one{o.kind, o.name, {}};
        for (auto& p : parties_of_organisation(r, o.id))
            one.parties.emplace(std::move(p.slug), std::move(p.party));
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace store
