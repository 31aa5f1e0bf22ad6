#include "jobs/reminders.hpp"

#include "base/clock.hpp"
#include "core/board.hpp"
#include "core/duties.hpp"
#include "core/whose.hpp"
#include "mail/pledge_letters.hpp"
#include "store/account.hpp"
#include "store/mail.hpp"
#include "store/mail_link.hpp"
#include "store/party.hpp"
#include "store/pledge.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace jobs {
namespace {

struct person {
    core::account who;
    std::vector<core::organisation> acts_for; // where their role sees what is internal
    store::mail_wish wish;
};

std::vector<person> people(db::reader& r, const std::function<bool(const store::mail_wish&)>& wants) {
    std::vector<person> all;
    const auto refused = store::refusals(r);
    for (auto& who : store::accounts(r)) {
        if (who.closed_at || !who.has_password || refused.contains(who.mail)) continue;
        person p;
        p.wish = store::mail_wish_of(r, who.id);
        if (!wants(p.wish)) continue;
        std::set<std::int64_t> seen;
        for (auto& m : store::memberships_of(r, who.id))
            if (core::may(m.role, core::act::see_internal) && seen.insert(m.in.id.value).second)
                p.acts_for.push_back(std::move(m.in));
        if (p.acts_for.empty()) continue;
        p.who = std::move(who);
        all.push_back(std::move(p));
    }
    return all;
}

// The pledges of a run, each read once.
class pledges_read {
  public:
    explicit pledges_read(db::reader& r) : reader_{r} {}

    const core::pledge_file* find(const std::string& slug) {
        const auto [at, is_new] = files_.try_emplace(slug);
        if (is_new) at->second = store::find_pledge(reader_, slug);
        return at->second ? &*at->second : nullptr;
    }
    std::vector<const core::pledge_file*> of(const std::vector<core::organisation>& organisations) {
        std::set<std::string> slugs;
        for (const auto& o : organisations)
            for (const auto& p : store::parties_of_organisation(reader_, o.id))
                slugs.insert(p.slug);
        std::vector<const core::pledge_file*> all;
        for (const auto& slug : slugs)
            if (const auto* file = find(slug)) all.push_back(file);
        return all;
    }

  private:
    db::reader& reader_;
    std::map<std::string, std::optional<core::pledge_file>> files_;
};

std::vector<std::int64_t> ids_of(const person& p) {
    std::vector<std::int64_t> all;
    for (const auto& o : p.acts_for)
        all.push_back(o.id.value);
    std::sort(all.begin(), all.end());
    return all;
}

std::string decline_path(db::transaction& t, core::account_id account, store::declinable what) {
    return "/konto/avanmal/" + store::decline_secret(t, {account, what});
}

struct dated_duty {
    const core::pledge_file* file = nullptr;
    core::duty duty;
};

// Within the days from today, of somebody's own organisations. A window that is no longer than those days is left to
// the digest: one would be reminded of it when it opens.
std::vector<dated_duty> duties_within(const std::vector<const core::pledge_file*>& files, const person& p,
                                      base::date today) {
    const base::days ahead{p.wish.reminder_days};
    const auto is_theirs = [&](const core::duty& d) {
        return d.named.empty() || std::any_of(p.acts_for.begin(), p.acts_for.end(), [&](const auto& o) {
                   return core::names_organisation(d.named, o.kind, o.name);
               });
    };
    std::vector<dated_duty> all;
    for (const auto* file : files) {
        const auto state = core::judge(file->document, file->log, file->reasons, file->settings, today);
        for (auto& d : core::duties_of(*file, state, {}, {}, today, today + ahead))
            if (!d.done && d.due - d.from > ahead && is_theirs(d)) all.push_back({file, std::move(d)});
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.duty.due < b.duty.due; });
    return all;
}

} // namespace

int queue_digests(db::database& database, const mail::room& room, base::date today, const std::stop_token& stop) {
    auto reader = database.read();
    pledges_read files{reader};
    std::map<std::vector<std::int64_t>, core::board> boards; // by the organisations that somebody acts for
    int count = 0;
    for (const auto& p : people(reader, [](const auto& wish) { return wish.digest; })) {
        if (stop.stop_requested()) break;
        const auto [at, is_new] = boards.try_emplace(ids_of(p));
        if (is_new) at->second = core::board_of(files.of(p.acts_for), {}, today);
        if (!mail::digest(at->second, {})) continue;
        bool queued = false;
        database.write([&](db::transaction& t) {
            const auto letter = mail::digest(at->second, decline_path(t, p.who.id, store::declinable::digest));
            queued = mail::to_account(&room, t, p.who, *letter);
        });
        count += queued;
    }
    return count;
}

int queue_reminders(db::database& database, const mail::room& room, base::date today, const std::stop_token& stop) {
    auto reader = database.read();
    pledges_read files{reader};
    const auto now = base::clock{}.now();
    int count = 0;
    for (const auto& p : people(reader, [](const auto& wish) { return wish.reminder_days > 0; })) {
        if (stop.stop_requested()) break;
        const auto due = duties_within(files.of(p.acts_for), p, today);
        if (due.empty()) continue;
        bool queued = false;
        database.write([&](db::transaction& t) {
            std::vector<mail::due_duty> fresh;
            for (const auto& d : due)
                if (store::note_reminded(t, p.who.id, d.file->slug + " " + d.duty.id, now))
                    fresh.push_back({d.file->document.title, d.duty});
            queued =
                !fresh.empty() &&
                mail::to_account(&room, t, p.who,
                                 mail::reminder(fresh, today, decline_path(t, p.who.id, store::declinable::reminder)));
        });
        count += queued;
    }
    return count;
}

} // namespace jobs
