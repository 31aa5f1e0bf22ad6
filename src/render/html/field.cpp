#include "render/html/field.hpp"

#include "render/field.hpp"
#include "render/html/assets.hpp"
#include "render/html/page.hpp"

namespace render {
namespace html {

void add_field(view& body, const std::string& base, const std::string& holder) {
    body.text("field_base", base).text("field_holder", holder);
    body.text("manifest", (base.empty() ? "/logga" : base) + "/app.webmanifest");
    body.text("touch_icon", find_asset("icon-180.png").address);
    body.texts("scripts", {find_asset("log_queue.js").address, find_asset("log_in_field.js").address});
}

} // namespace html

std::string offline_page(const page_context& c) {
    using namespace html;
    view body;
    add_field(body, {}, {});
    return write_page(c, "offline", quiet_frame(c, "field.offline_heading"), std::move(body));
}

std::string link_over_page(const page_context& c, const std::string& base, const std::string& holder,
                           const base::message& why) {
    using namespace html;
    view body;
    add_field(body, base, holder);
    body.text("why", c.say(why));
    return write_page(c, "link_over", quiet_frame(c, "field.over_heading"), std::move(body));
}

} // namespace render
