#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "mail/deliver.hpp"
#include "mail/letter.hpp"
#include "store/job.hpp"
#include "store/mail.hpp"

#include <optional>
#include <stop_token>

namespace jobs {

// Sends what stands in the outbox: the job "mail", whose subject is the letter's number. A letter leaves once: that it
// is about to is written down before the server can have it, by one instance alone. One that was being handed over when
// the program was killed may have been sent; it is told of as that and not sent again by itself.
class outbox {
  public:
    outbox(db::database& database, const base::clock& clock, mail::settings settings, mail::room room)
        : database_{database}, clock_{clock}, settings_{std::move(settings)}, room_{room} {}

    base::result<void> send(const store::job& j, const std::stop_token& stop) const;

  private:
    bool fill(store::mail& m) const;
    void note(const store::mail& m, const mail::answer& a) const;

    db::database& database_;
    const base::clock& clock_;
    const mail::settings settings_;
    const mail::room room_;
};

// How long to wait after so many tries: 1, 4, 16 and 64 minutes, then every two hours. A server that does not know us
// yet wants us back after some minutes, and one that is down over a night is up in the morning.
std::chrono::minutes mail_wait_after(int attempts);

} // namespace jobs
