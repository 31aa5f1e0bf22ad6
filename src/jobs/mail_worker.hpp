#pragma once

#include "jobs/outbox.hpp"
#include "jobs/runner.hpp"

namespace jobs {

// Does what mail needs, in a thread of its own: a slow mail server holds up no report. An instance without one leaves
// these jobs to those that have.
class mail_worker {
  public:
    mail_worker(db::database& database, const base::clock& clock, mail::settings settings, mail::room room);

  private:
    base::result<void> remind(const std::stop_token& stop) const;
    base::result<void> digest(const std::stop_token& stop) const;
    base::result<void> sweep() const;

    db::database& database_;
    const base::clock& clock_;
    const mail::room room_;
    const outbox outbox_;
    runner runner_; // the last member: its thread uses the others
};

} // namespace jobs
