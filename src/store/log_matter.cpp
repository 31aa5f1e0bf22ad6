#include "store/log_matter.hpp"

#include "db/statement.hpp"

#include <algorithm>
#include <map>

namespace store {
namespace {

void add(db::transaction& t, std::int64_t pledge, std::size_t number, const matter& m) {
    db::run(t,
            "insert into log_matter (document, number, owner, reading, subject, unit) values ($1, $2, $3, $4, $5, $6)",
            pledge, number, m.owner, m.reading, m.subject, m.unit);
}

} // namespace

matter matter_of(const core::log_entry& e) { return {e.owner, e.reading, e.subject, e.amount.unit}; }

void give(core::log_entry& e, const matter& m) {
    e.owner = m.owner;
    e.reading = m.reading;
    e.subject = m.subject;
    e.amount.unit = m.unit;
}

std::vector<matter> matters_of(db::reader& r, std::int64_t pledge) {
    using maybe = std::optional<std::string>;
    std::vector<matter> all;
    for (auto [owner, reading, subject, unit] : db::select<std::string, std::optional<int>, maybe, maybe>(r, R"(
            select owner, reading, subject, unit
            from log_matter
            where document = $1
            order by number)",
                                                                                                          pledge))
        all.push_back({std::move(owner), reading, std::move(subject), std::move(unit)});
    return all;
}

std::int64_t matter_number(db::transaction& t, std::int64_t pledge, const core::log_entry& entry) {
    const auto all = matters_of(t, pledge);
    const auto wanted = matter_of(entry);
    const auto found = std::find(all.begin(), all.end(), wanted);
    if (found == all.end()) add(t, pledge, all.size() + 1, wanted);
    return found - all.begin() + 1;
}

std::vector<std::int64_t> store_matters(db::transaction& t, std::int64_t pledge,
                                        const std::vector<core::log_entry>& log) {
    std::map<matter, std::int64_t> known;
    std::vector<std::int64_t> numbers;
    numbers.reserve(log.size());
    for (const auto& e : log) {
        const auto [at, is_new] = known.try_emplace(matter_of(e), static_cast<std::int64_t>(known.size()) + 1);
        if (is_new) add(t, pledge, known.size(), at->first);
        numbers.push_back(at->second);
    }
    return numbers;
}

} // namespace store
