#pragma once

#include "core/log.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What is weak in how a server is set up and looked after, for whoever looks after it.
namespace core {

// Where it listens and how people reach it.
struct reach {
    std::string address;  // "127.0.0.1" "0.0.0.0"
    std::string base_url; // "https://lofte.example"
};

// Without TLS a browser takes no Secure cookie, and a service worker only on the machine itself.
bool lacks_tls(const reach& r);

struct house_state {
    core::reach reach;
    bool has_templates_folder = false;
    bool can_make_pdf = true;
    bool sends_mail = false;
    bool others_can_read_data = false;
    std::int64_t administrators_without_code = 0;
    std::int64_t failed_jobs = 0;
    std::optional<std::int64_t> free_bytes; // where the data is on a disk of ours
    std::optional<moment> backup_at, verified_at;
    std::int64_t verified_faults = 0; // of the last time
};

enum class weakness {
    no_tls,
    administrator_without_code,
    no_backup,
    old_backup, // over two days
    chain_faults,
    chain_unverified, // never, or over a month ago
    failed_jobs,
    letters_lead_nowhere, // they are sent, with the address of the machine itself
    little_room,          // under 1 GB
    readable_data,
    templates_folder,
    no_pdf,
};
std::vector<weakness> weaknesses(const house_state& s, moment now); // what matters most first
std::string_view name(weakness w);

} // namespace core
