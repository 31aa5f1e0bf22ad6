#pragma once

#include "core/personal_link.hpp"
#include "http/rate_limit.hpp"
#include "web/signed_in.hpp"

#include <functional>
#include <memory>
#include <string>

// Logging by a personal link, without an account: /logga/lank/{secret} and below.
namespace web {

// How often the pages of links may be asked for. Of one instance's memory: a secret of 256 bits is not found by asking,
// the limit keeps those who try from costing much.
struct link_limits {
    http::rate_limit unknown{0.2, 20}; // of one network, with a secret that is none
    http::rate_limit known{2, 200};    // of one link: a phone that comes back with a week's entries, and not a program
};

struct link_holder {
    const visit& at;
    core::personal_link link;
    std::shared_ptr<const core::pledge_file> file; // that residents see
    std::vector<std::string> rows;                 // that may be logged on today
    std::string form_secret;                       // what this link's forms must carry

    std::string holder() const { return core::holder_of(link); }
    std::string path() const { return at.asked.path.substr(0, at.asked.path.find('/', prefix.size())); }
    bool may_log(std::string_view owner) const;

    static constexpr std::string_view prefix = "/logga/lank/";
};

using link_page = std::function<http::response(const link_holder&)>;
using link_form = std::function<http::response(const link_holder&, const http::fields&)>;

// A secret that is none is 404, one whose time is out or that was taken back 410 with the reason, too many 429.
http::handler for_link(const site& s, std::shared_ptr<link_limits> limits, link_page show);
http::handler for_link(const site& s, std::shared_ptr<link_limits> limits, link_form act);

http::response link_show(const link_holder& who);
http::response link_log(const link_holder& who, const http::fields& f);
http::response link_undo(const link_holder& who, const http::fields& f);

// Where coordinators make links (log_links_show.cpp)
http::response links_show(const signed_in& who);
http::response link_make(const signed_in& who, const http::fields& f);
http::response link_revoke(const signed_in& who, const http::fields& f);

} // namespace web
