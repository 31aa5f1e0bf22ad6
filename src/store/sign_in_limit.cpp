#include "store/sign_in_limit.hpp"

#include "core/account.hpp"
#include "db/statement.hpp"
#include "store/digest.hpp"

#include <algorithm>

namespace store {
namespace {

constexpr std::chrono::hours quiet{1};
// A whole workplace stands behind one address: it may fail oftener than one person.
constexpr std::int64_t network_allowance = 95;
// … and nobody there waits long for what the others do.
constexpr std::chrono::seconds longest_for_network{30};

} // namespace

std::string limit_of(std::string_view mail, std::string_view network) {
    std::string both{mail};
    both.append("\n").append(network);
    return "account " + hex(sha256(both)).substr(0, 32);
}

std::string limit_of_network(std::string_view network) { return "network " + hex(sha256(network)).substr(0, 32); }

std::chrono::seconds sign_in_wait(db::reader& r, std::span<const std::string> subjects, core::moment now) {
    std::chrono::seconds longest{0};
    for (const auto& subject : subjects) {
        const auto row = db::find<std::int64_t, core::moment>(
            r, "select failures, last_at from sign_in_failure where subject = $1 and last_at > $2", subject,
            now - quiet);
        if (!row) continue;
        const auto [failures, last] = *row;
        const bool network = subject.starts_with("network");
        const auto wait = network ? std::min(core::wait_after(failures - network_allowance), longest_for_network)
                                  : core::wait_after(failures);
        const auto until = last + wait;
        longest = std::max(longest, std::chrono::ceil<std::chrono::seconds>(until - now));
    }
    return longest;
}

void note_failure(db::transaction& t, std::span<const std::string> subjects, core::moment now) {
    db::run(t, "delete from sign_in_failure where last_at <= $1", now - quiet);
    for (const auto& subject : subjects)
        db::run(t, R"(
            insert into sign_in_failure (subject, failures, last_at)
            values ($1, 1, $2)
            on conflict (subject) do update
            set failures = sign_in_failure.failures + 1, last_at = excluded.last_at)",
                subject, now);
}

void take_back_failure(db::transaction& t, std::string_view subject) {
    db::run(t, "update sign_in_failure set failures = failures - 1 where subject = $1 and failures > 0", subject);
}

void forget_failures(db::transaction& t, std::string_view subject) {
    db::run(t, "delete from sign_in_failure where subject = $1", subject);
}

} // namespace store
