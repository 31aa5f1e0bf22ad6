#include "render/html/account_frame.hpp"

namespace render::html {

base::date day_of(core::moment m) { return base::stockholm_date(m); }

void add_notice(const page_context& c, const form_notice& n, view& v) {
    if (n.problem) {
        v.text("problem", c.say(n.problem->text));
        if (!n.problem->field.empty()) v.flag("wrong_" + n.problem->field, true);
    }
    if (!n.done.empty()) v.text("done", c.say(n.done));
}

view signed_in_view(const account_context& c) {
    view v;
    v.text("signed_in_as", c.mail).text("form_secret", c.form_secret).flag("manages_house", c.may_manage_house);
    v.flag("answers_residents", c.may_answer_residents);
    return v;
}

} // namespace render::html
