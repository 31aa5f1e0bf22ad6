#include "mail/letter.hpp"

#include <fmt/format.h>

namespace mail {
namespace {

using part = letter::part;

base::date day_of(core::moment m) { return base::stockholm_date(m); }

std::string join_path(const std::string& secret) { return "/konto/inbjudan/" + secret; }

} // namespace

letter invitation(const std::string& organisation, core::holder role, const std::string& secret, core::moment until) {
    letter l;
    l.kind = "invitation";
    l.subject = {"mail.invitation_subject", {{"organisation", organisation}}};
    const base::message role_words{fmt::format("account.role_{}", core::name(role)), {}};
    const base::message role_more{fmt::format("account.role_{}_more", core::name(role)), {}};
    l.lines = {{part::words, {"mail.invitation", {{"organisation", organisation}, {"role", role_words}}}, {}},
               {part::words, role_more, {}},
               {part::words, {"mail.invitation_link", {{"day", day_of(until)}}}, {}},
               {part::link, {}, join_path(secret)},
               {part::words, {"mail.invitation_not_you", {}}, {}}};
    l.worthless_after = until;
    return l;
}

letter forgotten(const std::string& secret, core::moment until) {
    letter l;
    l.kind = "forgotten";
    l.subject = {"mail.forgotten_subject", {}};
    l.lines = {{part::words, {"mail.forgotten", {}}, {}},
               {part::link, {}, join_path(secret)},
               {part::words, {"mail.forgotten_not_you", {}}, {}}};
    l.worthless_after = until;
    return l;
}

letter password_link(const std::string& secret, core::moment until) {
    letter l;
    l.kind = "password_link";
    l.subject = {"mail.password_link_subject", {}};
    l.lines = {{part::words, {"mail.password_link", {{"day", day_of(until)}}}, {}},
               {part::link, {}, join_path(secret)}};
    l.worthless_after = until;
    return l;
}

letter security(security_event what, base::date on) {
    const auto key = [&]() -> std::string {
        switch (what) {
        case security_event::password_changed:
            return "mail.password_changed";
        case security_event::code_set_up:
            return "mail.code_set_up";
        case security_event::code_dropped:
            return "mail.code_dropped";
        case security_event::codes_made_anew:
            break;
        }
        return "mail.codes_made_anew";
    }();
    letter l;
    l.kind = "security";
    l.subject = {"mail.security_subject", {}};
    l.lines = {{part::words, {key, {{"day", on}}}, {}},
               {part::words, {"mail.security_not_you", {}}, {}},
               {part::link, {}, "/konto/glomt"}};
    return l;
}

letter test_letter() {
    letter l;
    l.kind = "test";
    l.subject = {"mail.test_subject", {}};
    l.lines = {{part::words, {"mail.test", {}}, {}}};
    return l;
}

} // namespace mail
