#include "jobs/reminders.hpp"

#include "base/clock.hpp"
#include "core/board.hpp"
#include "core/duties.hpp"
#include "core/whose.hpp"
#include "mail/pledge_letters.hpp"
#include "store/account.hpp"
#include "store/board.hpp"
#include "store/duty.hpp"
#include "store/identity.hpp"
#include "store/mail.hpp"
#include "store/mail_link.hpp"
#include "store/party.hpp"
#include "store/pledge.hpp"
#include "store/resident_question.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace jobs {
namespace {

struct person {
    core::account who;
    std::vector<core::organisation> acts_for;    // where their role sees what is internal
    std::vector<core::organisation> answers_for; // … and where it answers residents
    bool may_log = false;                        // in any of them
    store::mail_wish wish;
};

std::vector<person> people(db::reader& r, const std::function<bool(const store::mail_wish&)>& wants) {
    std::vector<person> all;
    const auto refused = store::refusals(r);
    for (auto& who : store::accounts(r)) {
        if (who.closed_at || who.mail.empty() || refused.contains(who.mail)) continue;
        if (!who.has_password && store::identities_of(r, who.id).empty()) continue; // invited, and never came
        person p;
        p.wish = store::mail_wish_of(r, who.id);
        if (!wants(p.wish)) continue;
        std::set<std::int64_t> seen, answers;
        for (const auto& m : store::memberships_of(r, who.id)) {
            if (core::may(m.role, core::act::see_internal) && seen.insert(m.in.id.value).second)
                p.acts_for.push_back(m.in);
            if (core::may(m.role, core::act::answer_resident) && answers.insert(m.in.id.value).second)
                p.answers_for.push_back(m.in);
            p.may_log = p.may_log || core::may(m.role, core::act::add_entry);
        }
        if (p.acts_for.empty()) continue;
        p.who = std::move(who);
        all.push_back(std::move(p));
    }
    return all;
}

struct told_duty {
    std::string pledge; // its title; empty: the organisation's own
    core::duty duty;
    std::optional<core::account_id> in_charge; // absent: those who are named answer for it
};

// The pledges of a run, and what is due of each, read and judged once for all who are told of them.
class pledges_read {
  public:
    pledges_read(db::reader& r, base::date today) : reader_{r}, today_{today} {}

    std::vector<const core::pledge_file*> of(const std::vector<core::organisation>& organisations) {
        std::vector<const core::pledge_file*> all;
        for (const auto& slug : slugs_of(organisations))
            if (const auto* file = find(slug)) all.push_back(file);
        return all;
    }

    // Within most_reminder_days.
    std::vector<const told_duty*> duties_of(const std::vector<core::organisation>& organisations) {
        std::vector<const told_duty*> all;
        const auto add = [&](const std::vector<told_duty>& some) {
            for (const auto& one : some)
                all.push_back(&one);
        };
        for (const auto& slug : slugs_of(organisations))
            add(duties_of(slug));
        for (const auto& o : organisations)
            add(law_duty_of(o));
        return all;
    }

  private:
    std::set<std::string> slugs_of(const std::vector<core::organisation>& organisations) {
        std::set<std::string> slugs;
        for (const auto& o : organisations) {
            const auto [at, is_new] = parties_.try_emplace(o.id.value);
            if (is_new)
                for (auto& p : store::parties_of_organisation(reader_, o.id))
                    at->second.insert(std::move(p.slug));
            slugs.insert(at->second.begin(), at->second.end());
        }
        return slugs;
    }

    const core::pledge_file* find(const std::string& slug) {
        const auto [at, is_new] = files_.try_emplace(slug);
        if (is_new) at->second = store::find_pledge(reader_, slug);
        return at->second ? &*at->second : nullptr;
    }

    const std::vector<told_duty>& duties_of(const std::string& slug) {
        const auto [at, is_new] = duties_.try_emplace(slug);
        const auto* file = is_new ? find(slug) : nullptr;
        if (!file) return at->second;
        const auto state = core::judge(file->document, file->log, file->reasons, file->settings, today_);
        const auto charges = store::duty_charges_of(reader_, file->id);
        for (auto& d : core::duties_of(*file, state, store::duty_rules_of(reader_, file->id),
                                       store::duties_done(reader_, file->id), today_, today_ + longest)) {
            if (d.done) continue;
            const auto* charge = store::charge_of(charges, file->document, d.series);
            at->second.push_back(
                {file->document.title, std::move(d), charge ? std::optional{charge->account} : std::nullopt});
        }
        return at->second;
    }

    const std::vector<told_duty>& law_duty_of(const core::organisation& o) {
        const auto [at, is_new] = law_.try_emplace(o.id.value);
        if (!is_new || o.kind != ::reading::party_kind::municipality) return at->second;
        auto due = core::law_duty(store::law_rule_of(reader_, o.id), o.name);
        if (!due || due->due < today_ || due->due > today_ + longest) return at->second;
        due->slug = std::to_string(o.id.value); // beside every pledge: no address of one is a number alone
        at->second.push_back({{}, *std::move(due), {}});
        return at->second;
    }

    static constexpr base::days longest{store::most_reminder_days};
    db::reader& reader_;
    base::date today_;
    std::map<std::int64_t, std::set<std::string>> parties_; // slugs, by organisation
    std::map<std::string, std::optional<core::pledge_file>> files_;
    std::map<std::string, std::vector<told_duty>> duties_; // by slug
    std::map<std::int64_t, std::vector<told_duty>> law_;   // by organisation
};

std::vector<std::int64_t> ids_of(const std::vector<core::organisation>& organisations) {
    std::vector<std::int64_t> all;
    for (const auto& o : organisations)
        all.push_back(o.id.value);
    std::sort(all.begin(), all.end());
    return all;
}

std::string decline_path(db::transaction& t, core::account_id account, store::declinable what) {
    return "/konto/avanmal/" + store::decline_secret(t, {account, what});
}

// What is due within a week of its beginning is left to the digest, which comes every week.
constexpr base::days shortest_window{7};

// Theirs: what they were put in charge of, and what nobody was and their organisation answers for. Of a window that is
// shorter than twice the days somebody chose they are reminded when half of it is left, and not when it opens.
bool is_told(const told_duty& d, const person& p, base::date today) {
    const auto length = d.duty.due - d.duty.from + base::days{1};
    const auto ahead = std::min(base::days{p.wish.reminder_days}, length / 2);
    if (d.duty.due > today + ahead || length <= shortest_window) return false;
    if (d.in_charge) return *d.in_charge == p.who.id;
    return d.duty.named.empty() || std::any_of(p.acts_for.begin(), p.acts_for.end(), [&](const auto& o) {
               return core::names_organisation(d.duty.named, o.kind, o.name);
           });
}

std::vector<const told_duty*> duties_told(pledges_read& pledges, const person& p, base::date today) {
    auto all = pledges.duties_of(p.acts_for);
    std::erase_if(all, [&](const auto* d) { return !is_told(*d, p, today); });
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->duty.due < b->duty.due; });
    return all;
}

} // namespace

int queue_digests(db::database& database, const mail::room& room, base::date today, const std::stop_token& stop) {
    auto reader = database.read();
    pledges_read pledges{reader, today};
    // By the organisations that somebody acts for, and those that they answer residents for.
    std::map<std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>>, core::board> boards;
    int count = 0;
    for (const auto& p : people(reader, [](const auto& wish) { return wish.digest; })) {
        if (stop.stop_requested()) break;
        const auto [at, is_new] = boards.try_emplace({ids_of(p.acts_for), ids_of(p.answers_for)});
        if (is_new) {
            at->second = core::board_of(pledges.of(p.acts_for), store::waiting_documents(reader, p.acts_for), today,
                                        store::waiting_residents(reader, p.answers_for));
            core::ask_owners_alone(at->second, store::board_readers(reader, p.acts_for));
            core::tell_over_once(at->second);
        }
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
    pledges_read pledges{reader, today};
    const auto now = base::clock{}.now();
    int count = 0;
    for (const auto& p : people(reader, [](const auto& wish) { return wish.reminder_days > 0; })) {
        if (stop.stop_requested()) break;
        const auto due = duties_told(pledges, p, today);
        if (due.empty()) continue;
        bool queued = false;
        database.write([&](db::transaction& t) {
            std::vector<mail::due_duty> fresh;
            for (const auto* d : due)
                if (store::note_reminded(t, p.who.id, d->duty.slug + " " + d->duty.id, now))
                    fresh.push_back({d->pledge, d->duty});
            queued = !fresh.empty() &&
                     mail::to_account(&room, t, p.who,
                                      mail::reminder(fresh, today, p.may_log,
                                                     decline_path(t, p.who.id, store::declinable::reminder)));
        });
        count += queued;
    }
    return count;
}

} // namespace jobs
