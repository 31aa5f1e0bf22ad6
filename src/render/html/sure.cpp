#include "render/sure.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/page.hpp"

namespace render {

std::string sure_page(const account_context& c, const sure_view& v) {
    using namespace html;
    view body = signed_in_view(c);
    body.text("what", c.page.say(v.what)).text("more", c.page.say(v.more)).text("yes", c.page.say(v.yes));
    body.text("action", v.action).text("back", v.back);
    body.list("fields", hidden_fields(v.fields));
    return write_page(c.page, "sure", quiet_frame(c.page, v.what), std::move(body));
}

} // namespace render
