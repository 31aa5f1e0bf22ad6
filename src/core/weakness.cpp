#include "core/weakness.hpp"

#include <array>
#include <chrono>

namespace core {
namespace {

using namespace std::chrono_literals;

constexpr auto backup_holds = 48h;
constexpr auto verified_holds = 24h * 31;
constexpr std::int64_t enough_room = 1'000'000'000;

bool is_this_machine(std::string_view host) {
    return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.");
}

std::string_view host_of(std::string_view url) {
    const auto at = url.find("://");
    auto host = at == url.npos ? url : url.substr(at + 3);
    host = host.substr(0, host.find('/'));
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

} // namespace

bool lacks_tls(const reach& r) {
    if (r.base_url.starts_with("https://")) return false;
    return !is_this_machine(r.address) || !is_this_machine(host_of(r.base_url));
}

std::vector<weakness> weaknesses(const house_state& s, moment now) {
    std::vector<weakness> all;
    const auto add_if = [&](bool is, weakness w) {
        if (is) all.push_back(w);
    };
    add_if(lacks_tls(s.reach), weakness::no_tls);
    add_if(s.administrators_without_code > 0, weakness::administrator_without_code);
    add_if(!s.backup_at, weakness::no_backup);
    add_if(s.backup_at && now - *s.backup_at > backup_holds, weakness::old_backup);
    add_if(s.verified_at && s.verified_faults > 0, weakness::chain_faults);
    add_if(!s.verified_at || now - *s.verified_at > verified_holds, weakness::chain_unverified);
    add_if(s.failed_jobs > 0, weakness::failed_jobs);
    add_if(s.sends_mail && is_this_machine(host_of(s.reach.base_url)), weakness::letters_lead_nowhere);
    add_if(s.free_bytes && *s.free_bytes < enough_room, weakness::little_room);
    add_if(s.others_can_read_data, weakness::readable_data);
    add_if(s.has_templates_folder, weakness::templates_folder);
    add_if(!s.can_make_pdf, weakness::no_pdf);
    return all;
}

std::string_view name(weakness w) {
    constexpr std::array<std::string_view, 12> names{"no_tls",           "administrator_without_code",
                                                     "no_backup",        "old_backup",
                                                     "chain_faults",     "chain_unverified",
                                                     "failed_jobs",      "letters_lead_nowhere",
                                                     "little_room",      "readable_data",
                                                     "templates_folder", "no_pdf"};
    return names.at(static_cast<std::size_t>(w));
}

} // namespace core
