#include "store/approval.hpp"

#include "db/statement.hpp"

namespace store {

std::vector<core::approval> approvals_of(db::reader& r, std::int64_t pledge) {
    std::vector<core::approval> all;
    for (auto [party, by, on, version, here] : db::select<std::string, std::string, base::date, int, bool>(r, R"(
            select a.party, a.approved_by, a.approved_on, a.version,
                exists (
                    select 1
                    from party_approval g
                    where g.document = a.document and g.version = a.version and g.party = a.party
                        and g.withdrawn_at is null)
            from approval a
            where a.document = $1
            order by a.number)",
                                                                                                           pledge))
        all.push_back({std::move(party), std::move(by), on, version, here});
    return all;
}

} // namespace store
