#pragma once

#include "web/signed_in.hpp"

namespace http {
class meter;
}

// The pages of those who look after the server: /admin, and what measures it.
namespace web {

// How it is (health_show.cpp)
class machine;
http::response health_show(const signed_in& who, const machine& on);
http::response job_retry(const signed_in& who, const http::fields& f);

// Who did and who read what: the whole house for an administrator, their own pledges for a coordinator
// (events_show.cpp)
http::response events_show(const signed_in& who);
http::response events_csv(const signed_in& who);

// What is kept too long (retention_show.cpp)
http::response retention_show(const signed_in& who);
http::response retention_erase(const signed_in& who, const http::fields& f);
http::response retention_times(const signed_in& who, const http::fields& f);

// All about one's own account, as JSON (all_about_one.cpp)
http::response all_about_one_show(const signed_in& who);

// Numbers in Prometheus' text format: for a program on this machine, or with the token (metrics_show.cpp)
http::response metrics_show(const site& s, const http::request& r, const machine& on, const http::meter& m);

} // namespace web
