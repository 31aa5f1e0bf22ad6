#include "render/mail_pages.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/page.hpp"

namespace render {
namespace {

html::frame quiet(const page_context& c, std::string_view title) {
    html::frame f;
    f.title = c.say(title);
    f.day_choice = false;
    return f;
}

} // namespace

std::string forgotten_page(const page_context& c, const forgotten_view& v) {
    html::view body;
    body.text("mail", v.mail).flag("has_mail", v.has_mail);
    html::add_notice(c, v.notice, body);
    return html::write_page(c, "forgotten", quiet(c, "account.forgotten_heading"), std::move(body));
}

std::string decline_page(const page_context& c, const decline_view& v) {
    html::view body;
    body.flag("digest", v.digest).flag("reminder", !v.digest).flag("asks", v.notice.done.empty());
    html::add_notice(c, v.notice, body);
    return html::write_page(c, "decline", quiet(c, "account.decline_heading"), std::move(body));
}

} // namespace render
