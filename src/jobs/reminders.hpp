#pragma once

#include "base/date.hpp"
#include "db/database.hpp"
#include "mail/letter.hpp"

#include <stop_token>

namespace jobs {

// Queues what people are told of their own organisations' published pledges, each as they wish, and nobody whose
// address was refused. Roles that see what is internal alone. How many letters; run again, none twice.
int queue_digests(db::database& database, const mail::room& room, base::date today, const std::stop_token& stop);
int queue_reminders(db::database& database, const mail::room& room, base::date today, const std::stop_token& stop);

} // namespace jobs
