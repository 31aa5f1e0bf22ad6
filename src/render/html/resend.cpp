#include "render/resend.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/page.hpp"

namespace render {

std::string resend_page(const page_context& c, const resend_view& v) {
    using namespace html;
    view body = v.signed_in ? signed_in_view(*v.signed_in) : view{};
    body.text("action", v.action).flag("had_files", v.had_files).flag("is_signed_in", v.signed_in.has_value());
    if (v.signed_in) body.text("as_whom", c.say(say("account.resend_as", {{"who", v.signed_in->mail}})));
    body.list("fields", hidden_fields(v.typed));
    return write_page(c, "resend", quiet_frame(c, v.signed_in ? "account.resend_heading" : "account.resend_over"),
                      std::move(body));
}

} // namespace render
