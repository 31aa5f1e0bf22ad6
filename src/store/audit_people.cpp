#include "store/audit_people.hpp"

#include "db/statement.hpp"
#include "store/digest.hpp"
#include "store/read_event.hpp"

#include <fmt/format.h>

namespace store {

using number = std::int64_t;

present_people::present_people(db::reader& r) {
    for (const auto& [id, is_closed] :
         db::select<number, bool>(r, "select id, closed_at is not null from account order by id"))
        accounts_[fmt::to_string(id)] = {is_closed};
    for (const auto& [id, organisation, role] :
         db::select<number, number, std::string>(r, "select account, organisation, role from membership"))
        memberships_.insert(fmt::format("{}-{}-{}", id, organisation, role));
    for (const auto& [id, name] : db::select<number, std::string>(r, "select id, name from organisation"))
        organisations_[fmt::to_string(id)] = name;
    for (const auto& [n, at, by, act, document, subject, erased] :
         db::select<number, core::moment, std::string, std::string, number, std::string, bool>(r, R"(
            select number, read_at, holder, act, document, subject, erased_at is not null
            from read_event)"))
        reads_[fmt::to_string(n)] =
            erased ? std::nullopt : std::optional{canonical_text(read_event{n, at, by, act, document, subject})};
}

bool present_people::holds(const audit_event& e) {
    if (e.act == "account") return told_accounts_.emplace(e.subject, account{}).second && accounts_.contains(e.subject);
    if (e.act == "account_closed" || e.act == "account_reopened") {
        const auto told = told_accounts_.find(e.subject);
        if (told == told_accounts_.end()) return false;
        told->second.is_closed = e.act == "account_closed";
        return true;
    }
    if (e.act == "membership") return told_memberships_.insert(e.subject).second;
    if (e.act == "membership_ended") return told_memberships_.erase(e.subject) == 1;
    if (e.act == "organisation") {
        const auto found = organisations_.find(e.subject);
        return told_organisations_.insert(e.subject).second && found != organisations_.end() &&
               sha256(found->second) == e.content;
    }
    if (e.act == "read") {
        const auto found = reads_.find(e.subject);
        return told_reads_.insert(e.subject).second && found != reads_.end() &&
               (!found->second || sha256(*found->second) == e.content);
    }
    return true;
}

std::vector<std::string> present_people::untold() const {
    std::vector<std::string> faults;
    if (accounts_ != told_accounts_) faults.emplace_back("account");
    if (memberships_ != told_memberships_) faults.emplace_back("membership");
    if (organisations_.size() != told_organisations_.size()) faults.emplace_back("organisation");
    if (reads_.size() != told_reads_.size()) faults.emplace_back("read");
    return faults;
}

} // namespace store
