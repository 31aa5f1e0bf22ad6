#include "render/sure.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/page.hpp"

namespace render {

std::string sure_page(const account_context& c, const sure_view& v) {
    using namespace html;
    view body = signed_in_view(c);
    body.text("what", c.page.say(v.what)).text("more", c.page.say(v.more)).text("yes", c.page.say(v.yes));
    body.text("action", v.action).text("back", v.back);
    std::vector<view> fields;
    for (const auto& [name, value] : v.fields) {
        view one;
        one.text("name", name).text("value", value);
        fields.push_back(std::move(one));
    }
    body.list("fields", std::move(fields));
    frame f;
    f.title = c.page.say(v.what);
    f.day_choice = false;
    return write_page(c.page, "sure", f, std::move(body));
}

} // namespace render
