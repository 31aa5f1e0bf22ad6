#include "render/html/account_frame.hpp"
#include "render/html/assets.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace render::html {
namespace {

// Where the navigation leads, and what one must be allowed to go there: what the route asks for.
struct way {
    std::string_view path, name;
    std::optional<core::act> wants;       // nullopt: to be signed in
    std::optional<core::act> unless = {}; // those who may this have a better way
};
constexpr std::array ways{way{"/tavla", "board.heading", core::act::see_internal},
                          way{"/logga", "logging.heading", core::act::add_entry},
                          way{"/logga/loggat", "logging.list_heading", core::act::read_log, core::act::add_entry},
                          way{"/utkast", "draft.heading", core::act::see_internal},
                          way{"/granska", "resident.moderation_heading", core::act::answer_resident},
                          way{"/konto", "account.heading", std::nullopt},
                          way{"/konto/organisationer", "account.house_heading", core::act::manage_house},
                          way{"/admin/halsa", "admin.health_heading", core::act::manage_house},
                          way{"/admin/handelser", "audit.heading", core::act::manage_members},
                          way{"/admin/gallring", "retention.heading", core::act::manage_house}};

} // namespace

std::vector<view> hidden_fields(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::vector<view> all;
    for (const auto& [name, value] : fields)
        all.push_back(std::move(view{}.text("name", name).text("value", value)));
    return all;
}

base::date day_of(core::moment m) { return base::stockholm_date(m); }

void add_notice(const page_context& c, const form_notice& n, view& v) {
    if (n.problem) {
        v.text("problem", c.say(n.problem->text));
        if (!n.problem->field.empty()) v.flag("wrong_" + n.problem->field, true);
    }
    if (!n.done.empty()) v.text("done", c.say(n.done));
}

void add_most_uploaded(const page_context& c, view& v) {
    v.text("most_bytes", std::to_string(most_uploaded)).text("too_large", c.say("web.too_large"));
    v.texts("scripts", {find_asset("file_size.js").address});
}

view signed_in_view(const account_context& c) {
    view v;
    v.text("signed_in_as", c.mail).text("form_secret", c.form_secret);
    std::vector<view> open;
    for (const auto& w : ways)
        if ((!w.wants || c.may(*w.wants)) && !(w.unless && c.may(*w.unless)))
            open.push_back(
                std::move(view{}.text("href", std::string{w.path}).text("name", c.page.say(std::string{w.name}))));
    v.list("ways", std::move(open));
    return v;
}

} // namespace render::html
