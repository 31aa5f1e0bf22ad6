#include "jobs/mail_worker.hpp"

#include "base/log.hpp"
#include "jobs/reminders.hpp"

#include <utility>

namespace jobs {
namespace {

using namespace std::chrono_literals;

constexpr auto looked_for_every = 3s; // who asked for a link sits and waits for it
// UTC: people in Sweden read them when they come to work.
constexpr auto night = 2h, morning = 4h, early_on_monday = 5h;

} // namespace

mail_worker::mail_worker(db::database& database, const base::clock& clock, mail::settings settings, mail::room room)
    : database_{database}, clock_{clock}, room_{room}, outbox_{database, clock, std::move(settings), room},
      runner_{database,
              clock,
              {{"mail", [this](const store::job& j, const std::stop_token& stop) { return outbox_.send(j, stop); }},
               {"remind", [this](const store::job&, const std::stop_token& stop) { return remind(stop); }},
               {"digest", [this](const store::job&, const std::stop_token& stop) { return digest(stop); }},
               {"mail_sweep", [this](const store::job&, const std::stop_token&) { return sweep(); }}},
              looked_for_every,
              {{"mail_sweep", [](core::moment now) { return next_day_at(now, night); }},
               {"remind", [](core::moment now) { return next_day_at(now, morning); }},
               {"digest", [](core::moment now) { return next_week_at(now, std::chrono::Monday, early_on_monday); }}}} {}

base::result<void> mail_worker::remind(const std::stop_token& stop) const {
    base::log::info("reminders_queued letters={}", queue_reminders(database_, room_, clock_.today(), stop));
    return {};
}

base::result<void> mail_worker::digest(const std::stop_token& stop) const {
    base::log::info("digests_queued letters={}", queue_digests(database_, room_, clock_.today(), stop));
    return {};
}

base::result<void> mail_worker::sweep() const {
    database_.write([&](db::transaction& t) { store::sweep_mail(t, clock_.now()); });
    return {};
}

} // namespace jobs
